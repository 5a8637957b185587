"""The counter: a season run by hand with boxes and buttons, every one of them labelled and reachable by keyboard."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import ipywidgets

from shoplab.charts import show
from shoplab.languages import say
from shoplab.season import pictures
from shoplab.season.plan import DecisionError, Plan
from shoplab.widgets import choice, number, whole
from shopworld.market.plan import OPENS
from shopworld.market.rules import rules

if TYPE_CHECKING:
    from shoplab.season.shop import Shop

ITEM = "Item"
PRICE = "Price in yuan"
RESTOCK = "Order, pieces"
WORD = "Word"
BID = "Bid in yuan a click"
AD_BUDGET = "Ads a day, yuan"
COUPON = "Coupon, share off"
LIVE_HOURS = "Livestream, hours"
STAFF = "People today"
RISK_LIMIT = "Risk limit"
NEXT_DAY, NEXT_WEEK, UNDO = "Next day", "Next week", "Take a day back"
HOW_TO = (
    "Tab goes from box to box; Space presses a button. What you set holds until you change it; an order goes out once."
)
TODAY = (
    "{date}: day {day} of {days}, ¥{cash:,.0f} in the till, {stock:,} pieces on the shelf, {open} cases open. {event}"
)
YESTERDAY = "Yesterday: {visits:,} visits, {sold} sold, ¥{takings:,.0f} taken, ¥{net:,.0f} net."
EVENT = "Today: {event}."
CLOSED = (
    "The season is over: ¥{profit:,.0f} contribution, {filled:.0%} of the demand met, "
    "{in_time:.0%} of the cases finished in time, {refunds:.0%} refunded."
)
TAKEAWAY = "The day's money follows the decisions of the days before."
TAKEAWAY_MONEY = "Takings are the long bar; what is left of them is the season's work."
HEIGHT = "430px"


class Console:
    """A season's counter; `view` is the widget to display."""

    def __init__(self, shop: Shop) -> None:
        """A counter for this shop, with boxes for what its level lets one decide."""
        self.shop = shop
        self._plan: Plan = shop.plan()
        one, limits = shop._scenario, rules().limits
        codes = {f"{code} {name}": code for code, name in zip(one.items, one.item_names, strict=True)}
        self.item = choice(say(ITEM), codes)
        self.boxes: dict[str, Any] = {"price": number(say(PRICE), 1.0, 0.01, 1e6, 1.0)}
        shared = {
            "restock": lambda: whole(say(RESTOCK), 0, 0, limits.restock, 10),
            "ad_budget": lambda: number(say(AD_BUDGET), 0.0, 0.0, limits.ad_budget / 100, 50.0),
            "coupon": lambda: number(say(COUPON), 0.0, 0.0, limits.coupon, 0.01),
            "live_hours": lambda: number(say(LIVE_HOURS), 0.0, 0.0, limits.live_hours, 0.5),
            "staff": lambda: whole(say(STAFF), 2, 0, rules().service.most),
            "risk_limit": lambda: number(say(RISK_LIMIT), limits.risk_limit, 0.0, 1.0, 0.05),
        }
        self.boxes |= {name: make() for name, make in shared.items() if OPENS[name] <= one.level}
        self.word = choice(
            say(WORD), {f"{word} {name}": word for word, name in zip(one.words, one.word_names, strict=True)}
        )
        if OPENS["bid"] <= one.level:
            self.boxes["bid"] = number(say(BID), 0.0, 0.0, limits.bid / 100, 0.1)
        self.says = ipywidgets.HTML()
        self.refused = ipywidgets.HTML()
        self.picture = ipywidgets.Output(layout={"height": HEIGHT, "overflow": "auto"})
        self.buttons = {
            name: ipywidgets.Button(description=name, layout={"width": "auto"})
            for name in (say(NEXT_DAY), say(NEXT_WEEK), say(UNDO))
        }
        self.buttons[say(NEXT_DAY)].on_click(lambda _: self._go(self.shop.next_day))
        self.buttons[say(NEXT_WEEK)].on_click(lambda _: self._go(self.shop.next_week))
        self.buttons[say(UNDO)].on_click(lambda _: self._take_back())
        for box in (self.item, self.word):
            box.observe(lambda _: self._fill(), "value")
        for name, box in self.boxes.items():
            box.observe(lambda change, name=name: self._decide(name, change["new"]), "value")
        self._filling = False
        self.view = ipywidgets.VBox(self._rows())
        self._refresh()

    def _rows(self) -> list[ipywidgets.Widget]:
        wrap = ipywidgets.Layout(flex_flow="row wrap")
        item = [self.item, *(self.boxes[name] for name in ("price", "restock") if name in self.boxes)]
        rows = [self.says, ipywidgets.HBox(item, layout=wrap)]
        if "bid" in self.boxes:
            rows.append(ipywidgets.HBox([self.word, self.boxes["bid"], self.boxes["ad_budget"]], layout=wrap))
        rest = [box for name, box in self.boxes.items() if name not in ("price", "restock", "bid", "ad_budget")]
        if rest:
            rows.append(ipywidgets.HBox(rest, layout=wrap))
        buttons = ipywidgets.HBox(list(self.buttons.values()), layout=wrap)
        return [*rows, buttons, ipywidgets.HTML(f"<small>{say(HOW_TO)}</small>"), self.refused, self.picture]

    def _decide(self, name: str, value: Any) -> None:
        if self._filling:
            return
        if name in ("price", "restock"):
            getattr(self._plan, name)[self.item.value] = value
        elif name == "bid":
            self._plan.bid[self.item.value, self.word.value] = value
        else:
            setattr(self._plan, name, value)

    def _go(self, run: Any) -> None:
        try:
            run(self._plan)
        except DecisionError as problem:
            self.refused.value = f'<p role="alert">{html.escape(str(problem))}</p>'
            return
        self._plan = self.shop.plan()
        self._refresh()

    def _take_back(self) -> None:
        try:
            self.shop.undo()
        except DecisionError as problem:
            self.refused.value = f'<p role="alert">{html.escape(str(problem))}</p>'
            return
        self._plan = self.shop.plan()
        self._refresh()

    def _fill(self) -> None:
        """Show in the boxes what the plan says of the chosen item and word."""
        self._filling = True
        plan, item = self._plan, self.item.value
        for name, box in self.boxes.items():
            if name == "price":
                box.value = plan.price.get(item, float(self.shop.shelf.at[item, "price"]))
            elif name == "restock":
                box.value = plan.restock.get(item, 0)
            elif name == "bid":
                box.value = dict(plan.bid).get((item, self.word.value), 0.0)
            elif getattr(plan, name) is not None:
                box.value = getattr(plan, name)
        self._filling = False

    def _refresh(self) -> None:
        self.refused.value = ""
        self._fill()
        self.says.value = f'<div role="status">{"".join(f"<p>{html.escape(line)}</p>" for line in self._lines())}</div>'
        for name in (say(NEXT_DAY), say(NEXT_WEEK)):
            self.buttons[name].disabled = self.shop.done
        self.buttons[say(UNDO)].disabled = self.shop.day == 0
        self.picture.clear_output(wait=True)
        if self.shop.day:
            with self.picture:
                figure, alt = pictures.course(self.shop)
                show(figure, alt=alt, takeaway=say(TAKEAWAY))
                if self.shop.done:
                    figure, alt = pictures.money(self.shop)
                    show(figure, alt=alt, takeaway=say(TAKEAWAY_MONEY))

    def _lines(self) -> list[str]:
        shop = self.shop
        if shop.done:
            return [say(CLOSED).format(**shop.review().plain())]
        event = shop.today["events"][0]
        lines = [
            say(TODAY).format(
                date=shop.date,
                day=shop.day + 1,
                days=shop.day + shop.left,
                cash=shop.cash,
                stock=int(shop.shelf["stock"].sum()),
                open=shop.today["backlog"],
                event=say(EVENT).format(event=event) if event else "",
            )
        ]
        if shop.day:
            lines.append(say(YESTERDAY).format(**shop.days.iloc[-1][["visits", "sold", "takings", "net"]]))
        return lines


def console(shop: Shop) -> ipywidgets.VBox:
    """The counter of a season, as a cell's last line: today's figures, a box a decision, and buttons to go on or back."""
    return Console(shop).view
