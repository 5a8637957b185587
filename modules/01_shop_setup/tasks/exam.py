"""The exam of module 01: six tasks, their points, the wrong answers that people give, and the rubric.

How the answers come about is in answers.py. The words name a slip and where to look; they hold no figure of any shop.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from coursekit.compare import Gap, Once, Part, Record, close
from coursekit.exam import Criterion, Decision, Exam, Slip, Table, Task, Written, beside
from shoplab.languages.saying import retold
from shopworld.trade import setup

answers = beside(__file__, "answers")

MONEY, SHARE = (1e-4, 0.006), (1e-3, 0.0006)  # room for rounding to fen, and for a share to three places

LIST_WANTED = "`{name}` is not a list of {length} numbers."
LIST_OFF = "`{name}`: at least one is not what the season makes of the year's target."
LIST_SUM = "`{name}` add up to ¥{total:,.0f}, and that is not the year's target. Rounding has lost or found something."
OTHER_PLATFORM = "Wen has decided for Tmall."
REFUSED = "The platform refuses the stage {stage}: {reason}"


@dataclass(frozen=True)
class Plan:
    """A year plan: months and quarters stand in their order, may be rounded up or down, and must add up exactly."""

    figures: Record
    lists: Mapping[str, float]  # each list's share of the points; half of it is for its sum

    def check(self, given: Any, expected: Any) -> Gap:
        """Returns the gap between two plans."""
        gap = self.figures.check(given, expected)
        if not isinstance(given, dict) or not isinstance(expected, dict):
            return gap
        rest = 1 - sum(self.lists.values())
        lists = [
            Part(name, *self._part(name, given.get(name), expected[name], weight))
            for name, weight in self.lists.items()
        ]
        share = gap.share * rest + sum(part.share * part.weight for part in lists)
        return Gap(share > 1 - 1e-9, share, parts=(*lists, *gap.scaled(rest)))

    def part_matches(self, name: str, given: Any, expected: Any) -> bool:
        """Tells whether one figure or list of a plan is that of another one."""
        return self.figures.part_matches(name, given, expected)

    @staticmethod
    def _part(name: str, given: Any, expected: list[int], weight: float) -> tuple[float, float, str]:
        given = given.tolist() if hasattr(given, "tolist") else given
        if not isinstance(given, list) or len(given) != len(expected):
            return 0.0, weight, LIST_WANTED.format(name=name, length=len(expected))
        room = answers.WAN * (12 / len(expected)) + 0.5  # a month may be rounded either way, a quarter has three
        if not all(close(mine, right, (0.0, room)) for mine, right in zip(given, expected, strict=True)):
            return 0.0, weight, LIST_OFF.format(name=name)
        if abs(sum(given) - sum(expected)) < 0.5:
            return 1.0, weight, ""
        return 0.5, weight, LIST_SUM.format(name=name, total=sum(given))


@dataclass(frozen=True)
class SetUp:
    """A shop set-up: alike when the platform objects to the same things and the project's figures are the same."""

    figures: Record
    stages: float  # share of the points for the platform's five stages

    def check(self, given: Any, expected: Any) -> Gap:
        """Returns the gap: a share for each stage without an objection and for each right figure."""
        gap = self.figures.check(given, expected)
        if not isinstance(given, dict) or not _has_tables(expected):
            return gap
        mine, theirs = (_objections(Once(one), Once(expected[answers.TABLES])) for one in (given, expected))
        if gap.right and kinds(mine) == kinds(theirs):
            return Gap(True, 1.0)
        refused = {refusal.stage for refusal in mine}
        passed = 1 - len(refused) / len(setup.STAGES)
        each = self.stages / len(setup.STAGES)
        parts = (
            *(Part(stage, float(stage not in refused), each) for stage in setup.STAGES),
            *gap.scaled(1 - self.stages),
        )
        says = [REFUSED.format(stage=refusal.stage, reason=retold(refusal.reason)) for refusal in mine[:2]]
        share = self.stages * passed + (1 - self.stages) * gap.share
        return Gap(False, share, " ".join(says), parts)

    def part_matches(self, name: str, given: Any, expected: Any) -> bool:
        """Tells whether one figure of a set-up is that of another one."""
        return self.figures.part_matches(name, given, expected)

    def matches(self, given: Any, expected: Any) -> bool:
        """Tells whether `check` would find no gap; the review is dear, so the figures are looked at first."""
        if not isinstance(given, dict) or not _has_tables(expected) or not self.figures.check(given, expected).right:
            return False
        mine, theirs = (_objections(Once(one), Once(expected[answers.TABLES])) for one in (given, expected))
        return kinds(mine) == kinds(theirs)


def _has_tables(expected: Any) -> bool:
    return isinstance(expected, dict) and isinstance(expected.get(answers.TABLES), dict)


@functools.lru_cache(maxsize=256)
def _contents(tables: Once) -> str:
    """Returns what tables hold as one text: those beside each slip are the same ones."""
    return "\n".join(f"{name}\n{tables.value[name].to_csv()}" for name in sorted(tables.value))


@dataclass(frozen=True)
class _Tables:
    """Tables that are known by what they hold."""

    contents: str
    tables: Mapping[str, Any] = field(compare=False)


@functools.lru_cache(maxsize=256)
def _reviewed(given: Once, tables: _Tables) -> tuple[setup.Refusal, ...]:
    return tuple(objections(given.value, _books(tables)))


@functools.lru_cache(maxsize=4)
def _books(tables: _Tables) -> setup.Books:
    return setup.Books(SimpleNamespace(**tables.tables))


def _objections(given: Once, tables: Once) -> tuple[setup.Refusal, ...]:
    return _reviewed(given, _Tables(_contents(tables), tables.value))


def objections(given: dict[str, Any], shop: Any) -> list[setup.Refusal]:
    """Returns the platform's refusals, with one more for another platform than Wen's."""
    found = setup.review(given, shop)
    return (
        found if given.get("platform") == answers.PLATFORM else [setup.Refusal(setup.STAGES[0], OTHER_PLATFORM), *found]
    )


def kinds(refusals: Iterable[setup.Refusal]) -> set[tuple[str, str]]:
    """Returns what refusals are about: the stage and the sentence's template, whatever names and figures it holds."""
    return {(refusal.stage, _template(refusal.reason)) for refusal in refusals}


@functools.lru_cache(maxsize=4096)
def _template(reason: str) -> str:
    for name, template in vars(setup).items():
        if name.isupper() and isinstance(template, str):
            pattern = re.sub(r"\\\{.*?\\\}", ".*", re.escape(template))
            if re.fullmatch(pattern, reason, flags=re.DOTALL):
                return name
    return reason


ECONOMICS = Task(
    name="unit-economics",
    title="What does a piece leave when the parcels have come back?",
    points=10,
    level="core",
    outline=("01.03", "01.08", "01.17"),
    compare=Table(
        key=("product",),
        columns={
            "refund_rate": SHARE,
            "contribution": MONEY,
            "break_even_roas": (2e-3, 0.006),
            "role": None,
            "core_share": SHARE,
        },
        weights={"refund_rate": 2, "contribution": 4, "break_even_roas": 1.5, "role": 1.5, "core_share": 1},
    ),
    reference=answers.unit_economics,
    right="Correct. Every figure of a product has the same paid pieces below the line, so the twenty can be put in one list.",
    slips=(
        Slip(
            "refunds-ignored",
            5,
            "Your contribution stands before refunds. Money went back, some goods didn't, and the way back was paid: "
            "join `refunds` on `line_id` before you add up.",
            lambda shop: answers.unit_economics(shop, refunds=False),
        ),
        Slip(
            "unpaid-counted",
            3,
            "Your figures hold lines that nobody paid for. `order_lines` keeps the lines of unpaid orders too: join "
            "it with the orders that have a `paid_at`.",
            lambda shop: answers.unit_economics(shop, unpaid=True),
        ),
        Slip(
            "commission-on-refunded",
            7,
            "You pay commission on money that went back. Tmall takes it on what the shop kept; only the payment fee "
            "stays on everything that was paid.",
            lambda shop: answers.unit_economics(shop, commission_on="paid"),
        ),
        Slip(
            "parcels-ignored",
            6,
            "Your goods travel for nothing. Each paid order has a parcel: the courier by kilograms begun and the "
            "packing, less the freight that the buyer paid, shared by its lines.",
            lambda shop: answers.unit_economics(shop, parcels=False),
        ),
        Slip(
            "per-line",
            7,
            "You divided by order lines. One line may hold two pieces or three: a contribution a piece is divided by "
            "the sum of `quantity`.",
            lambda shop: answers.unit_economics(shop, per="lines"),
        ),
        Slip(
            "refunds-by-count",
            8,
            "Your refund rate counts lines that were refunded. Asked is money: what was paid back out of what was "
            "paid.",
            lambda shop: answers.unit_economics(shop, counted=True),
        ),
        Slip(
            "per-cent",
            7,
            "Your refund rate and your core share are per cents. A share lies between 0 and 1.",
            lambda shop: answers.unit_economics(shop, unit=100.0),
        ),
    ),
)

GATE = Task(
    name="licence-gate",
    title="What may we open with on 1 March?",
    points=10,
    level="core",
    outline=("01.07", "01.08"),
    compare=Table(
        key=("category",),
        columns={"paper": None, "late_share": SHARE, "may_open": None},
        weights={"paper": 5, "late_share": 2, "may_open": 3},
    ),
    reference=answers.licence_gate,
    right="Correct. A category opens through two doors, the paper and the delivery, and each has its own date.",
    slips=(
        Slip(
            "name-only",
            9.5,
            "Wen holds that paper today and not on the opening day. A name in `licences_held` isn't enough: compare "
            "`valid_until` with the opening.",
            lambda shop: answers.licence_gate(shop, dates=False),
        ),
        Slip(
            "wait-from-opening",
            5,
            "No paper comes in time in your table. Wen can apply today: it is in time when today plus the days of "
            "waiting falls on or before the opening.",
            lambda shop: answers.licence_gate(shop, start=answers.OPENING),
        ),
        Slip(
            "papers-only",
            7,
            "Your papers are right, and some of these shelves would be empty. `may_open` asks for both: the paper, "
            "and goods that are there in time.",
            lambda shop: answers.licence_gate(shop, stock=False),
        ),
        Slip(
            "promised-days",
            6,
            "You believed the suppliers' promises. What they did is in `deliveries`: take `actual_days`.",
            lambda shop: answers.licence_gate(shop, days="promised"),
        ),
        Slip(
            "later-than-promised",
            6,
            "You counted the deliveries that came later than promised. Wen doesn't mind those, if they are there "
            "when she opens: compare `actual_days` with the days that are left.",
            lambda shop: answers.licence_gate(shop, days="late"),
        ),
        Slip(
            "all-suppliers",
            7,
            "You mixed the deliveries of all suppliers of a category. Wen orders from one: first find the cheapest, "
            "then look at its deliveries only.",
            lambda shop: answers.licence_gate(shop, everybody=True),
        ),
    ),
)

PLAN = Task(
    name="year-plan",
    title="What does the first year look like on one page?",
    points=10,
    level="core",
    outline=("01.11", "01.14", "01.15"),
    compare=Plan(
        Record(
            {"tool": None, "tool_discount": SHARE, "weekly_budget": (1e-3, 0.6), "last_order_cost": (1e-3, 0.06)},
            {"tool": 1, "tool_discount": 1.5, "weekly_budget": 1.5, "last_order_cost": 1},
        ),
        {"months": 0.4, "quarters": 0.1},
    ),
    reference=answers.year_plan,
    right="Correct. The season comes from a market that was there in January, and what rounding took was given back, so it adds up.",
    slips=(
        Slip(
            "equal-twelfths",
            5,
            "Your months are all alike. A shop for travel goods doesn't sell evenly: give each month the share that "
            "it has in the market's year.",
            lambda shop: answers.year_plan(shop, season="flat"),
        ),
        Slip(
            "own-first-year",
            6,
            "You took the season from our own 2025. That was the shop's first year, so its months hold the growth as "
            "well: take the season from the market's two years.",
            lambda shop: answers.year_plan(shop, season="own"),
        ),
        Slip(
            "rounded-down",
            7.5,
            "Your months don't add up to the target. All of them were rounded down, and nobody got back what was cut "
            "off: give it to the largest remainders.",
            lambda shop: answers.year_plan(shop, exact=False),
        ),
        Slip(
            "unpaid-counted",
            5,
            "Your target grows from orders that were never paid. Start from the `paid_amount` of the year.",
            lambda shop: answers.year_plan(shop, unpaid=True),
        ),
        Slip(
            "no-growth",
            5,
            "Your twelve months add up to last year again. Wen wants a fifth more.",
            lambda shop: answers.year_plan(shop, growth=1.0),
        ),
        Slip(
            "banner-discount",
            7.5,
            "You took the discount from the banner. Few orders reach the threshold and not all of them use the tool: "
            "divide what would have been given away by all goods sold.",
            lambda shop: answers.year_plan(shop, sticker=True),
        ),
        Slip(
            "average-cost",
            7.5,
            "You chose channels by their average cost an order. The first yuan brought it down; ask of every step "
            "what its further orders cost.",
            lambda shop: answers.year_plan(shop, average=True),
        ),
    ),
)

REPORT = Written(
    name="competitor-report",
    title="What do the leaders do that we don't?",
    points=10,
    level="core",
    outline=("01.04", "01.05", "01.10", "01.13", "01.16"),
    rubric=(
        Criterion(
            "Figures",
            3,
            "Three to five leaders in one table: price, quality, service, hours to dispatch, discount; each one's "
            "best-selling item with its share of the shop's pieces; bad reviews out of all reviews. Every rate says "
            "what it was divided by, and figures and tables agree.",
        ),
        Criterion(
            "A gap that can be defended",
            2,
            "Our place on the six axes beside the nearest rival, with the figures. One gap is named (who it is for, "
            "cheap or dear, niche or full range) and why a rival can't copy it within a week: quality, after-sales or "
            "custom work, not a discount.",
        ),
        Criterion(
            "A page that can be read",
            1.5,
            "The parts with too little contrast, with their ratio and the ratio that their size needs; what to "
            "change; and whether the three pages look like one shop for its buyers.",
        ),
        Criterion(
            "Advice",
            2.5,
            "Three pieces of advice that follow from the figures. Each says who does what by when, what it costs or "
            "risks, and which figure shows after a month whether it worked.",
        ),
        Criterion(
            "What the tables can't say",
            1,
            "Leaders are survivors; reviews come from those who write; what is seen from outside holds no profit. At "
            "least one advice is held back or softened because of it.",
        ),
    ),
)

CHOICE = Task(
    name="category-choice",
    title="Which goods for the second shop?",
    points=15,
    level="stretch",
    outline=("01.05", "01.06", "01.07", "01.08"),
    compare=Decision(judge=answers.judge_category, naive="A dart thrown at the allowed offers would have earned"),
    reference=answers.choice,
    right="Correct. You multiplied what is left for a newcomer by what an order leaves, and asked the constraints first.",
    slips=(
        Slip(
            "paper-too-late",
            1,
            "On the opening day Wen would stand there without the paper for these goods. Look for the paper before "
            "you look at the profit.",
            lambda shop: answers.choice(shop, "licence"),
        ),
        Slip(
            "too-many-refunds",
            1,
            "Too much of this category comes back for Ting to handle. The mean `refund_rate` of 2025 may be 15 % at "
            "most.",
            lambda shop: answers.choice(shop, "refunds"),
        ),
        Slip(
            "too-much-capital",
            1,
            "The first order, the deposit, the fee and the paper tie up more than ¥150,000. A good business is no "
            "business if it can't be stocked.",
            lambda shop: answers.choice(shop, "capital"),
        ),
        Slip(
            "largest-demand",
            1,
            "You went where most people search. So did everybody else: look at what the four largest leave over, and "
            "how many sellers share it.",
            answers.most_searched,
        ),
        Slip(
            "no-such-offer",
            0,
            "This supplier doesn't sell that category. Take both from the same row of `supplier_quotes`.",
            answers.other_supplier,
        ),
    ),
)

SETUP_SLIPS: tuple[tuple[str, float, str, Any], ...] = (
    (
        "free-freight",
        13,
        "Your parcels go everywhere for nothing, to the remote regions too. Charge those at least 60 % of what the "
        "courier takes.",
        lambda shop: {"freight": answers.freight(shop, fee=0.0)},
    ),
    (
        "remote-left-out",
        13,
        "Your freight template leaves out the remote regions, so nobody there can order. Every province of "
        "`courier_rates` needs a row.",
        lambda shop: {"freight": answers.freight(shop, remote=False)},
    ),
    (
        "other-deposit",
        13,
        "That is another platform's deposit. Look it up in Tmall's row of `platform_fees`.",
        lambda shop: {"deposit": float(shop.platform_fees.set_index("platform").at["JD", "deposit"])},
    ),
    (
        "first-papers-only",
        13,
        "You attached the papers of the first step. The later steps ask for others: collect them from all of Tmall's "
        "rows in `platform_steps`.",
        lambda shop: {"papers": shop.platform_steps.set_index("platform").loc["Tmall", "papers"].iloc[0].split("; ")},
    ),
    (
        "expired-paper",
        13,
        "Wen's paper for these goods runs out before the opening, and a new one comes too late. Compare "
        "`valid_until` with the opening before you choose the goods.",
        answers.expired_goods,
    ),
    (
        "goods-only-price",
        13,
        "Your price covers the goods and little else. Commission, the payment fee and the parcel come off the same "
        "price.",
        lambda shop: {"price": answers.goods_only_price(shop)},
    ),
    (
        "boasting-title",
        13,
        "The title boasts. Article 9 of the Advertising Law forbids words like “best” in China, and the platform "
        "takes the listing down.",
        lambda shop: {"title": "Best " + answers.application(shop)["title"]},
    ),
    (
        "ended-late",
        13.5,
        "You named a stage that ended late because it began late. Compare how long each stage took with how long it "
        "was meant to take.",
        lambda shop: {"slipping_stage": int(shop.stage_plan["stage"].max())},
    ),
)

OPEN = Task(
    name="shop-setup",
    title="Fill in the papers and open",
    points=15,
    level="stretch",
    outline=("01.01", "01.02", "01.09", "01.12"),
    compare=SetUp(
        Record(
            {
                "slipping_stage": None,
                "duty_without_owner": None,
                "duty_with_two_owners": None,
                "step_days": None,
                "paid_at_entry": MONEY,
            },
            {
                "slipping_stage": 1.5,
                "duty_without_owner": 1,
                "duty_with_two_owners": 1,
                "step_days": 0.75,
                "paid_at_entry": 0.75,
            },
        ),
        stages=10 / 15,
    ),
    reference=answers.application,
    right="Correct. Tmall has no objection, and the shop can open: every stage was checked before money was paid for the next.",
    slips=tuple(
        Slip(name, marks, says, lambda shop, made=made: answers.application(shop, **made(shop)))
        for name, marks, says, made in SETUP_SLIPS
    ),
)

EXAM = Exam(module="01_shop_setup", tasks=(ECONOMICS, GATE, PLAN, REPORT, CHOICE, OPEN))
