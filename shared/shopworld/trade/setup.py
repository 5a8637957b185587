"""Setting a shop up: five stages that a platform reviews, each with its reasons for refusal.

An application is plain data, so that it can be handed in, kept, and reviewed again in another world:
    shop_name, platform, company (bool), papers (list), category, licences (list), freight (table province, first_fee,
    next_fee in yuan), deposit (yuan), account ("company" or "personal"), title, price (yuan), stock, ship_hours.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from shopworld.trade import licences, platforms

STAGES = ("registration", "category", "freight template", "payment", "first listing")
NAME_LENGTH = 30
TITLE_BYTES = 60  # thirty Chinese characters
SHIP_HOURS = 48
REMOTE_SHARE = 0.6  # of the courier's price that a remote region must at least be charged
BOASTS = ("best", "no. 1", "no.1", "number one", "最", "第一", "国家级", "顶级", "官方")

FIELDS = {
    "registration": ("shop_name", "platform", "company", "papers"),
    "category": ("category", "licences"),
    "freight template": ("freight",),
    "payment": ("deposit", "account"),
    "first listing": ("title", "price", "stock", "ship_hours"),
}
UNREADABLE = "The fields {fields} can't be read. Look at the example and give each in its form."

FIELD_MISSING = "The field {field} is missing. Fill it in."
NOT_A_RECORD = "An application is a record with the fields {fields}."
NAME_EMPTY = "The shop has no name. Choose one of up to {most} characters."
NAME_LONG = "The shop's name has {length} characters; {most} are allowed."
NAME_BOAST = 'The shop\'s name says "{word}". A name may not claim to be first, best or official.'
PLATFORM_UNKNOWN = "There is no platform {name!r}. Did you mean {close}?"
COMPANY_NEEDED = "{platform} takes companies only. Register as a company, or choose a platform for persons."
PAPERS_MISSING = "{platform} asks for papers that are not attached: {papers}."
CATEGORY_UNKNOWN = "There is no category {name!r}. Did you mean {close}?"
LICENCE_LATE = "{category} needs the paper {licence}, and it can't be had before the opening on {opening}."
LICENCE_ABSENT = "{category} needs the paper {licence}. Attach it under licences."
FREIGHT_COLUMNS = "A freight template is a table with the columns province, first_fee, next_fee."
FREIGHT_MISSING = "The template leaves out {count} provinces, {first} among them. Every region needs a row."
FREIGHT_TWICE = "The template has {province} twice. One row a province."
FREIGHT_UNKNOWN = "The template names {province}, which is no province in courier_rates."
FREIGHT_NEGATIVE = "The fee for {province} is below zero."
FREIGHT_LOSS = (
    "{province} is remote: a parcel of {kilograms:g} kg costs ¥{cost:.2f} and the template charges ¥{fee:.2f}. "
    "Charge remote regions at least {share:.0%} of the courier's price."
)
FREIGHT_GREEDY = (
    "The template charges ¥{fee:.2f} for {province}, more than twice the courier's ¥{cost:.2f}. Buyers would leave."
)
DEPOSIT_WRONG = "{platform} asks for a deposit of ¥{deposit:,.0f}; the application pays ¥{paid:,.0f}."
ACCOUNT_WRONG = "{platform} pays companies out to a company account; this one is {account!r}."
TITLE_LONG = "The title has {length} bytes; {most} are allowed (a Chinese character counts two)."
TITLE_BOAST = 'The title says "{word}". The Advertising Law forbids absolute claims that can\'t be shown.'
TITLE_UNNAMED = "The title doesn't say what the goods are: put {name} or {name_zh} into it."
PRICE_LOSS = "At ¥{price:.2f} a piece loses money: goods, commission, payment and the parcel cost ¥{cost:.2f}."
STOCK_EMPTY = "A first listing needs stock; this one has {stock}."
SHIP_LATE = "Dispatch within {hours} hours is promised; {most} is the longest allowed."


@dataclass(frozen=True)
class Refusal:
    """Why a stage was refused, in the platform's words."""

    stage: str
    reason: str


class Books:
    """A shop's tables in the form in which reviews look things up, worked out once for any number of applications."""

    def __init__(self, shop: Any) -> None:
        self.shop = shop

    @cached_property
    def fees(self) -> pd.DataFrame:
        """Each platform's fees and conditions. Index: platform."""
        return self.shop.platform_fees.set_index("platform")

    @cached_property
    def goods(self) -> pd.DataFrame:
        """The categories. Index: category."""
        return self.shop.categories.set_index("category")

    @cached_property
    def rates(self) -> pd.DataFrame:
        """What the courier takes. Index: province."""
        return self.shop.courier_rates.set_index("province")

    @cached_property
    def verdicts(self) -> pd.Series:
        """Why each category may or may not be listed on the opening day. Index: category."""
        return licences.gate(self.shop.categories, self.shop.licence_rules, self.shop.licences_held)

    @cached_property
    def near(self) -> pd.Series:
        """The courier's mean price outside the remote regions: the first kilogram, and each further one."""
        return self.rates.loc[self.rates["remote"] == "no", ["first_kg", "next_kg"]].mean()

    @cached_property
    def cheapest(self) -> pd.Series:
        """The lowest quote for a piece. Index: category."""
        return self.shop.supplier_quotes.groupby("category")["unit_cost"].min()

    @cached_property
    def papers(self) -> pd.Series:
        """All papers that a platform asks for, step after step. Index: platform."""
        return self.shop.platform_steps.groupby("platform")["papers"].agg("; ".join)


@dataclass(frozen=True)
class Application:
    """What was filled in, and what it is reviewed against."""

    fields: dict[str, Any]
    books: Books

    def __getitem__(self, field: str) -> Any:
        return self.fields[field]


def review(application: Any, shop: Any) -> list[Refusal]:
    """Return the reasons for refusal, stage by stage; an empty list means that the shop may open.

    `shop` gives tables by name, money in yuan; for many applications, give the same `Books(shop)` with each.
    `shop.platform_fees`, `.platform_steps`, `.categories`, `.licence_rules`, `.licences_held`, `.courier_rates` and
    `.supplier_quotes` are the tables as `load` returns them. Never raises for what an application holds.
    """
    if not isinstance(application, dict):
        return [
            Refusal(STAGES[0], NOT_A_RECORD.format(fields=", ".join(f for fields in FIELDS.values() for f in fields)))
        ]
    refusals = []
    form = Application(application, shop if isinstance(shop, Books) else Books(shop))
    for stage, check in zip(STAGES, (_registration, _category, _freight, _payment, _listing), strict=True):
        missing = [field for field in FIELDS[stage] if application.get(field) is None]
        if missing:
            reasons = [FIELD_MISSING.format(field=field) for field in missing]
        else:
            try:
                reasons = check(form)
            except (TypeError, ValueError, KeyError, AttributeError, IndexError):
                reasons = [UNREADABLE.format(fields=", ".join(FIELDS[stage]))]
        refusals += [Refusal(stage, reason) for reason in reasons]
    return refusals


def stages_passed(refusals: list[Refusal]) -> list[str]:
    """Return the stages without a refusal, in order."""
    refused = {refusal.stage for refusal in refusals}
    return [stage for stage in STAGES if stage not in refused]


def _registration(form: Application) -> list[str]:
    name = str(form["shop_name"]).strip()
    fees = form.books.fees
    platform = form["platform"]
    reasons = []
    if not name:
        reasons.append(NAME_EMPTY.format(most=NAME_LENGTH))
    if len(name) > NAME_LENGTH:
        reasons.append(NAME_LONG.format(length=len(name), most=NAME_LENGTH))
    reasons += [NAME_BOAST.format(word=word) for word in _boasts(name)[:1]]
    if platform not in fees.index:
        return [*reasons, PLATFORM_UNKNOWN.format(name=platform, close=_closest(platform, fees.index))]
    if fees.at[platform, "company_needed"] == "yes" and form["company"] is not True:
        reasons.append(COMPANY_NEEDED.format(platform=platform))
    asked = form.books.papers.get(platform, "").split("; ")
    absent = sorted(set(asked) - set(map(str, form["papers"])) - {"none", "category licences"})
    if absent:
        reasons.append(PAPERS_MISSING.format(platform=platform, papers=", ".join(absent)))
    return reasons


def _category(form: Application) -> list[str]:
    goods = form.books.goods
    category = form["category"]
    if category not in goods.index:
        return [CATEGORY_UNKNOWN.format(name=category, close=_closest(category, goods.index))]
    licence = goods.at[category, "licence"]
    verdict = form.books.verdicts[category]
    if verdict in ("too late", "expired"):
        return [LICENCE_LATE.format(category=category, licence=licence, opening=licences.OPENING.date())]
    if licence and licence not in form["licences"]:
        return [LICENCE_ABSENT.format(category=category, licence=licence)]
    return []


def _freight(form: Application) -> list[str]:
    template = form["freight"]
    if not isinstance(template, pd.DataFrame) or not {"province", "first_fee", "next_fee"} <= set(template.columns):
        return [FREIGHT_COLUMNS]
    rates = form.books.rates
    doubled = template.loc[template["province"].duplicated(), "province"]
    if len(doubled):
        return [FREIGHT_TWICE.format(province=doubled.iloc[0])]
    unknown = [province for province in template["province"] if province not in rates.index]
    if unknown:
        return [FREIGHT_UNKNOWN.format(province=unknown[0])]
    missing = sorted(set(rates.index) - set(template["province"]))
    if missing:
        return [FREIGHT_MISSING.format(count=len(missing), first=missing[0])]
    return _freight_prices(form, template.set_index("province"), rates)


def _freight_prices(form: Application, template: pd.DataFrame, rates: pd.DataFrame) -> list[str]:
    grams = _weight(form)
    started = max(int(np.ceil(grams / platforms.COURIER_STEP_G)), 1)
    fees = template[["first_fee", "next_fee"]].reindex(rates.index).astype(float).to_numpy()
    below = (fees < 0).any(axis=1)
    if below.any():
        return [FREIGHT_NEGATIVE.format(province=rates.index[below][0])]
    cost = (rates["first_kg"] + (started - 1) * rates["next_kg"]).to_numpy()
    fee = fees[:, 0] + (started - 1) * fees[:, 1]
    loss = (rates["remote"] == "yes").to_numpy() & (fee < REMOTE_SHARE * cost - 0.005)
    if loss.any():
        worst = int(np.argmax(np.where(loss, cost - fee, -np.inf)))
        return [
            FREIGHT_LOSS.format(
                province=rates.index[worst], kilograms=started, cost=cost[worst], fee=fee[worst], share=REMOTE_SHARE
            )
        ]
    greedy = fee > 2 * cost + 0.005
    if greedy.any():
        worst = int(np.argmax(np.where(greedy, fee - cost, -np.inf)))
        return [FREIGHT_GREEDY.format(province=rates.index[worst], fee=fee[worst], cost=cost[worst])]
    return []


def _payment(form: Application) -> list[str]:
    fees = form.books.fees
    platform = form["platform"]
    if platform not in fees.index:
        return [PLATFORM_UNKNOWN.format(name=platform, close=_closest(platform, fees.index))]
    reasons = []
    deposit = fees.at[platform, "deposit"]
    if abs(float(form["deposit"]) - deposit) > 0.005:
        reasons.append(DEPOSIT_WRONG.format(platform=platform, deposit=deposit, paid=float(form["deposit"])))
    if fees.at[platform, "company_needed"] == "yes" and form["account"] != "company":
        reasons.append(ACCOUNT_WRONG.format(platform=platform, account=form["account"]))
    return reasons


def _listing(form: Application) -> list[str]:
    goods = form.books.goods
    if form["category"] not in goods.index:
        return [CATEGORY_UNKNOWN.format(name=form["category"], close=_closest(form["category"], goods.index))]
    kind = goods.loc[form["category"]]
    title = str(form["title"])
    length = len(title.encode("gbk", errors="replace"))
    reasons = [TITLE_BOAST.format(word=word) for word in _boasts(title)[:1]]
    if length > TITLE_BYTES:
        reasons.append(TITLE_LONG.format(length=length, most=TITLE_BYTES))
    if kind["name_en"].lower() not in title.lower() and kind["name_zh"] not in title:
        reasons.append(TITLE_UNNAMED.format(name=kind["name_en"], name_zh=kind["name_zh"]))
    cost = _piece_cost(form)
    if float(form["price"]) <= cost:
        reasons.append(PRICE_LOSS.format(price=float(form["price"]), cost=cost))
    if int(form["stock"]) < 1:
        reasons.append(STOCK_EMPTY.format(stock=int(form["stock"])))
    if float(form["ship_hours"]) > SHIP_HOURS:
        reasons.append(SHIP_LATE.format(hours=form["ship_hours"], most=SHIP_HOURS))
    return reasons


def _piece_cost(form: Application) -> float:
    """Return what selling one piece costs in yuan: the cheapest quote, commission and payment, a parcel nearby."""
    books = form.books
    started = max(int(np.ceil(_weight(form) / platforms.COURIER_STEP_G)), 1)
    parcel = books.near["first_kg"] + (started - 1) * books.near["next_kg"] + platforms.PACKING / 100
    share = books.fees.at[form["platform"], "commission"] + books.fees.at[form["platform"], "payment_rate"]
    goods = books.cheapest.get(form["category"], np.nan)
    return float(goods + parcel + share * float(form["price"]))


def _weight(form: Application) -> int:
    return int(form.books.goods["weight_g"].get(form.fields.get("category"), platforms.COURIER_STEP_G))


def _boasts(text: str) -> list[str]:
    return [word for word in BOASTS if word in text.lower()]


def _closest(name: Any, known: pd.Index) -> str:
    return (difflib.get_close_matches(str(name), list(known), 1, 0.0) or [known[0]])[0]
