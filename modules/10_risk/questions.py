"""Module 10: what the lessons and exercises ask, the right answers, the wrong ones people really give, and hints."""

import math
from functools import lru_cache

import numpy as np
import pandas as pd

from shoplab import at_risk, metrics
from shoplab.practice import Question, Slip
from shopworld.risk import refund_score
from shopworld.risk.signs import EARLY, LATE, signs

L1, L2, L3, L4 = (
    "lesson_1_reserve.ipynb",
    "lesson_2_false_orders.ipynb",
    "lesson_3_claims.ipynb",
    "lesson_4_watch.ipynb",
)
PRIVATE = ["province", "age_band", "gender", "city_tier", "device"]
JULY = pd.Timestamp("2025-07-01")


# --- lesson 1 ---------------------------------------------------------------------------------------------------------


def risks(shop):
    """The register's risks: cases a year, yuan a case, yuan a year."""
    register = shop.risk_register.set_index("risk")
    cases = register[[f"cases_{year}" for year in (2023, 2024, 2025)]].sum(axis=1)
    loss = register[[f"loss_{year}" for year in (2023, 2024, 2025)]].sum(axis=1)
    return pd.DataFrame(
        {"owner": register["owner"], "cases": cases, "often": cases / 3, "each": loss / cases, "expected": loss / 3}
    )


def weekly(when, yuan):
    """Sums of the 22 weeks from 1 July."""
    return yuan.groupby((when - JULY) // pd.Timedelta(days=7)).sum().reindex(range(22)).round()


def dry(shop, start=250_000, freeze=0.10, weeks=2, off=0.10, plan=False, below=0):
    """The share of seasons in which lesson 1's till runs dry."""
    paid_out, bought = shop.settlement, shop.purchase_orders
    coming = weekly(paid_out["settled_at"], paid_out["payout"])
    going = weekly(bought["ordered_at"], bought["quantity"] * bought["unit_cost"]) + 50_000
    if plan:
        return float((start + (coming - going).cumsum() < 0).any())
    paths = at_risk.cash_paths(start, coming, going, off=off, freeze=freeze, weeks=weeks)
    return ((paths[:, -1] if below == "end" else paths.min(axis=1)) < 0).mean()


def bad_year(shop, without="Buyers' data leave the house", quantile=0.95):
    """The limit of the bad years, with one risk taken out."""
    left = risks(shop).drop(index=[without] if without else [])
    return at_risk.year_losses(left["often"], left["each"].fillna(0)).quantile(quantile)


# --- lesson 2 ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def _found(shop):
    found = signs(lambda name: getattr(shop, name))
    return found.assign(proved=found[list(LATE)].sum(axis=1) >= 2)


def found(shop):
    """Every paid order's signs, and whether two of the late ones are there."""
    return _found(shop).copy()


def held(shop, saves=60, costs=90):
    """How many orders the best rule holds."""
    table = found(shop)
    kinds = table.groupby(list(EARLY))["proved"].agg(["size", "sum"])
    return int(kinds.loc[kinds["sum"] * saves > (kinds["size"] - kinds["sum"]) * costs, "size"].sum())


def four_signs(shop, needed=4, costs=90, columns=EARLY):
    """What holding every order with so many signs saves."""
    table = found(shop)
    named = table[list(columns)].sum(axis=1) >= needed
    hit = int((named & table["proved"]).sum())
    return 60 * hit - costs * (int(named.sum()) - hit)


def both_rates(shop, sign="hurry", swapped=False):
    table = found(shop)
    rates = [table.loc[table[sign], "proved"].mean(), table.loc[table["proved"], sign].mean()]
    return dict(zip(("precision", "recall"), rates[::-1] if swapped else rates, strict=True))


def napkin(shop, chance=0.05, platform="Douyin", days=True, gain=2_180):
    rules = shop.platform_penalties
    rule = rules[(rules["platform"] == platform) & (rules["offence"] == "fictitious transactions")].iloc[0]
    loss = rule["penalty"] + (500 * rule["ranking_loss_days"] if days else 0) + 12_820
    return gain * (1 - chance) - chance * loss


def steps_objection(steps, shop):
    """Signs and costs first, in either order, then hold, ask, learn."""
    order = list(steps)
    if sorted(order) != list("ABCDE"):
        return "Asked are the five letters, each once, in a list."
    if order[-1] != "C":
        return "What came of each is known when all the rest is done."
    if order.index("A") < order.index("B"):
        return "You hold before you know which combinations were proved. Learn from past orders first."
    if order.index("A") < order.index("E"):
        return "You hold before you know what each error costs. The border comes from the costs."
    if order.index("D") < order.index("A"):
        return "Somebody is asked before anybody is held. Hold first, then ask."
    return ""


# --- lesson 3 ---------------------------------------------------------------------------------------------------------


def claim(shop, since="2025-08-12", by="devices", fake=True, like=""):
    """What F4's clicks beyond the honest ones cost, counted from a day on."""
    own = shop.feed_ad_daily[shop.feed_ad_daily["placement"] == "F4"].set_index("date").sort_index()
    since = pd.Timestamp(since)
    before, after = own[own.index < since].sum(numeric_only=True), own[own.index >= since].sum(numeric_only=True)
    if like:
        other = shop.feed_ad_daily[shop.feed_ad_daily["placement"] == like]
        before = other.sum(numeric_only=True)
    honest = after[by] / (before[by] / before["clicks"])
    return (after["clicks"] - honest if fake else honest) * after["cost"] / after["clicks"]


def people(shop):
    lines = refund_score.bought(lambda name: getattr(shop, name))
    lines["expected"] = refund_score.expected(lines)
    return lines.groupby("buyer_id").agg(back=("back", "sum"), expected=("expected", "sum"), kept=("kept", "sum"))


def explained(shop, least=3, times=2.0, count=True):
    table = people(shop)
    table = table[table["back"] >= least]
    ours = table["back"] < times * table["expected"]
    return int(ours.sum()) if count else float(ours.mean())


def texts(shop):
    """The texts with the lowest prices of the days before, and what each compares with."""
    days = pd.Index(sorted(shop.calendar["date"]))
    price = shop.price_log.pivot(index="valid_from", columns="sku", values="price").reindex(days).ffill()
    copy = shop.campaign_copy
    where = list(zip(copy["published_at"], copy["sku"], strict=True))
    for span in (7, 30):
        low = price.rolling(span).min().shift(1)
        copy[f"low_{span}"] = [low.at[place] for place in where]
    copy["today"] = [price.at[place] for place in where]
    copy["list"] = copy["sku"].map(shop.products.set_index("sku")["list_price"])
    return copy


def bare(shop, low="low_7", month=9, only_bare=True):
    copy = texts(shop)
    copy = copy[copy["published_at"].dt.month == month] if month else copy
    copy = copy[copy["named_basis"] == ""] if only_bare else copy
    return int((copy["was_price"] > copy[low]).sum())


def overstated(shop, of="allowed"):
    copy = texts(shop)
    copy = copy[(copy["named_basis"] == "") & (copy["was_price"] > copy["low_7"])]
    share = {
        "allowed": copy["was_price"] / copy["low_7"] - 1,
        "was": 1 - copy["low_7"] / copy["was_price"],
        "now": copy["was_price"] / copy["price"] - 1,
    }[of]
    return share.mean()


# --- lesson 4 ---------------------------------------------------------------------------------------------------------


def most_bad(shop, hours=72, stars=1, without="P02-2"):
    bad = shop.reviews[(shop.reviews["stars"] <= stars) & (shop.reviews["sku"] != without)].sort_values("written_at")
    return int(bad.set_index("written_at").groupby("sku")["order_id"].rolling(f"{hours}h").count().max())


def small_groups(shop, columns=("province", "age_band", "city_tier", "device"), under=5, groups=False):
    size = shop.buyers.groupby(list(columns)).size()
    return int((size < under).sum() if groups else size[size < under].sum())


def locked(shop, least=3, span="h", failed=True):
    logins = shop.logins
    logins = logins[~logins["ok"]] if failed else logins
    return int((logins.groupby(["account", logins["at"].dt.floor(span)]).size() >= least).sum())


def slow_violations(shop, hours=48, kind="violation"):
    notices = shop.notices.dropna(subset=["answered_at"])
    notices = notices[notices["kind"] == kind] if kind else notices
    return ((notices["answered_at"] - notices["issued_at"]) > pd.Timedelta(hours=hours)).mean()


def late_parcels(shop, hours=48, of="paid_at", by="picked_up_at"):
    parcels = shop.shipments.merge(shop.orders[["order_id", "paid_at"]], on="order_id").dropna(subset=[by])
    return ((parcels[by] - parcels[of]) > pd.Timedelta(hours=hours)).mean()


RECALL = (
    Question(
        name="10-recall-average",
        answer=3.6,
        points=("10.01",),
        recalls="warmup",
        tolerance=1e-3,
        slips=(
            Slip("That is the sum of the ten. An average is for one order.", 36),
            Slip("You averaged the two amounts. Eight orders leave, two cost: weigh them.", -9),
            Slip("What the two cost is taken off, not added.", 15.6),
        ),
        hints=("Add up all ten first.", "(8 × 12 − 2 × 30) / 10", "(96 - ___) / 10"),
        why="¥36 over ten orders. An expected loss is the same sum.",
    ),
    Question(
        name="10-recall-never",
        answer="can't tell",
        form="choice",
        points=("10.01",),
        recalls="01",
        slips=(
            Slip("Three deliveries are few. What happens once in five often stays away three times.", "yes"),
            Slip("It may well be zero or nearly so. Three deliveries can't say.", "no"),
        ),
        hints=("How often does a die show no six in three throws?", "More often than not.", '"can\'t ____"'),
        why="Not seen isn't impossible. How far one may conclude from silence is below.",
    ),
    Question(
        name="10-recall-middle",
        answer=50,
        points=("10.09",),
        recalls="02",
        slips=(Slip("The middle is a forecast, no promise: demand lies above it as often as below.", 0),),
        hints=("What is above a median?", "Half of the values.", "100 / ___"),
        why="Half lie above the middle. Whether that is good stock depends on what each error costs.",
    ),
    Question(
        name="10-recall-expected",
        answer=15_000,
        points=("10.01",),
        recalls="lesson 1",
        slips=(
            Slip("That is four years' worth times one case. Once in four years is a quarter a year.", 240_000),
            Slip("That is one case. How many come in a year?", 60_000),
        ),
        hints=("How many cases a year?", "A quarter.", "60_000 / ___"),
        why="A quarter of ¥60,000 in each year, paid all at once in one of them.",
    ),
    Question(
        name="10-recall-ends",
        answer="chance",
        form="choice",
        points=("10.02",),
        recalls="03",
        slips=(Slip("Few clicks throw a rate to either side; merit would put them at one end.", "merit"),),
        hints=("They stand at *both* ends.", "Luck has two sides.", '"ch____"'),
        why="Chance throws to both sides. The top of a list of small numbers is where the lucky stand.",
    ),
    Question(
        name="10-recall-named",
        answer=9 / 99,
        points=("10.02",),
        recalls="01",
        tolerance=0.011,
        slips=(
            Slip("That is the share of the false ones that it finds. Asked is what those it names are.", 0.9),
            Slip("That leaves out the nine that are right among those named.", 9 / 90),
            Slip("Divide by those it names, not by all orders.", 9 / 1000),
        ),
        hints=("How many does it name in all?", "9 + 90", "9 / ___"),
        why="Nine of ninety-nine. A test that finds nearly all can still be wrong ten times of eleven.",
    ),
    Question(
        name="10-recall-border",
        answer=0.75,
        points=("10.02",),
        recalls="lesson 2",
        tolerance=1e-3,
        slips=(
            Slip(
                "That is what you'd save for each yuan of cost. Ask where 40 × share equals 120 × (1 − share).", 1 / 3
            ),
            Slip("Turned over: the dear error needs the higher share.", 0.25),
        ),
        hints=("Where is nothing gained and nothing lost?", "40 × share = 120 × (1 − share)", "120 / (40 + ___)"),
        why="120 / 160. The dearer the false accusation, the surer one must be.",
    ),
    Question(
        name="10-recall-best-week",
        answer="fall",
        form="choice",
        points=("10.04",),
        recalls="03",
        slips=(
            Slip("They were picked for a good week, and luck doesn't stay.", "stay"),
            Slip("A good start doesn't feed itself.", "rise"),
        ),
        hints=("They were chosen for being extreme.", "Regression to the mean.", '"fa__"'),
        why="Chosen for an extreme, they fall back. Buyers chosen for a high refund rate do too.",
    ),
    Question(
        name="10-recall-lowest",
        answer=69,
        points=("10.06",),
        recalls="04",
        slips=(
            Slip("That is the price today. Two days ago it was lower.", 79),
            Slip("The lowest, not the average.", 77.571),
        ),
        hints=("Which prices were asked in those seven days?", "79 and 69.", "min(79, ___)"),
        why="One day at ¥69 is enough. It is the price to compare with for a week.",
    ),
    Question(
        name="10-recall-own-past",
        answer="its own past",
        form="choice",
        points=("10.03",),
        recalls="lesson 3",
        slips=(
            Slip("Another placement has other people. Being worse than it proves nothing.", "the best placement"),
            Slip("The average is made of other placements.", "the average"),
        ),
        hints=("What stays the same when only time changes?", "The placement itself, before.", '"its own ____"'),
        why="Compared with itself, only what changed can explain the fall.",
    ),
    Question(
        name="10-recall-peeking",
        answer="more frequent",
        form="choice",
        points=("10.12",),
        recalls="03",
        slips=(
            Slip("Each look is one more chance to be wrong.", "rarer"),
            Slip("One look has one chance to be wrong, fourteen have more.", "as rare"),
        ),
        hints=("Each evening has its own luck.", "More looks, more chances.", '"more ________"'),
        why="Every look is a chance for a false alarm. So is every product on the list.",
    ),
    Question(
        name="10-recall-charts",
        answer=45,
        points=("10.10",),
        recalls="02",
        tolerance=0.15,
        slips=(
            Slip("That is one chart. There are fifty.", 0.9),
            Slip("That is how many days fifty charts have. One of 400 leaves the limits.", 18_000),
        ),
        hints=("How many chart-days are there?", "50 × 360, one in 400.", "50 * 360 / ___"),
        why="Nearly one a week, with nothing amiss. Charts multiply alarms.",
    ),
)

LESSONS = (
    Question(
        name="10-dry-at-350",
        answer=lambda shop: dry(shop, 350_000),
        points=("10.09",),
        lesson=L1,
        tolerance=2e-3,
        slips=(
            Slip("That is with ¥250,000.", lambda shop: dry(shop)),
            Slip(
                "That counts the last week only. The till may run dry before.",
                lambda shop: dry(shop, 350_000, below="end"),
            ),
            Slip("That is without any freeze.", lambda shop: dry(shop, 350_000, freeze=0)),
        ),
        hints=(
            "Only `start` changes.",
            "cash_paths with 350_000, then the lowest point of each path, then the share below 0.",
            "(at_risk.cash_paths(350_000, coming, going, off=0.10, freeze=____).min(axis=1) < 0).mean()",
        ),
        why="{answer}. ¥100,000 more takes away a good part of the risk, and by far not all: a weak season lasts.",
    ),
    Question(
        name="10-held-at-300",
        answer=lambda shop: held(shop, costs=310),
        points=("10.02",),
        lesson=L2,
        slips=(
            Slip("That is with ¥90.", lambda shop: held(shop)),
            Slip("You turned the two costs round: 60 is what a false one saves.", lambda shop: held(shop, 310, 60)),
        ),
        hints=(
            "Only the 90 changes.",
            "brings = 60 × share − 310 × (1 − share); add up `orders` where it is above 0.",
            "kinds.loc[60 * kinds['share'] - ____ * (1 - kinds['share']) > 0, 'orders'].sum()",
        ),
        why="{answer} orders. The border rises from 60 % to 84 %: the dearer the mistake, the fewer are stopped.",
    ),
    Question(
        name="10-claim-by-best",
        answer=lambda shop: claim(shop, by="carts", like="F6"),
        points=("10.03",),
        lesson=L3,
        tolerance=2e-3,
        slips=(
            Slip("That is by its own earlier rate. Zhou takes F6's.", lambda shop: claim(shop, by="carts")),
            Slip(
                "That is what the honest clicks cost by his count.",
                lambda shop: claim(shop, by="carts", like="F6", fake=False),
            ),
            Slip("That is counted by devices.", claim),
        ),
        hints=(
            "Only the rate changes.",
            "honest = after['carts'] / F6's carts per click; the rest × price.",
            "(after['clicks'] - after['carts'] / sums.at['F6', '____']) * price",
        ),
        why="¥{answer}: half as much again as both witnesses say. It claims that a weather app ought to sell like a checkout.",
    ),
    Question(
        name="10-rings-from-five",
        answer=lambda shop: metrics.alarm_chance(5, 1.4),
        points=("10.10", "10.12"),
        lesson=L4,
        tolerance=5e-3,
        slips=(
            Slip(
                "That is the chance of more than five. From five on includes five.",
                lambda shop: metrics.alarm_chance(6, 1.4),
            ),
            Slip("That is the chance that it stays silent.", lambda shop: 1 - metrics.alarm_chance(5, 1.4)),
        ),
        hints=("Which function asks it directly?", "alarm_chance(at_least, expected)", "metrics.alarm_chance(5, ____)"),
        why="{answer} of the weeks: less than one false ring a year for one product, and a dozen or more for nineteen of them.",
    ),
)

EXERCISES = (
    Question(
        name="10-ex-expected",
        answer=lambda shop: risks(shop).at["Forbidden advertising word", "expected"],
        points=("10.01",),
        lesson=L1,
        tolerance=1e-4,
        slips=(
            Slip(
                "That is three years together. A year has a third of it.",
                lambda shop: 3 * risks(shop).at["Forbidden advertising word", "expected"],
            ),
            Slip("That is what one case costs.", lambda shop: risks(shop).at["Forbidden advertising word", "each"]),
            Slip(
                "That is 2025 alone. Three years say more than one.",
                lambda shop: shop.risk_register.set_index("risk").at["Forbidden advertising word", "loss_2025"],
            ),
        ),
        hints=(
            "Add the three years, then?",
            "(loss_2023 + loss_2024 + loss_2025) / 3",
            "register.loc['Forbidden advertising word', [...]].sum() / ____",
        ),
        why="¥{answer} a year for a word. A second reader costs less.",
    ),
    Question(
        name="10-ex-owners",
        answer=lambda shop: risks(shop).groupby("owner")["expected"].sum(),
        points=("10.01", "10.12"),
        lesson=L1,
        tolerance=1e-4,
        slips=(
            Slip(
                "Those are the cases. Who answers for the most money?",
                lambda shop: risks(shop).groupby("owner")["cases"].sum(),
            ),
            Slip(
                "Those are averages of the risks. Add them up.",
                lambda shop: risks(shop).groupby("owner")["expected"].mean(),
            ),
            Slip("That is three years together.", lambda shop: 3 * risks(shop).groupby("owner")["expected"].sum()),
        ),
        hints=(
            "One row an owner.",
            "`groupby('owner')`, then the sum of what a year costs.",
            "(loss / 3).groupby(register['owner']).____()",
        ),
        why="Wen answers for nearly half of it. An owner who has everything watches nothing: hand two lines on.",
    ),
    Question(
        name="10-ex-guess-silent",
        form="predict",
        accept=(0, 1),
        points=("10.01",),
        lesson=L1,
        hints=("At one case in two years, three quiet years came in 22 of 100.",),
        why="The next question turns it round.",
    ),
    Question(
        name="10-ex-silent",
        answer=lambda shop: math.log(20) / 5,
        points=("10.01",),
        lesson=L1,
        tolerance=2e-3,
        slips=(
            Slip("That is for three years. Five quiet years say more.", math.log(20) / 3),
            Slip("Once in five years is what one case would say. None says less than that, and not much.", 0.2),
            Slip("5 % is how likely the silence is, not the rate.", 0.05),
        ),
        hints=("Where is e to the power of −5 × rate equal to 0.05?", "rate = ln(20) / 5", "math.log(____) / 5"),
        why="{answer} a year. Even five quiet years leave room for a case every twenty months.",
    ),
    Question(
        name="10-ex-bad-year",
        form="faded",
        answer=bad_year,
        points=("10.09",),
        lesson=L1,
        tolerance=1e-3,
        slips=(
            Slip("The leak of data is still in it.", lambda shop: bad_year(shop, without="")),
            Slip("That is the middle year.", lambda shop: bad_year(shop, quantile=0.5)),
        ),
        hints=(
            "Which row goes out?",
            "`drop(index=…)`, then year_losses and quantile.",
            "at_risk.year_losses(rest['often'], rest['each']).quantile(____)",
        ),
        why="¥{answer} instead of ¥1,215,214. One control, fewer people who may export, takes a third off the bad year.",
    ),
    Question(
        name="10-ex-freeze",
        level="stretch",
        answer=lambda shop: dry(shop, freeze=1.0, weeks=4),
        points=("10.09",),
        lesson=L1,
        tolerance=2e-3,
        slips=(
            Slip("That is a freeze of two weeks.", lambda shop: dry(shop, freeze=1.0)),
            Slip("There it comes in one season of ten only. Suppose that it comes.", lambda shop: dry(shop, weeks=4)),
        ),
        hints=(
            "Two arguments change.",
            "`freeze=1.0, weeks=4`",
            "at_risk.cash_paths(250_000, coming, going, off=0.10, freeze=____, weeks=____)",
        ),
        why="{answer} of the seasons. A shop of this size doesn't survive a month without payouts unless somebody has lent beforehand.",
    ),
    Question(
        name="10-ex-buffer",
        answer=lambda shop: np.quantile(at_risk.pieces_wanted(300, 0.3), 0.9),
        points=("10.09",),
        lesson=L1,
        tolerance=5e-3,
        slips=(
            Slip("That is the middle: short in half of all sales.", 300),
            Slip("That is short in nine of ten.", lambda shop: np.quantile(at_risk.pieces_wanted(300, 0.3), 0.1)),
            Slip("30 % on top isn't one sale of ten. Ask the 10,000 sales.", 390),
        ),
        hints=(
            "Play the sale 10,000 times.",
            "The 90 % quantile of `pieces_wanted`.",
            "pd.Series(at_risk.pieces_wanted(300, 0.3)).quantile(____)",
        ),
        why="{answer} pieces. What lies above 300 is for the better half of the sales; whether it pays is the cost of both errors.",
    ),
    Question(
        name="10-ex-late-parcels",
        answer=late_parcels,
        points=("10.11",),
        recalls="02",
        lesson=L1,
        tolerance=1e-3,
        slips=(
            Slip(
                "That is up to the label. A printed label isn't a first scan.",
                lambda shop: late_parcels(shop, by="labelled_at"),
            ),
            Slip("That is the share in time.", lambda shop: 1 - late_parcels(shop)),
            Slip("That is up to delivery.", lambda shop: late_parcels(shop, by="delivered_at")),
        ),
        hints=(
            "From payment to which moment?",
            "`picked_up_at` less `paid_at`, more than 48 hours.",
            "((parcels['picked_up_at'] - parcels['____']) > pd.Timedelta(hours=48)).mean()",
        ),
        why="{answer} of all parcels. Times three points each, and you see why the desk calls the warehouse at ten to nine.",
    ),
    Question(
        name="10-ex-napkin",
        answer=napkin,
        points=("10.02", "10.11"),
        lesson=L2,
        tolerance=2e-3,
        slips=(
            Slip("You left out the days of lower ranking.", lambda shop: napkin(shop, days=False)),
            Slip("You used Tmall's penalty.", lambda shop: napkin(shop, platform="Tmall")),
            Slip("The gain comes only when nobody notices, so with 95 %.", lambda shop: napkin(shop) + 0.05 * 2_180),
        ),
        hints=(
            "With 95 % it brings ¥2,180. With 5 %?",
            "2,180 × 0.95 − 0.05 × (penalty + 500 × days + 12,820)",
            "2_180 * 0.95 - 0.05 * (____ + 500 * ____ + 12_820)",
        ),
        why="¥{answer}: at one chance in twenty, on a platform with a small fine, before any law.",
    ),
    Question(
        name="10-ex-posterior",
        answer=lambda shop: 0.02 * 0.6 / (0.02 * 0.6 + 0.98 * 0.03),
        points=("10.02",),
        lesson=L2,
        tolerance=2e-3,
        slips=(
            Slip("That is how many of the false ones show it. Asked is how many of those who show it are false.", 0.6),
            Slip("You forgot how rare false orders are: weigh both groups by their size.", 0.6 / 0.63),
            Slip("That is the false ones with the sign, of all orders. Divide by all who show it.", 0.012),
        ),
        hints=(
            "Think of 10,000 orders.",
            "200 × 0.6 false ones and 9,800 × 0.03 honest ones show it.",
            "120 / (120 + ____)",
        ),
        why="120 of 414. Twenty times as common among the false, and still seven of ten who show it are honest.",
    ),
    Question(
        name="10-ex-hurry",
        answer=both_rates,
        points=("10.02",),
        lesson=L2,
        tolerance=1e-3,
        slips=(
            Slip(
                "The two are exchanged. Precision looks at those who are named, recall at those who are proved.",
                lambda shop: both_rates(shop, swapped=True),
            ),
            Slip("That is the shared device.", lambda shop: both_rates(shop, sign="device")),
        ),
        hints=(
            "Two means, two different selections.",
            "proved among those in a hurry; hurry among the proved.",
            "found.loc[found['hurry'], '____'].mean()",
        ),
        why="A good thumb: few honest ones. And more than half of the false orders never hurry. Careful rings know that rule.",
    ),
    Question(
        name="10-ex-steps",
        form="reorder",
        fits=steps_objection,
        points=("10.02", "10.12"),
        lesson=L2,
        hints=(
            "What must be known before anything is held?",
            "First signs and costs, then the rule, then people.",
            '["_", "_", "A", "_", "C"]',
        ),
        why="Signs and costs, in either order, come before the rule, a person before the consequence, and what came of it goes "
        "back into the rule.",
    ),
    Question(
        name="10-ex-four-signs",
        level="stretch",
        answer=four_signs,
        points=("10.02",),
        lesson=L2,
        tolerance=1e-6,
        slips=(
            Slip("That is from three signs on.", lambda shop: four_signs(shop, needed=3)),
            Slip(
                "The late signs are among yours. They come when the parcel has left.",
                lambda shop: four_signs(shop, columns=(*EARLY, *LATE)),
            ),
            Slip("Those held for nothing cost ¥90 each.", lambda shop: four_signs(shop, costs=0)),
        ),
        hints=(
            "Count the six early signs of each order.",
            "named = found[early].sum(axis=1) >= 4",
            "60 * hit - 90 * (named.sum() - ____)",
        ),
        why="¥{answer}. Counting treats silence like a shared device; the combinations know the difference.",
    ),
    Question(
        name="10-ex-words",
        level="stretch",
        form="explain",
        points=("10.02",),
        lesson=L2,
        hints=("What does it bring, what does it cost, who is hurt?",),
        why="No. At best it brings ¥2,180, at worst the shop; our own six signs see two of three proved orders. It is unlawful, "
        "and honest shops lose by it. We enter the new-item zone instead, and we report your message.",
    ),
    Question(
        name="10-ex-honest-clicks",
        answer=lambda shop: claim(shop, by="carts"),
        points=("10.03",),
        lesson=L3,
        tolerance=1e-3,
        slips=(
            Slip("That is counted by devices.", claim),
            Slip(
                "That is what the honest clicks cost. The fake ones are the rest.",
                lambda shop: claim(shop, by="carts", fake=False),
            ),
        ),
        hints=(
            "Carts per click before 12 August?",
            "honest = carts since ÷ earlier carts per click; the rest × price a click.",
            "(after['clicks'] - after['carts'] / ____) * after['cost'] / after['clicks']",
        ),
        why="¥{answer}. It agrees with the devices within five per cent: two witnesses who haven't met.",
    ),
    Question(
        name="10-ex-proof",
        form="choice",
        answer="C",
        points=("10.03", "10.04"),
        lesson=L3,
        slips=(
            Slip("Something is always worst. That isn't a change.", "A"),
            Slip("Much money is a reason to look, not a proof.", "B"),
            Slip("That says something about the goods, or about the sale.", "D"),
        ),
        hints=("Which one compares like with like?", "The same thing, before and after, in two columns.", '"_"'),
        why="Its own past, and two columns that don't depend on each other.",
    ),
    Question(
        name="10-ex-explained",
        level="stretch",
        answer=explained,
        points=("10.04",),
        lesson=L3,
        slips=(
            Slip(
                "Those are the others, who sent back twice as many or more.",
                lambda shop: int((people(shop)["back"] >= 3).sum()) - explained(shop),
            ),
            Slip("Keep buyers with three refunds or more.", lambda shop: explained(shop, least=0)),
        ),
        hints=(
            "Two conditions a buyer.",
            "`back >= 3` and `back < 2 * expected`",
            "((people['back'] >= 3) & (people['back'] < 2 * people['____'])).sum()",
        ),
        why="{answer} buyers have three refunds or more and fewer than twice what anybody would have: good customers of poor goods.",
    ),
    Question(
        name="10-ex-shrunk",
        answer=lambda shop: (3 + 200 * 0.09) / 203,
        points=("10.04",),
        recalls="03",
        lesson=L3,
        tolerance=2e-3,
        slips=(
            Slip("That is the buyer alone: three of three. Mix with the crowd.", 1.0),
            Slip("That is the crowd alone.", 0.09),
        ),
        hints=("How many would 200 lines of the crowd send back?", "(3 + 200 × 0.09) / (3 + 200)", "(3 + ____) / 203"),
        why="{answer}. Three of three says little about a person; that is why Ting's list began with luck.",
    ),
    Question(
        name="10-ex-bare",
        answer=bare,
        points=("10.06",),
        lesson=L3,
        slips=(
            Slip(
                "That is by thirty days. A bare “was” falls back on seven in China.",
                lambda shop: bare(shop, low="low_30"),
            ),
            Slip("Texts that name their basis are among yours.", lambda shop: bare(shop, only_bare=False)),
            Slip(
                "That compares with the price of the day itself. Asked is the lowest of the seven days before.",
                lambda shop: bare(shop, low="today"),
            ),
        ),
        hints=(
            "September, and `named_basis` empty.",
            "`was_price > low_7`",
            "(copy[september & (copy['named_basis'] == '')].eval('was_price > ____')).sum()",
        ),
        why="{answer} of the bare ones, and each waits for a reader with time.",
    ),
    Question(
        name="10-ex-overstated",
        level="stretch",
        answer=overstated,
        points=("10.06",),
        lesson=L3,
        tolerance=1e-3,
        slips=(
            Slip(
                "You divided by the crossed-out price. How far is it above the allowed one?",
                lambda shop: overstated(shop, of="was"),
            ),
            Slip(
                "That is the distance from the price now. A discount is lawful; a false basis isn't.",
                lambda shop: overstated(shop, of="now"),
            ),
        ),
        hints=(
            "Only the false bare ones.",
            "was_price / low_7 − 1, then the mean.",
            "(bad['was_price'] / bad['____'] - 1).mean()",
        ),
        why="{answer} above what was really asked: nobody can call that a slip of the pen.",
    ),
    Question(
        name="10-ex-break-even",
        answer=lambda shop: 79 / (79 - 49),
        points=("10.03",),
        recalls="04",
        lesson=L3,
        tolerance=2e-3,
        slips=(
            Slip("That is what is left as a share. Turn it over.", 30 / 79),
            Slip("You divided by the cost.", 79 / 49),
        ),
        hints=("What does an order leave before ads?", "price ÷ (price − cost)", "79 / (79 - ____)"),
        why="{answer}. Fake clicks don't only cost their price: they make an honest placement look as if it couldn't reach it.",
    ),
    Question(
        name="10-ex-burst",
        answer=most_bad,
        points=("10.05",),
        lesson=L4,
        slips=(
            Slip("P02-2 is among yours.", lambda shop: most_bad(shop, without="")),
            Slip("Two and three stars are among yours. An attack gives one.", lambda shop: most_bad(shop, stars=3)),
        ),
        hints=(
            "Sort by time, then roll.",
            "`rolling('72h').count()` within each SKU, then the largest.",
            "bad.groupby('sku')['order_id'].rolling('____').count().max()",
        ),
        why="{answer}. An alarm from that number plus one on would have rung once in the year.",
    ),
    Question(
        name="10-ex-chance",
        answer=lambda shop: metrics.alarm_chance(6, 2.5),
        points=("10.10",),
        lesson=L4,
        tolerance=2e-3,
        slips=(
            Slip("That is five or more.", lambda shop: metrics.alarm_chance(5, 2.5)),
            Slip("That is more than six.", lambda shop: metrics.alarm_chance(7, 2.5)),
        ),
        hints=(
            "Six or more, when 2.5 are usual.",
            "metrics.alarm_chance(at_least, expected)",
            "metrics.alarm_chance(6, ____)",
        ),
        why="{answer}: about two weeks of a year, by chance.",
    ),
    Question(
        name="10-ex-small-groups",
        answer=small_groups,
        points=("10.07",),
        lesson=L4,
        slips=(
            Slip("Those are the groups. How many people stand in them?", lambda shop: small_groups(shop, groups=True)),
            Slip("Groups of five are large enough: under five.", lambda shop: small_groups(shop, under=6)),
            Slip(
                "Those stand alone. In a group of four each is still found with one guess of four.",
                lambda shop: small_groups(shop, under=2),
            ),
        ),
        hints=("How many are alike, for each row?", "`groupby([...])[...].transform('size')`", "(alike < ____).sum()"),
        why="{answer} of more than sixty thousand. Leave these rows out, and the list is safe for this test.",
    ),
    Question(
        name="10-ex-pseudonym",
        level="stretch",
        form="choice",
        answer="B",
        points=("10.07",),
        lesson=L4,
        slips=(
            Slip("Everybody can mix the same numbers in the same way, and there are only so many phones.", "A"),
            Slip("Then the two lists can't be joined at all, not even by us.", "C"),
            Slip("The last four digits, province and age find most people.", "D"),
        ),
        hints=("Who can make the same code from the same phone?", "Whoever knows the recipe.", '"_"'),
        why="We can join, nobody else can, and each recipient's codes are useless beside another's.",
    ),
    Question(
        name="10-ex-locked",
        answer=locked,
        points=("10.08",),
        lesson=L4,
        slips=(
            Slip(
                "You counted every attempt. A lock waits for wrong passwords.", lambda shop: locked(shop, failed=False)
            ),
            Slip("That is from one failure on. Everybody mistypes once.", lambda shop: locked(shop, least=1)),
        ),
        hints=(
            "Failures by account and hour.",
            "`groupby(['account', hour]).size()`, then at least three.",
            "(failed.groupby([...]).size() >= ____).sum()",
        ),
        why="Once in the year: the one that counted. A lock after three failures would have cost nobody a morning.",
    ),
    Question(
        name="10-ex-slow",
        answer=slow_violations,
        points=("10.12",),
        lesson=L4,
        tolerance=1e-3,
        slips=(
            Slip("All kinds of notices are among yours.", lambda shop: slow_violations(shop, kind="")),
            Slip("That is more than a day. Asked are two.", lambda shop: slow_violations(shop, hours=24)),
        ),
        hints=(
            "Keep the violations that were answered.",
            "`answered_at - issued_at > 48 hours`, the mean.",
            "(took > pd.Timedelta(hours=____)).mean()",
        ),
        why="{answer} of them. In time for the platform and late for the points: an owner's limit lies before the platform's.",
    ),
)

QUESTIONS = RECALL + LESSONS + EXERCISES
