"""Module 07: what the lessons and exercises ask, the right answers, the wrong ones people really give, and hints."""

import re
import unicodedata

import numpy as np
import pandas as pd

from shoplab import metrics
from shoplab.practice import Question, Slip
from shoplab.stock_sync import sell, sweep
from shoplab.title_bench import found_share
from shoplab.wording import f1, flagged
from shopworld.decisions.titles import size

NOUNS = {
    "packing": "旅行收纳袋|压缩收纳袋",
    "wash bags": "洗漱包|化妆收纳包",
    "rain gear": "雨衣|雨披",
    "sleep": "颈枕|眼罩",
    "bottles": "水壶|分装瓶",
    "backpacks": "双肩包",
    "cases": "行李箱(?!衣物)",
    "digital": "数码收纳包|收纳盒",
    "hats": "遮阳帽|防风帽",
    "poles": "登山杖|护膝",
}
FIT = (1.0, 0.6, 0.4)
SIGNS = ("最", "第一", "国家级", "顶级", "治疗")


def clean(title):
    """A title as it was before an encoding spoiled it, in narrow signs and without emoji."""
    for encoding in ("utf-8", "gbk"):
        try:
            title = title.encode("latin-1").decode(encoding)
            break
        except UnicodeError:
            continue
    return re.sub(r"[^\u4e00-\u9fffA-Za-z0-9 ]", "", unicodedata.normalize("NFKC", title)).strip()


def pool(shop):
    """The five hundred listings with clean titles, the share of empty attributes and the age in months."""
    listings = shop.listings_export
    listings["clean"] = listings["title"].map(clean)
    listings["empty"] = listings["attributes"].str.count(r":(?:;|$)") / len(shop.listing_attributes)
    listings["months"] = (listings["listed_on"].max() - listings["listed_on"]).dt.days / 30
    return listings


def _afternoon(shop, gaps=True, good=True, limit=True):
    listings = pool(shop)
    open_ones = listings[listings["empty"] > 0] if gaps else listings
    best = open_ones.nlargest(60, "exposures_28d")
    below = best["empty"] <= 0.20 if limit else best["empty"] < 0.20
    return int(below.sum() if good else (~below).sum())


def queries_of(shop, product):
    """A product's queries and what each is worth: searches, sellers, buying, and the place in `products`."""
    year = shop.search_terms.groupby("keyword").agg(
        searches=("searches", "sum"),
        sellers=("sellers_bidding", "mean"),
        clicks=("clicks", "sum"),
        orders=("orders", "sum"),
    )
    words = shop.keywords.merge(year, left_on="keyword", right_index=True)
    words = words[~words["kind"].isin(["brand", "missing"])]
    words = words[words["products"].str.split().map(lambda codes: product in codes)].copy()
    place = words["products"].str.split().map(lambda codes: codes.index(product))
    words["fit"] = place.map(lambda number: FIT[number] if number < 3 else 0.3)
    words["worth"] = words["searches"] / words["sellers"] * words["orders"] / words["clicks"] * words["fit"]
    return words.rename(columns={"zh": "query"}).sort_values("worth", ascending=False)


def _wash_bag_objection(given, shop):
    """Say what stands against a title: its bytes, the name, a forbidden sign, or what it doesn't find."""
    if not isinstance(given, str):
        return "A title is one text in quotation marks."
    if "挂式洗漱包" not in given:
        return "`挂式洗漱包` is missing: a title says what the thing is."
    if size(given) > 60:
        return f"It has {size(given)} bytes. Sixty are allowed, and a Chinese character takes two."
    for sign in SIGNS:
        if sign in given:
            return f"`{sign}` may not stand in it."
    share = found_share(given, queries_of(shop, "P04"))
    if share < 0.85:
        return f'It gets {share:.0%} of the worth. Look which words `queries_of("P04")` has on top, and put those in front.'
    return ""


def _day(shop, date):
    lines = shop.order_lines.query("sku == 'P01-1'").merge(shop.orders[["order_id", "created_at"]], on="order_id")
    lines["date"] = lines["created_at"].dt.normalize()
    mine = lines[lines["date"] == date]
    at = mine["created_at"].dt.hour * 60 + mine["created_at"].dt.minute
    return at.repeat(mine["quantity"]).to_numpy()


def _faster(shop, one=False):
    """What figures of this minute are worth over the ten busiest days, against figures an hour old."""
    lines = shop.order_lines.query("sku == 'P01-1'").merge(shop.orders[["order_id", "created_at"]], on="order_id")
    lines["date"] = lines["created_at"].dt.normalize()
    busy = lines.groupby("date")["quantity"].sum().nlargest(10).index
    lines["minute"] = lines["created_at"].dt.hour * 60 + lines["created_at"].dt.minute
    best = []
    for delay in (0, 60):
        total = 0
        for date in busy:
            mine = lines[lines["date"] == date]
            minutes = mine["minute"].repeat(mine["quantity"]).to_numpy()
            others = np.concatenate([(minutes + shift) % 1440 for shift in (1, 2, 3, 5)])
            tried = sweep(minutes, others, 3 * len(minutes), delay, range(0, 121, 5), piece=15, broken=30)
            total = total + tried.set_index("stop_at")["leaves"]
        best.append(float(total[50] if one else total.max()))
    return best[0] - best[1]


def parcels_of(shop):
    """Parcels with order, zone, started kilograms and what the courier takes."""
    parcels = shop.shipments.merge(shop.orders, on="order_id")
    parcels = parcels.merge(shop.freight_zones[["province", "zone"]], on="province")
    rates = shop.courier_rates.set_index("province")
    parcels["kilos"] = np.ceil(parcels["parcel_weight_g"] / 1000)
    first, following = (parcels["province"].map(rates[name]) for name in ("first_kg", "next_kg"))
    parcels["cost"] = first + following * (parcels["kilos"] - 1)
    return parcels


def _limit(shop, new, less="today"):
    """What the year's freight under `flat` is, with another free limit, less what it is now (or the courier, or nothing)."""
    parcels = parcels_of(shop)
    flat = shop.freight_templates.query("template == 'flat'").set_index("zone")
    first = parcels["zone"].map(flat["first_kg"])
    old = flat["free_from"].iloc[0]
    charged = [np.where(parcels["goods"] >= limit, 0, first).sum() for limit in (new, old)]
    surcharge = parcels["zone"].map(flat["surcharge"]).sum()
    off = {"today": charged[1], "courier": parcels["cost"].sum() - surcharge, "nothing": 0}
    return float(charged[0] - off[less])


LESSONS = (
    Question(
        name="07-recall-reorder",
        answer=60,
        points=("07.09",),
        recalls="module 02",
        slips=(
            Slip("That is one day's sale. It takes five days to come.", 12),
            Slip("That is the days. Pieces are asked for.", 5),
        ),
        hints=("What is sold while it is on its way?", "demand × days", "12 * ___"),
        why="What is sold while the goods are on their way. Safety comes on top.",
    ),
    Question(
        name="07-recall-gbk",
        answer="an error",
        form="choice",
        points=("07.02",),
        recalls="warmup",
        slips=(
            Slip("UTF-8 is strict: bytes that aren't its own stop the reading.", "wrong"),
            Slip("The file isn't read at all; not even the figures.", "right"),
        ),
        hints=("Is UTF-8 strict or does it take anything?", "`read_csv` stops with a UnicodeDecodeError."),
        why="UTF-8 refuses bytes that aren't its own, and that is a kindness.",
    ),
    Question(
        name="07-recall-confounded",
        answer="no",
        form="choice",
        points=("07.03",),
        recalls="module 03",
        slips=(Slip("June came with the coupon. Which of the two sold?", "yes"),),
        hints=("Two things moved together.", "Compare June with June."),
        why="Season and coupon came together; launches of the same month would tell them apart.",
    ),
    Question(
        name="07-afternoon",
        answer=_afternoon,
        points=("07.03",),
        slips=(
            Slip(
                "You took listings without a gap too. There is nothing to fill in there.",
                lambda shop: _afternoon(shop, gaps=False),
            ),
            Slip("Those lie on the other side, above a fifth.", lambda shop: _afternoon(shop, good=False)),
            Slip(
                'Exactly a fifth is on the deck\'s good side as well: "at most" is `<=`.',
                lambda shop: _afternoon(shop, limit=False),
            ),
        ),
        hints=(
            "A gain in per cent is largest where most exposures are.",
            "First those with a gap, then `nlargest(60, 'exposures_28d')`.",
            '(listings[listings["empty"] > 0].nlargest(60, "____")["empty"] <= 0.20).sum()',
        ),
        why="Most of the afternoon belongs to listings that the deck calls fine.",
    ),
    Question(
        name="07-recall-same-age",
        answer="same age",
        form="choice",
        points=("07.03",),
        recalls="lesson 1",
        slips=(Slip("More listings make the same comparison, with the same age in it.", "more listings"),),
        hints=("What else differs between the two groups?",),
        why="Of the same age, only the gaps differ.",
    ),
    Question(
        name="07-recall-words",
        answer=30.0,
        points=("07.01",),
        recalls="warmup",
        slips=(
            Slip("That is the difference of the orders as they stand. Take a thousand clicks of each.", -20),
            Slip("Those are the second word's orders alone.", 40),
        ),
        hints=("Orders per click first.", "1 % and 4 %.", "1000 * (20 / 500 - 40 / ____)"),
        why="Ten against forty: the smaller word is the better one.",
    ),
    Question(
        name="07-recall-first-screen",
        answer="first",
        form="choice",
        points=("07.05",),
        recalls="module 02",
        slips=(Slip("People leave on the way down, never on the way up.", "last"),),
        hints=("Who sees the last part has seen the first.",),
        why="Each part loses some, so the first is seen by most.",
    ),
    Question(
        name="07-wash-bag-title",
        fits=_wash_bag_objection,
        points=("07.01", "07.15"),
        hints=(
            "Begin with the query that is worth most.",
            '`queries_of("P04")` lists them; the first thirty bytes count double.',
            '`title_of("P04", "挂式洗漱包")`, then read it.',
        ),
        why="It fits, it is lawful, and it stands where the phone shows it.",
    ),
    Question(
        name="07-recall-f1",
        answer=0.67,
        tolerance=1e-2,
        points=("07.15",),
        recalls="lesson 2",
        slips=(
            Slip("That is the share of rightly flagged. F1 counts what was missed as well.", 0.5),
            Slip("Nothing was missed, but five innocents were flagged.", 1.0),
        ),
        hints=("Twice the right ones, divided by two sums.", "2 × 5 / (10 + 5)"),
        why="2 × 5 ÷ (10 flagged + 5 that must go).",
    ),
    Question(
        name="07-recall-weights",
        answer="a matter of taste",
        form="choice",
        points=("07.13",),
        recalls="module 01",
        slips=(Slip("Another taste, another first: then the table hasn't decided.", "firm"),),
        hints=("Who would be first with the other person's weights?",),
        why="A ranking is firm when reasonable weights don't change it.",
    ),
    Question(
        name="07-recall-first-scan",
        answer="no",
        form="choice",
        points=("07.11",),
        recalls="module 02",
        slips=(Slip("A label is paper in the warehouse. The courier's scan counts.", "yes"),),
        hints=("When has the courier the parcel?",),
        why="The clock stops at the first scan, four hours too late.",
    ),
    Question(
        name="07-faster-figure",
        answer=_faster,
        tolerance=5e-3,
        points=("07.09",),
        slips=(
            Slip(
                "You kept the limit of 50 for both. Each delay has its own best.", lambda shop: _faster(shop, one=True)
            ),
            Slip("The size is right; the faster figure leaves more.", lambda shop: -_faster(shop)),
        ),
        hints=(
            "Two lines, and the top of each.",
            "`leaves(busy, delay).max()` for both delays.",
            "leaves(busy, 0).max() - leaves(busy, ____).max()",
        ),
        why="That is the most to pay for a faster interface over ten busy days, and a bargaining figure.",
    ),
    Question(
        name="07-recall-limits",
        answer="limits",
        form="choice",
        points=("07.13",),
        recalls="lesson 3",
        slips=(Slip("In a sum money makes up for everything, also for what may not be broken.", "weights"),),
        hints=("Can margin make up for late figures?",),
        why="Limits first; only what may be traded is weighed.",
    ),
    Question(
        name="07-recall-breakeven",
        answer=2.5,
        points=("07.12",),
        recalls="module 01",
        slips=(
            Slip("That is the share that is left. Turn it over.", 0.4),
            Slip("That is what is taken off, turned over.", 1 / 0.6),
        ),
        hints=("What must ¥1 bring so that ¥1 is left of it?", "paid / left", "100 / ___"),
        why="¥2.50 of sales leave the ¥1 that the advertising cost.",
    ),
    Question(
        name="07-recall-lowest",
        answer=55,
        points=("07.14",),
        recalls="module 04",
        slips=(Slip("List price is what stood there mostly. The rule looks for the lowest.", 69),),
        hints=("The rule asks for the lowest that was really asked.",),
        why="One cheap week sets the mark for thirty days.",
    ),
    Question(
        name="07-limit-79",
        answer=lambda shop: _limit(shop, 79),
        tolerance=1e-3,
        points=("07.17",),
        slips=(
            Slip(
                "That is charged less courier with the new limit. Asked is how much better it is than today.",
                lambda shop: _limit(shop, 79, less="courier"),
            ),
            Slip(
                "That is all that is charged with the new limit. Asked is how much more it is than today.",
                lambda shop: _limit(shop, 79, less="nothing"),
            ),
            Slip("That is for ¥99.", lambda shop: _limit(shop, 99)),
        ),
        hints=(
            "Only orders between the two limits change.",
            "Each of them then pays the first kilogram.",
            '(parcels["goods"].between(59, 79, inclusive="____") * 6).sum()',
        ),
        why="That is what the same orders would pay more. Some of them would not come, and some would grow over the limit.",
    ),
)


def ex_wrong_place(shop, category="hats", all_places=False, titles="clean"):
    listings = pool(shop)
    right = listings[titles].str.contains(NOUNS[category])
    return int(((listings["category"] == category) & ~right).sum() if not all_places else (~right).sum())


def ex_video(shop, of_all=False):
    listings = shop.listings_export
    film = listings if of_all else listings[listings["video_s"] > 0]
    return float(((film["video_s"] > 0) & ~film["video_s"].between(9, 30)).mean())


def ladders(shop):
    """Each listing's dearest price over its cheapest, without variants that are out of stock."""
    rows = (
        shop.listings_export.set_index("listing_id")["skus"].str.split("|").explode().str.rsplit("=", n=2, expand=True)
    )
    rows.columns = ["name", "price", "stock"]
    return rows.astype({"price": float, "stock": int})


def ex_set_ladders(shop, in_stock=True, above=3):
    rows = ladders(shop)
    rows = rows[rows["stock"] > 0] if in_stock else rows
    prices = rows.groupby(level=0)["price"]
    return int((prices.max() > above * prices.min()).sum())


def ex_slope(shop, age=True):
    """How much a listing gains, as a share, when its gaps fall from 40 % to 30 %."""
    listings = pool(shop)
    columns = [np.ones(len(listings)), listings["empty"]] + ([listings["months"]] if age else [])
    found = np.linalg.lstsq(np.column_stack(columns), np.log(listings["exposures_28d"]), rcond=None)[0]
    return float(np.exp(-0.1 * found[1]) - 1)


def ex_flagged(shop, exceptions=True):
    points = pd.Series(shop.listings_export["selling_point"].str.split("，").str[1].unique())
    allowed = ["最多", "最小号", "最新", "最后", "第一次", "国家法定", "绝对零度"] if exceptions else []
    return int(flagged(points, ["最", "第一", "国家", "绝对"], allowed).sum())


NEW_TEXTS = {
    "史上最轻雨衣": True,
    "最晚周五发货": False,
    "第一层放充电器": False,
    "全国第一的收纳": True,
    "国家标准GB/T面料": False,
    "绝对好用": True,
    "永不变形": True,
    "最大号120升": False,
}


def ex_new_texts(shop, more=True):
    banned = ["最", "第一", "国家", "绝对"] + (["永"] if more else [])
    allowed = ["最晚", "第一层", "国家标准", "最大号"]
    return f1(flagged(list(NEW_TEXTS), banned, allowed), list(NEW_TEXTS.values()))


def ex_late_suppliers(shop, middle="mean", share=1.0):
    days = shop.deliveries.groupby("supplier").agg(actual=("actual_days", middle), promised=("promised_days", "first"))
    return int((days["actual"] > share * days["promised"]).sum())


def late_deliveries(shop):
    return int((shop.deliveries["actual_days"] > shop.deliveries["promised_days"]).sum())


OFFERS = pd.DataFrame(
    {
        "ship_48h": [0.97, 0.99, 0.93, 0.96, 0.98, 0.95, 0.91, 0.97, 0.96],
        "answer_min": [2.5, 1.5, 2.0, 3.0, 2.0, 2.8, 1.0, 4.5, 2.2],
        "delay_min": [10, 5, 15, 15, 12, 8, 45, 10, 10],
        "loss": [0.04, 0.05, 0.03, 0.02, 0.05, 0.04, 0.08, 0.03, 0.04],
        "left": [9.5, 7.0, 11.0, 10.2, 8.6, 9.9, 14.0, 10.5, 11.5],
    },
    index=list("ABCDEFGHI"),
)


def ex_five_minutes(ship=True, strict=False):
    fits = (
        (OFFERS["answer_min"] <= 5)
        & (OFFERS["delay_min"] <= 15)
        & (OFFERS["loss"] < 0.05 if strict else OFFERS["loss"] <= 0.05)
    )
    return OFFERS.index[fits & ((OFFERS["ship_48h"] >= 0.95) | (not ship))].tolist()


def ex_quiet_day(shop, delay=60, what="oversold"):
    minutes = _day(shop, "2025-06-18")
    others = np.concatenate([(minutes + shift) % 1440 for shift in (1, 2, 3, 5)])
    return sell(minutes, others, 3 * len(minutes), delay, 0)[what]


def ex_firm(spread=3.0, of="B"):
    """In which share of a thousand draws B is first when weights lie between a third and three times."""
    marks = OFFERS.loc[list("ABDEF")]
    marks = (marks - marks.min()) / (marks.max() - marks.min())
    marks[["answer_min", "delay_min", "loss"]] = 1 - marks[["answer_min", "delay_min", "loss"]]
    weights = pd.Series({"left": 3.0, "ship_48h": 2.0, "delay_min": 2.0, "answer_min": 1.0, "loss": 1.0})
    rng = np.random.default_rng(7)
    drawn = spread ** rng.uniform(-1, 1, (1000, 5)) * weights.to_numpy()
    firsts = marks.index[(marks[weights.index].to_numpy() @ drawn.T).argmax(axis=0)]
    return float((firsts == of).mean())


def ex_remote(shop, kilos=3, template="by weight"):
    line = shop.freight_templates.set_index(["template", "zone"]).loc[(template, "remote")]
    return float(line["first_kg"] + (kilos - 1) * line["next_kg"] + line["surcharge"])


def ex_events(shop, lowest=True, sold=True, stock=True):
    """How many of the first sixteen invitations pass price, pieces sold and stock."""
    log = shop.price_log.pivot(index="valid_from", columns="sku", values="price")
    log = log.reindex(sorted(shop.calendar["date"])).ffill()
    inventory = shop.inventory_daily
    count = 0
    for event in shop.official_events.head(16).itertuples():
        since, until = event.begins - pd.Timedelta(days=30), event.begins - pd.Timedelta(days=1)
        days = inventory[(inventory["sku"] == event.sku) & inventory["date"].between(since, until)]
        passes = [
            event.required_price <= log.loc[since:until, event.sku].min() or not lowest,
            days["sold"].sum() >= 50 or not sold,
            days["closing"].iloc[-1] >= event.stock_required or not stock,
        ]
        count += all(passes)
    return count


def ex_lowest(shop, days=30, how="min"):
    log = shop.price_log.pivot(index="valid_from", columns="sku", values="price")
    log = log.reindex(sorted(shop.calendar["date"])).ffill()["P09-2"]
    begin = pd.Timestamp("2025-11-20")
    return float(getattr(log.loc[begin - pd.Timedelta(days=days) : begin - pd.Timedelta(days=1)], how)())


def ex_seen(shop, screen=4, device="phone"):
    reach = shop.page_reach
    reach = reach[(reach["page"] == "P04") & ((reach["device"] == device) if device else True)]
    by_screen = reach.groupby("screen")["visitors"].sum()
    return float(by_screen[screen] / by_screen[1])


def ex_rights(shop, pages=True, held=False):
    spec = shop.page_spec
    rows = spec[(spec["shows"] == "celebrity") & (spec["rights_held"] == held)]
    return int(rows["page"].nunique() if pages else (spec["shows"] == "celebrity").sum())


def ex_routing(shop, nearest="Yiwu", sent_from=False):
    way = shop.shipments.merge(shop.orders[["order_id", "province"]], on="order_id")
    way = way.merge(shop.freight_zones, on="province", suffixes=("", "_nearest"))
    column, other = ("warehouse", "warehouse_nearest") if sent_from else ("warehouse_nearest", "warehouse")
    mine = way[way[column] == nearest]
    return float((mine[other] != nearest).mean())


EXERCISES = (
    Question(
        name="07-ex-wide",
        answer=lambda shop: int(shop.listings_export["title"].str.contains("２０２５").sum()),
        points=("07.02",),
        slips=(
            Slip(
                "You searched for narrow figures; wide ones are other signs: `２０２５`.",
                lambda shop: int(shop.listings_export["title"].str.contains("2025").sum()),
            ),
        ),
        hints=(
            "The signs are as wide as Chinese ones.",
            "Copy them from the question.",
            'listings["title"].str.contains("____").sum()',
        ),
        why="No buyer who types 2025 would find one of them.",
    ),
    Question(
        name="07-ex-decode",
        form="faded",
        answer="商务牛津布折叠遮阳帽可折叠亲子海边防晒",
        points=("07.02",),
        slips=(
            Slip(
                "That is the spoiled text itself. Write it out as Latin-1, read it as GBK.",
                "ÉÌÎñÅ£½ò²¼ÕÛµþÕÚÑôÃ±¿ÉÕÛµþÇ××Óº£±ß·ÀÉ¹",
            ),
        ),
        hints=(
            "Two steps: back to bytes, then to text.",
            "UTF-8 refuses this one.",
            'spoiled.encode("latin-1").decode("____")',
        ),
        why="The bytes were right all the time; only the reading was wrong.",
    ),
    Question(
        name="07-ex-guess-place",
        accept=(0, 1),
        form="predict",
        points=("07.02",),
        why="You said {yours}. The next question counts, for one category.",
    ),
    Question(
        name="07-ex-wrong-place",
        answer=ex_wrong_place,
        points=("07.02",),
        slips=(
            Slip(
                "You counted everything that is no hat. Only what stands among the hats.",
                lambda shop: ex_wrong_place(shop, all_places=True),
            ),
            Slip(
                "You searched the raw titles. What an encoding has spoiled hides its noun: take `clean`.",
                lambda shop: ex_wrong_place(shop, titles="title"),
            ),
            Slip(
                "That is a share. Asked is how many.",
                lambda shop: ex_wrong_place(shop) / (shop.listings_export["category"] == "hats").sum(),
            ),
        ),
        hints=(
            "Two conditions with `&`.",
            "In the category, and without one of its nouns.",
            '((listings["category"] == "hats") & ~listings["clean"].str.contains("____|____")).sum()',
        ),
        why="Whoever filters by hats meets these, and leaves.",
    ),
    Question(
        name="07-ex-video",
        answer=ex_video,
        tolerance=1e-3,
        points=("07.16",),
        slips=(
            Slip(
                "You divided by all listings. A film that isn't there has no length.",
                lambda shop: ex_video(shop, of_all=True),
            ),
        ),
        hints=(
            "Whose length can be wrong?",
            "First keep those with a film.",
            '(~film["video_s"].between(____, ____)).mean()',
        ),
        why="Missing is one fault, too long is another; each has its own denominator.",
    ),
    Question(
        name="07-ex-set-ladders",
        answer=ex_set_ladders,
        level="stretch",
        points=("07.04",),
        slips=(
            Slip(
                "Variants without stock are still in it, and with them the baits.",
                lambda shop: ex_set_ladders(shop, in_stock=False),
            ),
        ),
        hints=(
            "Leave the empty variants out first.",
            "`groupby(level=0)` after the filter.",
            "prices.max() > 3 * prices.____()",
        ),
        why="These are dear sets that can be bought. Zhou's rule would have thrown them out.",
    ),
    Question(
        name="07-ex-slope",
        answer=ex_slope,
        level="stretch",
        tolerance=2e-3,
        points=("07.03",),
        slips=(
            Slip(
                "The age is missing from your line; part of it went to the gaps.",
                lambda shop: ex_slope(shop, age=False),
            ),
        ),
        hints=(
            "The line of lesson 1.",
            "Ten points fewer gaps: −0.1 × the slope, then `np.exp`.",
            "np.exp(-0.1 * ____) - 1",
        ),
        why="About a tenth more exposures, forty or twenty per cent alike: a slope has no favourite place.",
    ),
    Question(
        name="07-ex-top-query",
        answer=lambda shop: queries_of(shop, "P12")["keyword"].iloc[0],
        points=("07.01",),
        slips=(
            Slip(
                "That one is searched most and isn't worth most: sellers, buying and fit stand between.",
                lambda shop: _other(shop, "searches"),
            ),
        ),
        hints=(
            "Not the most searched.",
            "searches ÷ sellers × orders ÷ clicks × fit",
            '`queries_of("P12")` has the dearest on top.',
        ),
        why="What can become ours, not what others get.",
    ),
    Question(
        name="07-ex-title-steps",
        form="reorder",
        answer=list("CABED"),
        points=("07.01",),
        slips=(
            Slip("You counted bytes before the name was in. Then the name makes it too long.", list("CAEBD")),
            Slip("You read it aloud first. First there has to be one.", list("DCABE")),
        ),
        hints=(
            "What is each query worth, comes first.",
            "Words, then the name, then bytes, then your eyes.",
            '["C", "A", ____, ____, "D"]',
        ),
        why="Worth, words, name, bytes, and a person who reads it.",
    ),
    Question(
        name="07-ex-name-alone",
        answer=lambda shop: found_share("记忆棉颈枕", queries_of(shop, "P12")),
        tolerance=1e-3,
        points=("07.01",),
        slips=(
            Slip(
                "That is with the longer title. Asked is the name alone.",
                lambda shop: found_share("颈枕u型枕飞机记忆棉颈枕", queries_of(shop, "P12")),
            ),
        ),
        hints=("One call with the name and the product's queries.", 'found_share("____", queries_of("P12"))'),
        why="The name finds its own word and nothing else; the rest of the sixty bytes lies fallow.",
    ),
    Question(
        name="07-ex-flagged",
        answer=ex_flagged,
        points=("07.15",),
        slips=(
            Slip(
                "Without exceptions the innocent are in it: hand `allowed` over as well.",
                lambda shop: ex_flagged(shop, exceptions=False),
            ),
        ),
        hints=(
            "`flagged` takes texts, banned, allowed.",
            "Then add up the True.",
            "flagged(points, banned, ____).sum()",
        ),
        why="Those that remain are the boasts. Seven exceptions saved as many sentences.",
    ),
    Question(
        name="07-ex-must-go",
        answer="C",
        form="choice",
        points=("07.15",),
        slips=(
            Slip("A size: the largest of three. It compares with nobody.", "A"),
            Slip("A time by which one has to order. Nothing is praised.", "B"),
            Slip("Our own shop, a year, a source: it can be checked. Look for the one that nobody can.", "D"),
        ),
        hints=("Which one praises the goods above all others?", "Size, date, own sales with source … and one boast."),
        why="Nobody can prove it, and it compares with everybody.",
    ),
    Question(
        name="07-ex-scene-words",
        form="explain",
        points=("07.06",),
        hints=("Pain, scene, solution: one sentence each, and true.",),
        why="For instance: the bottle leaked into the shirts; a wash-room at the airport, the case on the floor; the same bottle "
        "upside down over a white shirt for an hour, and a new one if it drips.",
    ),
    Question(
        name="07-ex-seen",
        answer=ex_seen,
        tolerance=1e-3,
        points=("07.05",),
        slips=(
            Slip("That is the third screen. Four is asked.", lambda shop: ex_seen(shop, 3)),
            Slip("Computers are in it. Phones only.", lambda shop: ex_seen(shop, device="")),
        ),
        hints=(
            "Two filters, then two figures.",
            "Screen 4 divided by screen 1.",
            'phone.at[4, "visitors"] / phone.at[____, "visitors"]',
        ),
        why="What stands below is written for those who are still there, fewer than half.",
    ),
    Question(
        name="07-ex-rights",
        answer=ex_rights,
        points=("07.08",),
        slips=(
            Slip(
                "Those are the pictures of stars, with and without the right.",
                lambda shop: ex_rights(shop, pages=False),
            ),
            Slip("Those have the right. Without it is asked.", lambda shop: ex_rights(shop, held=True)),
        ),
        hints=(
            "Two conditions, then count pages, not pictures.",
            "`~` turns True and False round; `nunique` counts each page once.",
            'spec[(spec["shows"] == "celebrity") & ~spec["____"]]["page"].nunique()',
        ),
        why="Each of them can be asked to take the picture down, and to pay for the time it stood there.",
    ),
    Question(
        name="07-ex-new-texts",
        answer=ex_new_texts,
        level="stretch",
        tolerance=1e-3,
        points=("07.15",),
        slips=(
            Slip("The eighth sign is missing: 永 is a promise for ever.", lambda shop: ex_new_texts(shop, more=False)),
        ),
        hints=(
            "Five signs and four exceptions.",
            "`f1(flagged(texts, banned, allowed), truth)`",
            'banned = ["最", "第一", "国家", "绝对", "____"]',
        ),
        why="A list is never finished; each new boast makes it longer by a sign, each innocent by an exception.",
    ),
    Question(
        name="07-ex-five-minutes",
        answer=ex_five_minutes(),
        points=("07.13",),
        slips=(
            Slip("The 48-hour share may not be broken either.", ex_five_minutes(ship=False)),
            Slip("“At most” includes the limit itself.", ex_five_minutes(strict=True)),
        ),
        hints=(
            "Four conditions with `&`.",
            "`<=` and `>=` include the limit.",
            '(offers["answer_min"] <= 5) & (offers["ship_48h"] >= ____)',
        ),
        why="H comes in, with more money than the five. I stands here only because these columns leave out the inspection by outsiders.",
    ),
    Question(
        name="07-ex-late-suppliers",
        answer=ex_late_suppliers,
        points=("07.13",),
        slips=(
            Slip(
                "You took the median. The stock has to last for the slow ones too: mean.",
                lambda shop: ex_late_suppliers(shop, "median"),
            ),
            Slip("Those are deliveries. Asked are suppliers: first one row each, then compare.", late_deliveries),
        ),
        hints=(
            "One row a supplier.",
            "`groupby('supplier')` with the mean of `actual_days` and the first `promised_days`.",
            '(days["actual"] > days["____"]).sum()',
        ),
        why="A promise is the figure that sells; the record is the one to plan by.",
    ),
    Question(
        name="07-ex-safety",
        answer=92,
        points=("07.09",),
        recalls="module 02",
        slips=(Slip("The safety is missing.", 72), Slip("That is fifty, and the deck's.", 50)),
        hints=("Demand × days + safety", "12 * 6 + ___"),
        why="Nothing in it is fifty.",
    ),
    Question(
        name="07-ex-oversold",
        answer=ex_quiet_day,
        points=("07.09",),
        slips=(
            Slip("Those are the pieces sold. Oversold is another entry.", lambda shop: ex_quiet_day(shop, what="sold")),
            Slip("That is with figures of fifteen minutes ago.", lambda shop: ex_quiet_day(shop, delay=15)),
        ),
        hints=(
            "`sell` returns a dictionary.",
            "Delay 60, limit 0.",
            'sell(minutes, others, 3 * len(minutes), ____, 0)["____"]',
        ),
        why="Each of them is a buyer who has paid and gets an apology.",
    ),
    Question(
        name="07-ex-firm",
        answer=ex_firm(),
        level="stretch",
        tolerance=1e-3,
        points=("07.13",),
        slips=(
            Slip("That is for half to double. Here the weights lie between a third and three times.", ex_firm(2.0)),
        ),
        hints=("Only the base of the power changes.", "`3 ** rng.uniform(-1, 1, …)`", "(firsts == 'B').____()"),
        why="The wider people may disagree, the less a first place says.",
    ),
    Question(
        name="07-ex-remote",
        answer=ex_remote,
        points=("07.17",),
        slips=(
            Slip("2,300 grams are three started kilograms, not two.", lambda shop: ex_remote(shop, 2)),
            Slip("That is another template. Asked is `by weight`.", lambda shop: ex_remote(shop, 3, "free but remote")),
        ),
        hints=(
            "How many started kilograms?",
            "First kilogram, and twice the next.",
            'line["first_kg"] + ____ * line["next_kg"] + line["surcharge"]',
        ),
        why="Three started kilograms to the far west: that is what the template has to say at the edge.",
    ),
    Question(
        name="07-ex-routing",
        answer=ex_routing,
        tolerance=1e-3,
        points=("07.10",),
        slips=(
            Slip(
                "You divided by what Yiwu sent. Asked are the parcels that lie nearest to it, wherever they came from.",
                lambda shop: ex_routing(shop, sent_from=True),
            ),
            Slip("That is the share that did come from Yiwu.", lambda shop: 1 - ex_routing(shop)),
        ),
        hints=(
            "First the rows whose nearest warehouse is Yiwu.",
            "Then the mean of a True and False.",
            '(yiwu["____"] != "Yiwu").mean()',
        ),
        why="Four in a hundred, and no column says why: the rule needs a reason code beside each exception.",
    ),
    Question(
        name="07-ex-two-rates",
        answer=0.06,
        tolerance=1e-3,
        points=("07.11",),
        recalls="warmup",
        slips=(Slip("That is the mean of two rates. The partner with 900 parcels weighs more.", 0.14),),
        hints=("Add parcels, not rates.", "(36 + 24) / (900 + ___)"),
        why="Sixty late of a thousand.",
    ),
    Question(
        name="07-ex-item-roi",
        answer=metrics.breakeven_roas(0.37, 0.12, 12, 80),
        tolerance=1e-3,
        points=("07.12",),
        recalls="module 01",
        slips=(
            Slip("That is without refunds: 1 divided by the margin.", 1 / 0.37),
            Slip("That is the deck's number. This item has its own.", 2.5),
        ),
        hints=(
            "Four figures, one function.",
            "`metrics.breakeven_roas(margin, refunds, cost of a return, order value)`",
            "metrics.breakeven_roas(0.37, ____, 12, ____)",
        ),
        why="An ordinary item, and 2.5 would lose money on every sale.",
    ),
    Question(
        name="07-ex-lowest",
        answer=ex_lowest,
        points=("07.14",),
        slips=(
            Slip("That is the list price. The lowest that was asked counts.", lambda shop: ex_lowest(shop, how="max")),
        ),
        hints=(
            "Thirty days before, the day itself left out.",
            "`ffill`, `.loc[from:to]`, `min`.",
            'daily.loc["2025-10-21":"____", "P09-2"].min()',
        ),
        why="The autumn's own prices are still there when the event asks.",
    ),
    Question(
        name="07-ex-events",
        answer=ex_events,
        level="stretch",
        points=("07.14",),
        slips=(Slip("You left the stock out. It is the third rule.", lambda shop: ex_events(shop, stock=False)),),
        hints=(
            "`asked` of lesson 4, for the first sixteen.",
            "Three columns, then `all(axis=1)`.",
            'events[["price_ok", "sold_ok", "stock_ok"]].all(axis=____).sum()',
        ),
        why="Most fail by the shelf, not by the price.",
    ),
    Question(
        name="07-ex-limit-99",
        answer=lambda shop: _limit(shop, 99),
        level="stretch",
        tolerance=1e-3,
        points=("07.17",),
        slips=(Slip("That is for ¥79.", lambda shop: _limit(shop, 79)),),
        hints=(
            "As in lesson 4, with another limit.",
            "Orders between the two limits pay the first kilogram.",
            '(parcels["goods"].between(59, ____, inclusive="left") * 6).sum()',
        ),
        why="A ceiling: the orders that stay away are in no table.",
    ),
)


def _other(shop, column):
    """The code of the query of P12 with most of a column."""
    table = queries_of(shop, "P12")
    return table.loc[table[column].idxmax(), "keyword"]


QUESTIONS = (*LESSONS, *EXERCISES)
