"""Module 03: what the lessons and exercises ask, the right answers, the wrong ones people really give, and hints."""

import math

import pandas as pd

from shoplab import launch_budget, metrics
from shoplab.practice import Question, Slip

L1, L2, L3, L4 = "lesson_1_seven_days.ipynb", "lesson_2_page.ipynb", "lesson_3_money.ipynb", "lesson_4_review.ipynb"


def _later(launch_daily):
    """Each launch's clicks and orders in days 1 to 7 and in days 8 to 60."""
    sums = [
        launch_daily[part].groupby("launch_id")[["clicks", "orders"]].sum()
        for part in (launch_daily["day"] <= 7, launch_daily["day"] > 7)
    ]
    return sums[0], sums[1]


def go_on(shop, weight, by_kind=False, raw=False):
    """What going on earns by each article's mixed rate."""
    running = shop.running_launches.set_index("item")
    crowd = metrics.pooled_rate(running["orders"], running["clicks"])
    if by_kind:
        sums = running.groupby("kind")[["orders", "clicks"]].transform("sum")
        crowd = sums["orders"] / sums["clicks"]
    mixed = (running["orders"] + weight * crowd) / (running["clicks"] + weight)
    rate = running["orders"] / running["clicks"] if raw else mixed
    return running["clicks_ahead"] * rate * (running["price"] - running["unit_cost"]) - running["cost_ahead"]


def year_weight(shop):
    """What last year's launches make the crowd worth, in clicks."""
    _, later = _later(shop.launch_daily)
    return metrics.prior_weight(later["orders"] / later["clicks"])


def further_margin(shop):
    """What each ¥10,000 more brings, by lesson 3's curves: a Series by the budget's upper end."""
    items = shop.launch_items.set_index("item")
    trials = shop.launch_trials
    margin = items["price"] - items["unit_cost"]
    trials["a_day"] = trials["clicks"] / trials["days"]
    by_level = trials.groupby(["channel", "spend_a_day"])["a_day"].sum()
    half = {name: launch_budget.half_point(part.droplevel(0).index, part) for name, part in by_level.groupby("channel")}
    sums = trials.groupby("item")[["clicks", "orders"]].sum()
    crowd = metrics.pooled_rate(sums["orders"], sums["clicks"])
    a_click = metrics.shrunk_rate(sums["orders"], sums["clicks"], crowd, 200) * margin
    top = {
        key: launch_budget.top_of(part["spend_a_day"], part["a_day"], half[key[1]])
        for key, part in trials.groupby(["item", "channel"])
    }
    days = shop.launch_days
    curves = pd.concat([days.assign(item=item) for item in items.index], ignore_index=True)
    curves["half"] = curves["channel"].map(half)
    places = zip(curves["item"], curves["channel"], curves["busy"], strict=True)
    curves["worth"] = [top[item, channel] * a_click[item] * busy for item, channel, busy in places]

    def promised(budget):
        yuan = launch_budget.spread(curves, budget)
        return float((curves["worth"] * yuan / (yuan + curves["half"])).sum())

    brought = pd.Series({budget: promised(budget) for budget in range(10_000, 60_001, 10_000)})
    return brought.diff().fillna(brought)


def zone(shop, articles, alike_by="growth", before_after=False):
    """What is left for the zone by lesson 4's four steps."""
    weeks = shop.zone_weeks
    weeks["after"] = weeks["week"] >= 0
    level = weeks.groupby(["item", "after"])["orders"].mean().unstack()
    is_new = weeks.groupby("item")["new_item"].first()
    early = weeks[weeks["week"] < -4].groupby("item")["orders"].mean()
    late = weeks[weeks["week"].between(-4, -1)].groupby("item")["orders"].mean()
    growth = late / early - 1
    unlike = (growth[~is_new] - growth[is_new].mean()).abs()
    if alike_by == "size":
        unlike = (level.loc[~is_new, False] - level.loc[is_new, False].mean()).abs()
    old = level.loc[unlike.nsmallest(articles).index].mean()
    new = level[is_new].mean()
    return new[True] / new[False] - 1 if before_after else (new[True] / new[False]) / (old[True] / old[False]) - 1


RECALL = (
    Question(
        name="03-recall-pooled",
        answer=14 / 400,
        points=("03.04",),
        recalls="warmup",
        tolerance=1e-3,
        slips=(
            Slip("That is the mean of the two rates. The second day had three times the visitors: add up first.", 0.03),
        ),
        hints=("How many bought, of how many?", "Add buyers, add visitors, divide.", "(2 + ___) / (100 + 300)"),
        why="14 of 400. The same sum will give us the crowd's rate in a moment.",
    ),
    Question(
        name="03-recall-left",
        answer=19,
        points=("03.01",),
        recalls="01",
        slips=(
            Slip("The advertising of ¥19 is still in it.", 38),
            Slip("That is what goes out. What is left of the ¥89?", 70),
        ),
        hints=("What leaves the ¥89?", "price − cost − advertising", "89 - 51 - ___"),
        why="89 − 51 − 19. Whether a launch goes on is this sum, times orders that nobody has counted yet.",
    ),
    Question(
        name="03-recall-median",
        answer="median",
        form="choice",
        points=("03.04",),
        recalls="01",
        slips=(Slip("One very late delivery lifts the mean. Half of the values lie below the median.", "mean"),),
        hints=("Which one splits the seven in half?", "Sort them, take the middle one.", '"med___"'),
        why="Half lie below it, whatever the slowest one did.",
    ),
    Question(
        name="03-recall-mixed",
        answer=(3 + 240 * 0.02) / 300,
        points=("03.09",),
        recalls="lesson 1",
        tolerance=1e-3,
        slips=(
            Slip("That is the article alone. The crowd counts as 240 further clicks.", 0.05),
            Slip("That is the mean of the two rates. The crowd has 240 clicks, the article 60.", 0.035),
        ),
        hints=(
            "How many orders would 240 clicks of the crowd bring?",
            "(3 + 240 × 0.02) / (60 + 240)",
            "(3 + ___) / 300",
        ),
        why="3 and 4.8 orders of 300 clicks: 2.6 %.",
    ),
    Question(
        name="03-recall-roas",
        answer=2.5,
        points=("03.02",),
        recalls="01",
        tolerance=1e-3,
        slips=(
            Slip("You turned it over. Money paid for each yuan that is left.", 0.4),
            Slip("You divided what goes out by what stays.", 1.5),
        ),
        hints=("One order leaves ¥32. How much may advertising for it cost?", "price / contribution", "80 / ___"),
        why="With ¥32 spent on an order of ¥80 nothing is left: 80 / 32.",
    ),
    Question(
        name="03-recall-fall-back",
        answer="lower",
        form="choice",
        points=("03.04",),
        recalls="lesson 1",
        slips=(
            Slip("They were picked for a good week, and in a good week there is luck. Luck doesn't stay.", "the same"),
            Slip("A good start doesn't feed itself here: compare the mean of all launches.", "higher"),
        ),
        hints=("What was in the week that they were picked for?", "Merit and luck.", '"low__"'),
        why="Merit stays, luck doesn't. It is called regression to the mean 均值回归.",
    ),
    Question(
        name="03-recall-further",
        answer=10,
        points=("03.02",),
        recalls="01",
        slips=(
            Slip("That is the average of the second level: all money over all orders.", 200 / 30),
            Slip("That is the average of the first level.", 5),
        ),
        hints=("How much more money, how many more orders?", "(200 − 100) / (30 − 20)", "100 / ___"),
        why="¥100 more for 10 orders more. The average of ¥6.67 hides it.",
    ),
    Question(
        name="03-recall-peeked-lift",
        answer="too high",
        form="choice",
        points=("03.08",),
        recalls="lesson 2",
        slips=(
            Slip("It was stopped on a day on which it looked large. Such days are picked.", "right"),
            Slip("The other way: one stops when the difference looks large.", "too low"),
        ),
        hints=("On what kind of day does one stop?", "On a day of luck upwards.", '"too ____"'),
        why="Stopping on a lucky day keeps the luck in the figure.",
    ),
    Question(
        name="03-recall-break-even",
        answer=2.5,
        points=("03.02",),
        recalls="01",
        slips=(
            Slip("That is the margin as a share. Turn it over.", 0.4),
            Slip("You divided by what the goods cost, not by what is left.", 100 / 60),
        ),
        hints=("What may an order's advertising cost at most?", "price / contribution", "100 / ___"),
        why="¥40 of advertising for ¥100 of sales. With another margin it is another number.",
    ),
    Question(
        name="03-recall-next-yuan",
        answer="second",
        form="choice",
        points=("03.02",),
        recalls="lesson 3",
        slips=(Slip("It brings ¥1.40 there and ¥2.10 in the other.", "first"),),
        hints=("Where does the next yuan bring more?", "Compare 1.40 and 2.10.", '"sec___"'),
        why="Until both bring the same; then moving money gains nothing.",
    ),
    Question(
        name="03-recall-season",
        answer=0,
        points=("03.12",),
        recalls="01",
        slips=(Slip("The December before did the same. That is the season, not growth.", 0.4),),
        hints=("What did the same month do a year ago?", "Growth is what the season doesn't explain.", "0.40 - ___"),
        why="The season explains all of it. The same thought will judge the new-item zone.",
    ),
    Question(
        name="03-recall-both",
        answer=21 / 1000,
        points=("03.11",),
        recalls="warmup",
        tolerance=1e-3,
        slips=(Slip("That is the mean of the two rates. Add the orders first.", (12 / 800 + 9 / 200) / 2),),
        hints=("How many came back, of how many?", "(12 + 9) / (800 + 200)", "21 / ___"),
        why="21 of 1,000.",
    ),
)

LESSONS = (
    Question(
        name="03-go-on-at-100",
        answer=lambda shop: (go_on(shop, 100) > 0).sum(),
        points=("03.09",),
        lesson=L1,
        slips=(
            Slip("That is the number with the raw rates.", lambda shop: (go_on(shop, 0) > 0).sum()),
            Slip(
                "That is the number with last year's weight.", lambda shop: (go_on(shop, year_weight(shop)) > 0).sum()
            ),
        ),
        hints=(
            "Only one number changes.",
            "Mix with 100, work out what going on earns, count the positive ones.",
            "Fill in the blanks:\nmixed = metrics.shrunk_rate(running['orders'], running['clicks'], crowd, ____)\n"
            "(running['clicks_ahead'] * mixed * margin > running['cost_ahead']).sum()",
        ),
        why="{answer} of 200. Most decisions don't hang on the weight; those that do lie close to zero and matter least.",
    ),
    Question(
        name="03-days-of-test",
        answer=lambda shop: -(-metrics.sample_size(0.03, 0.2) // 450),
        points=("03.08",),
        lesson=L2,
        slips=(
            Slip(
                "You counted all visitors for each arm. Half of the 900 go to each.",
                lambda shop: -(-metrics.sample_size(0.03, 0.2) // 900),
            ),
            Slip(
                "That is the number of people. How many days do they take?", lambda shop: metrics.sample_size(0.03, 0.2)
            ),
            Slip(
                "You took 20 percentage points, from 3 % to 23 %. A fifth of 3 % is 0.6 %.",
                lambda shop: -(-metrics.sample_size(0.03, 20 / 3) // 450),
            ),
        ),
        hints=(
            "How many people does each arm need?",
            "sample_size(rate, lift), then divide by 450 and round up.",
            "metrics.sample_size(0.03, ____) / 450",
        ),
        why="{answer} days. Wen decides today whether the page is worth so long a test, not on the third evening.",
    ),
    Question(
        name="03-steps-worth",
        answer=lambda shop: (further_margin(shop) > 10_000).sum(),
        points=("03.02",),
        lesson=L3,
        slips=(
            Slip(
                "That counts the budgets whose whole margin is above their cost. Ask what each *further* ¥10,000 brings.",
                lambda shop: (further_margin(shop).cumsum() > further_margin(shop).index).sum(),
            ),
            Slip(
                "The first step is missing, the one from 0: `.diff()` leaves it empty.",
                lambda shop: (further_margin(shop)[1:] > 10_000).sum(),
            ),
        ),
        hints=(
            "What does each step bring more than the one before?",
            "`.diff()` on the last table; the first step keeps its own value.",
            "brought = pd.Series({...}); (brought.diff().fillna(brought) > ____).sum()",
        ),
        why="{answer}. The next step costs more than it brings, though the whole would still show a profit.",
    ),
    Question(
        name="03-effect-of-ten",
        answer=lambda shop: zone(shop, 10),
        points=("03.12",),
        lesson=L4,
        tolerance=2e-3,
        slips=(
            Slip("That is with six articles.", lambda shop: zone(shop, 6)),
            Slip("That is before and after, compared with nobody.", lambda shop: zone(shop, 10, before_after=True)),
            Slip("That is against all the older ones.", lambda shop: zone(shop, 24)),
            Slip(
                "That is how far the ten rose. Asked is what is left for the zone.",
                lambda shop: (1 + zone(shop, 10, before_after=True)) / (1 + zone(shop, 10)) - 1,
            ),
        ),
        hints=(
            "Only step 2 changes.",
            "`unlike.nsmallest(10).index`, then steps 3 and 4 again.",
            "old = level.loc[False].loc[unlike.nsmallest(____).index]",
        ),
        why="{answer}. Near the six. Ten articles of the shop were rising; take many more and those join that weren't.",
    ),
)


def ex_goal(shop, own=True, by="pooled"):
    daily = shop.launch_daily.merge(shop.launches[["launch_id", "shop"]], on="launch_id")
    if own:
        daily = daily[daily["shop"] == "Lantern Lane"]
    if by == "pooled":
        sums = daily[["impressions", "clicks", "orders"]].sum()
        return 240 / (sums["orders"] / sums["impressions"])
    if by == "clicks":
        return 240 / (daily["orders"].sum() / daily["clicks"].sum())
    sums = daily.groupby("launch_id")[["impressions", "clicks", "orders"]].sum()
    return 240 / (sums["orders"] / sums["clicks"]).agg(by) / (sums["clicks"] / sums["impressions"]).agg(by)


def ex_stay(shop, of="rate", whole=False):
    first, later = _later(shop.launch_daily)
    if whole:
        later = first + later
    values = [part["orders"] / part["clicks"] if of == "rate" else part["orders"] for part in (first, later)]
    return len(set(values[0].nlargest(15).index) & set(values[1].nlargest(15).index))


def ex_percentile(shop, upto=14, pct=True):
    daily = shop.launch_daily
    return daily[daily["day"] <= upto].groupby("launch_id")["orders"].sum().rank(pct=pct)[7]


def ex_room(shop, cheap=True, dear=True, column="too_dear"):
    answers = shop.price_answers
    stays = (answers["too_cheap"] < 49) if cheap else answers["too_cheap"] > 0
    return (stays & (answers[column] > 49)).mean() if dear else stays.mean()


def ex_best_price(shop, margin=True):
    answers = shop.price_answers
    stays = {p: ((answers["too_cheap"] < p) & (answers["too_dear"] > p)).mean() for p in range(39, 120, 10)}
    return pd.Series({p: share * ((p - 38) if margin else 1) for p, share in stays.items()}).idxmax()


def ex_copy(shop, how="either"):
    copy = shop.campaign_copy
    boasts = copy["text_zh"].str.contains("最佳|最好|第一|顶级|国家级|独一无二|100%|根治")
    no_basis = copy["was_price"].notna() & (copy["named_basis"] == "")
    ways = {"either": boasts | no_basis, "both": boasts & no_basis, "boasts": boasts, "no basis": no_basis}
    return boasts.sum() + no_basis.sum() if how == "twice" else ways[how].sum()


def ex_stars(shop, alone=False, one="B", other="C"):
    table = shop.creatives.pivot(index="day", columns="creative", values=["clicks", "impressions"])
    table = table if alone else table.cumsum()
    z = [
        metrics.errors_apart(*(now[what][name] for name in (other, one) for what in ("clicks", "impressions")))
        for _, now in table.loc[2:].iterrows()
    ]
    return sum(abs(value) > 1.96 for value in z)


def ex_cart_loss(shop, how="sums"):
    traffic = shop.traffic_daily
    sums = traffic.groupby("channel")[["carts", "placed_orders", "paid_orders"]].sum()
    if how == "kept":
        return sums["placed_orders"] / sums["carts"]
    if how == "paid":
        return 1 - sums["paid_orders"] / sums["carts"]
    if how == "means":
        some = traffic[traffic["carts"] > 0]
        return (1 - some["placed_orders"] / some["carts"]).groupby(some["channel"]).mean()
    return 1 - sums["placed_orders"] / sums["carts"]


def ex_rivals(shop, rivals=True, months=(9, 10)):
    table = shop.launches
    table = table[table["shop"] != "Lantern Lane"] if rivals else table
    return table["launched_at"].dt.month.isin(list(months)).mean()


def ex_further(shop, days=7, average=False):
    trials = shop.launch_trials
    one = trials[(trials["item"] == "L1") & (trials["channel"] == "search ads")].set_index("spend_a_day")["clicks"]
    return 240 * 7 / one[240] if average else 120 * days / (one[240] - one[120])


def day_curves(shop):
    own = shop.launch_trials[shop.launch_trials["item"] == "L2"].copy()
    own["a_day"] = own["clicks"] / own["days"]
    rows = {}
    for channel, part in own.groupby("channel"):
        half = launch_budget.half_point(part["spend_a_day"], part["a_day"])
        rows[channel] = {"worth": launch_budget.top_of(part["spend_a_day"], part["a_day"], half), "half": half}
    return pd.DataFrame(rows).T


def ex_day_objection(given, shop):
    """Say what stands against a day's split: five known channels, ¥600 at most, nearly the clicks that the curves allow."""
    curves = day_curves(shop)
    if not isinstance(given, dict) or not given or not all(isinstance(one, int | float) for one in given.values()):
        return 'Give yuan by channel, like `{"search ads": 200, "affiliates": 100}`.'
    for channel, yuan in given.items():
        if channel not in curves.index:
            return f'There is no channel `{channel}` in the trials. Look at `trials["channel"].unique()`.'
        if not 0 <= yuan <= 600:
            return f"{channel} gets ¥{yuan:,.0f}. A day has ¥600, and nothing is less than 0."
    if sum(given.values()) > 603:
        return f"That is ¥{sum(given.values()):,.0f} together. The day has ¥600."

    def clicks(plan):
        return sum(curves.at[c, "worth"] * yuan / (yuan + curves.at[c, "half"]) for c, yuan in plan.items())

    best = clicks(launch_budget.spread(curves, 600).to_dict())
    if clicks(given) < 0.97 * best:
        return f"By the curves this day has {clicks(given) / best:.0%} of the clicks that ¥600 can bring. Where would the next yuan bring more?"
    return ""


def ex_event_waits(shop, kind="event", of="wait", by=("what",), in_hours=True):
    log = shop.sop_events
    log = log[log["kind"] == kind]
    first, last = {
        "wait": ("handed_at", "started_at"),
        "work": ("started_at", "done_at"),
        "both": ("handed_at", "done_at"),
    }[of]
    span = log[last] - log[first]
    span = span / pd.Timedelta(hours=1) if in_hours else span
    return span.groupby([log[name] for name in by]).mean()


def ex_too_small(shop, bad=True, tongues=("en", "zh"), twice=False):
    reviews = shop.reviews.merge(shop.products[["sku", "product"]], on="sku")
    reviews = reviews[reviews["product"] == "P11"]
    reviews = reviews[reviews["stars"] <= 3] if bad else reviews
    english = reviews["text_en"].str.lower().str.contains("small|tight")
    chinese = reviews["text_zh"].str.contains("小|紧")
    if twice:
        return english.sum() + chinese.sum()
    return {("en", "zh"): english | chinese, ("en",): english, ("zh",): chinese}[tongues].sum()


def ex_reached(shop, least=None, own=True, orders="paid"):
    launches = shop.launches.set_index("launch_id")
    sums = shop.launch_daily.groupby("launch_id").sum()
    roi = sums["paid"] / sums[["spend_search", "spend_feed", "spend_content"]].sum(axis=1)
    border = launches["price"] / (launches["price"] - launches["unit_cost"]) if least is None else least
    reached = roi >= border
    return (reached[launches["shop"] == "Lantern Lane"] if own else reached).sum()


def ex_did(shop, articles=6, before_after=False, by="slope"):
    import numpy as np

    weeks = shop.zone_weeks
    logs = np.log(weeks.pivot(index="item", columns="week", values="orders"))
    is_new = weeks.groupby("item")["new_item"].first()
    before = logs.loc[:, :-1]
    slope = pd.Series(np.polyfit(before.columns.to_numpy(dtype=float), before.T.to_numpy(), 1)[0], index=logs.index)
    means = weeks.pivot(index="item", columns="week", values="orders")
    trait = slope if by == "slope" else means.loc[:, -4:-1].mean(axis=1) / means.loc[:, :-5].mean(axis=1)
    alike = (trait[~is_new] - trait[is_new].mean()).abs().nsmallest(articles).index
    change = logs.loc[:, 0:].mean(axis=1) - before.mean(axis=1)
    return change[is_new].mean() - (0 if before_after else change[alike].mean())


EXERCISES = (
    Question(
        name="03-ex-goal",
        answer=ex_goal,
        points=("03.01",),
        lesson=L1,
        tolerance=1e-4,
        slips=(
            Slip(
                "Those are clicks. Of a hundred impressions only a few become one: divide by the click rate too.",
                lambda shop: ex_goal(shop, by="clicks"),
            ),
            Slip("The rivals' launches are in there. Keep ours.", lambda shop: ex_goal(shop, own=False)),
            Slip(
                "You averaged the twelve rates. Take all orders over all clicks, all clicks over all impressions.",
                lambda shop: ex_goal(shop, by="mean"),
            ),
            Slip(
                "You took the launch in the middle. Asked are the twelve together: all orders over all clicks, all clicks over all impressions.",
                lambda shop: ex_goal(shop, by="median"),
            ),
        ),
        hints=(
            "Go backwards through the tree: orders, clicks, impressions.",
            "240 / conversion / click rate, both from sums.",
            "240 / (orders.sum() / clicks.sum()) / (clicks.sum() / ____)",
        ),
        why="A quarter of a million. Our average launch was shown seventy thousand times: modest it isn't.",
    ),
    Question(
        name="03-ex-guess-stay",
        form="predict",
        accept=(0, 15),
        points=("03.04",),
        lesson=L1,
        hints=("By luck alone it would be about five of fifteen.",),
        why="The next question counts them.",
    ),
    Question(
        name="03-ex-stay",
        answer=ex_stay,
        points=("03.04",),
        lesson=L1,
        slips=(
            Slip(
                "You ranked by orders. A launch with much traffic has many; the question is conversion.",
                lambda shop: ex_stay(shop, of="orders"),
            ),
            Slip("Your later weeks hold the first one too. Begin with day 8.", lambda shop: ex_stay(shop, whole=True)),
        ),
        hints=(
            "Two lists of fifteen, one intersection.",
            "`nlargest(15).index` of each rate; `set(a) & set(b)`.",
            "len(set(best_first) & set(____))",
        ),
        why="{answer} of fifteen. These launches had hundreds of clicks in the week, so the order holds fairly well. With forty it wouldn't.",
    ),
    Question(
        name="03-ex-percentile",
        form="faded",
        answer=ex_percentile,
        points=("03.04",),
        lesson=L1,
        tolerance=1e-3,
        slips=(
            Slip(
                "That is its place counted from below, not a share. `pct=True` divides by 48.",
                lambda shop: ex_percentile(shop, pct=False),
            ),
            Slip("That is after sixty days. On the clock it is day 14.", lambda shop: ex_percentile(shop, upto=60)),
        ),
        hints=(
            "How old are the launches to be?",
            "`rank(pct=True)` gives a place between 0 and 1.",
            "daily[daily['day'] <= 14].groupby('launch_id')['orders'].sum().rank(pct=____)[7]",
        ),
        why="Better than nearly all launches of its age. That can be said on day 14; after the year it is history.",
    ),
    Question(
        name="03-ex-go-on",
        answer=lambda shop: go_on(shop, 250)["R006"],
        points=("03.09",),
        lesson=L1,
        tolerance=1e-4,
        slips=(
            Slip(
                "You took its raw rate, two of eleven. Mix it with the crowd first.",
                lambda shop: go_on(shop, 0)["R006"],
            ),
            Slip(
                "The cost ahead is missing.",
                lambda shop: (
                    go_on(shop, 250)["R006"] + shop.running_launches.set_index("item").at["R006", "cost_ahead"]
                ),
            ),
            Slip(
                "That is with lesson 1's weight. Here the crowd is worth 250 clicks.",
                lambda shop: go_on(shop, round(year_weight(shop)))["R006"],
            ),
        ),
        hints=(
            "First its mixed rate.",
            "(2 + 250 × crowd) / (11 + 250), then clicks ahead × rate × margin − cost ahead.",
            "167 * ____ * (129 - 54.61) - 380",
        ),
        why="Still worth going on, for ¥35 and not for ¥1,900. A wonder would have told more.",
    ),
    Question(
        name="03-ex-both-ends",
        form="choice",
        answer="B",
        points=("03.04",),
        lesson=L1,
        slips=(
            Slip("All 200 are equally new. What differs is how many clicks they had.", "A"),
            Slip("The traffic was given before anybody knew. And both ends have few clicks.", "C"),
            Slip("Rounding moves a digit, not an article from the middle to the top.", "D"),
        ),
        hints=(
            "What do two of eleven and none of eleven have in common?",
            "One order more or less moves the rate by nine points.",
            '"_"',
        ),
        why="One order of eleven clicks moves the rate by nine points; of a thousand clicks by a tenth of one.",
    ),
    Question(
        name="03-ex-kind",
        level="stretch",
        answer=lambda shop: ((go_on(shop, 250) > 0) != (go_on(shop, 250, by_kind=True) > 0)).sum(),
        points=("03.09",),
        lesson=L1,
        slips=(
            Slip(
                "That is the difference of the two counts. Articles change in both directions: compare one by one.",
                lambda shop: abs((go_on(shop, 250) > 0).sum() - (go_on(shop, 250, by_kind=True) > 0).sum()),
            ),
            Slip(
                "You compared the own crowd with the raw rates.",
                lambda shop: ((go_on(shop, 0) > 0) != (go_on(shop, 250, by_kind=True) > 0)).sum(),
            ),
        ),
        hints=(
            "Decide twice, compare row by row.",
            "`groupby('kind')[...].transform('sum')` gives every row its kind's sums.",
            "((earns_one > 0) != (earns_own > ____)).sum()",
        ),
        why="{answer} of 200. The kinds' rates differ by chance as well: a crowd of thirty articles is a small crowd.",
    ),
    Question(
        name="03-ex-room",
        answer=ex_room,
        points=("03.03",),
        lesson=L2,
        tolerance=1e-3,
        slips=(
            Slip(
                "You used `dear`. Dear, and yet bought: leaving the room is `too_dear`.",
                lambda shop: ex_room(shop, column="dear"),
            ),
            Slip(
                "Those are the ones who doubt nothing. Some of them find it too dear.",
                lambda shop: ex_room(shop, dear=False),
            ),
            Slip(
                "Those are the ones who don't find it too dear. Some of them doubt the quality at that price.",
                lambda shop: ex_room(shop, cheap=False),
            ),
            Slip(
                "That is how many they are. Asked is their share: divide by all who answered.",
                lambda shop: ex_room(shop) * len(shop.price_answers),
            ),
        ),
        hints=(
            "Two conditions, both must hold.",
            "`(answers['too_cheap'] < 49) & (answers['too_dear'] > 49)`",
            "(____ & ____).mean()",
        ),
        why="About five of six stay: some doubt the quality, a few find it too dear. Staying isn't buying.",
    ),
    Question(
        name="03-ex-best-price",
        level="stretch",
        answer=ex_best_price,
        points=("03.03",),
        lesson=L2,
        slips=(
            Slip(
                "That is the price with the largest room. A dearer piece leaves more: multiply by price − 38.",
                lambda shop: ex_best_price(shop, margin=False),
            ),
        ),
        hints=(
            "What does a person in the room leave?",
            "share who stay × (price − 38), for each price.",
            "leaves[price] = stays * (price - ____)",
        ),
        why="The supposition errs upwards: of those who stay, fewer buy at a higher price. So the best price lies at ¥{answer} or below.",
    ),
    Question(
        name="03-ex-copy",
        answer=ex_copy,
        points=("03.07",),
        lesson=L2,
        slips=(
            Slip(
                "Texts with both faults are counted twice. `|` joins the two conditions.",
                lambda shop: ex_copy(shop, "twice"),
            ),
            Slip("The boasts are missing.", lambda shop: ex_copy(shop, "no basis")),
            Slip(
                'Those are the boasts alone. Where no basis is named stands an empty text, `""`, and `isna` doesn\'t find it.',
                lambda shop: ex_copy(shop, "boasts"),
            ),
            Slip("Those have both faults. One is enough: `|`, not `&`.", lambda shop: ex_copy(shop, "both")),
        ),
        hints=(
            "Two conditions; either will do.",
            "`boasts | no_basis`, then `.sum()`.",
            "(copy['text_zh'].str.contains('|'.join(forbidden)) | ____).sum()",
        ),
        why="A person reads {answer} texts instead of 300. Some will be harmless; that is what the person is for.",
    ),
    Question(
        name="03-ex-people",
        answer=lambda shop: metrics.sample_size(0.03, 0.15),
        points=("03.08",),
        lesson=L2,
        tolerance=1e-3,
        slips=(
            Slip(
                "You gave both arms together. Each arm needs half of that.",
                lambda shop: 2 * metrics.sample_size(0.03, 0.15),
            ),
            Slip(
                "That is for 15 percentage points, from 3 % to 18 %. The lift is relative.",
                lambda shop: metrics.sample_size(0.03, 5),
            ),
            Slip(
                "You gave the new rate. The second number is the lift, as a share of the old rate.",
                lambda shop: metrics.sample_size(0.03, 0.0345),
            ),
        ),
        hints=(
            "A lift is relative to the rate.",
            "`metrics.sample_size(rate, lift)`",
            "metrics.sample_size(0.03, ____)",
        ),
        why="{answer} for each arm. A small page never gets them; then don't test, decide.",
    ),
    Question(
        name="03-ex-steps",
        form="reorder",
        answer=list("GBDFAE"),
        points=("03.08",),
        lesson=L2,
        slips=(
            Slip(
                "The lift is named after the people were counted. How many people are needed depends on it.",
                list("GDBFAE"),
            ),
            Slip("You began to show before you knew how long. D comes before F.", list("GBFDAE")),
        ),
        hints=(
            "Everything that can be said beforehand is said beforehand.",
            "figure → lift → people → lots → one look → decision",
            '["G", "B", ____, ____, "A", "E"]',
        ),
        why="C is the one that doesn't belong. It looks like care and makes one of five false alarms.",
    ),
    Question(
        name="03-ex-stars",
        level="stretch",
        answer=ex_stars,
        points=("03.08", "03.09"),
        lesson=L2,
        slips=(
            Slip(
                "You compared each day alone. All clicks so far means `cumsum`.",
                lambda shop: ex_stars(shop, alone=True),
            ),
            Slip(
                "Compare B with C, not A, and count both sides: `abs` of each distance.",
                lambda shop: ex_stars(shop, one="A"),
            ),
        ),
        hints=(
            "One number a day, then count.",
            "`errors_apart(clicks_C, impressions_C, clicks_B, impressions_B)` on the sums so far.",
            "sum(abs(z) > ____ for z in by_day)",
        ),
        why="On {answer} evenings C could have been thrown out as significantly worse. On the last one it couldn't.",
    ),
    Question(
        name="03-ex-cart-loss",
        answer=ex_cart_loss,
        points=("03.05",),
        recalls="warmup",
        lesson=L3,
        tolerance=1e-4,
        slips=(
            Slip("That is the share that was ordered. The loss is the rest.", lambda shop: ex_cart_loss(shop, "kept")),
            Slip(
                "You averaged the days' rates. Add up carts and orders first, then divide.",
                lambda shop: ex_cart_loss(shop, "means"),
            ),
            Slip(
                "You took paid orders. Some were placed and not paid; that is another leak.",
                lambda shop: ex_cart_loss(shop, "paid"),
            ),
            Slip("Those are per cent. A rate here is a share, between 0 and 1.", lambda shop: 100 * ex_cart_loss(shop)),
        ),
        hints=("Two sums a channel.", "1 − placed orders / carts", "1 - sums['placed_orders'] / sums[____]"),
        why="Who comes from the feed leaves most in the cart: they put things by, like a note to themselves.",
    ),
    Question(
        name="03-ex-rivals",
        answer=ex_rivals,
        points=("03.06",),
        lesson=L3,
        tolerance=1e-3,
        slips=(
            Slip("Our own launches are in there.", lambda shop: ex_rivals(shop, rivals=False)),
            Slip("October alone. September belongs to it.", lambda shop: ex_rivals(shop, months=(10,))),
            Slip(
                "August is in there, as in lesson 3. Asked are September and October.",
                lambda shop: ex_rivals(shop, months=(8, 9, 10)),
            ),
        ),
        hints=(
            "Which rows are rivals'?",
            "`launched_at.dt.month.isin([9, 10])`, then the mean.",
            "rivals['launched_at'].dt.month.isin([9, ____]).mean()",
        ),
        why="In two of the ten months that the table has. Whoever launches then shares the shelf, and the people.",
    ),
    Question(
        name="03-ex-further-click",
        answer=ex_further,
        points=("03.02",),
        recalls="01",
        lesson=L3,
        tolerance=1e-3,
        slips=(
            Slip(
                "That is the average click at ¥240 a day. Take the step alone: more money over more clicks.",
                lambda shop: ex_further(shop, average=True),
            ),
            Slip("Seven days were paid, you took one.", lambda shop: ex_further(shop, days=1)),
        ),
        hints=(
            "How much more money in the week, how many more clicks?",
            "(240 − 120) × 7 / (clicks at 240 − clicks at 120)",
            "120 * ____ / (one.at[240, 'clicks'] - one.at[120, 'clicks'])",
        ),
        why="On average a click looks far cheaper. Budgets are decided at the edge.",
    ),
    Question(
        name="03-ex-day-plan",
        level="stretch",
        answer=lambda shop: launch_budget.spread(day_curves(shop), 600).round().to_dict(),
        fits=ex_day_objection,
        points=("03.02",),
        lesson=L3,
        hints=(
            "One curve a channel, then `spread`.",
            "A table with the columns `worth` (here: the top in clicks) and `half`, one row a channel.",
            "launch_budget.spread(curves, ____).to_dict()",
        ),
        why="Within three per cent of the best that the curves know. The last yuan brings about the same everywhere.",
    ),
    Question(
        name="03-ex-event-waits",
        answer=ex_event_waits,
        points=("03.10",),
        lesson=L4,
        tolerance=1e-3,
        slips=(
            Slip(
                "Those are hours of work. Waiting lies between handing over and beginning.",
                lambda shop: ex_event_waits(shop, of="work"),
            ),
            Slip("Those are the launches. Keep the events.", lambda shop: ex_event_waits(shop, kind="launch")),
            Slip(
                "Waiting and work together. Take `started_at`, not `done_at`.",
                lambda shop: ex_event_waits(shop, of="both"),
            ),
            Slip(
                "The hours are right, the index has one name too many. Group by `what` alone.",
                lambda shop: ex_event_waits(shop, by=("step", "what")),
            ),
            Slip(
                "Those are lengths of time. Divide by one hour, `pd.Timedelta(hours=1)`, and they are numbers.",
                lambda shop: ex_event_waits(shop, in_hours=False),
            ),
        ),
        hints=(
            "Which two columns hold the wait?",
            "(started_at − handed_at) in hours, the mean by `what`.",
            "((log['started_at'] - log[____]) / pd.Timedelta(hours=1)).groupby(log['what']).mean()",
        ),
        why="None waits as long as half a day: at events nothing lies. So it isn't the people, it is the one hand-off of launches.",
    ),
    Question(
        name="03-ex-too-small",
        answer=ex_too_small,
        points=("03.11",),
        lesson=L4,
        slips=(
            Slip("Good reviews are in there. Keep three stars or fewer.", lambda shop: ex_too_small(shop, bad=False)),
            Slip(
                "You counted a review that says it in both languages twice.",
                lambda shop: ex_too_small(shop, twice=True),
            ),
        ),
        hints=("One condition a language, joined.", "`english | chinese`, then sum.", "(english | ____).sum()"),
        why="{answer}. Here each says it in both languages; elsewhere it takes both lists. Mending the size chart costs an afternoon.",
    ),
    Question(
        name="03-ex-own-break-even",
        answer=ex_reached,
        points=("03.12",),
        recalls="01",
        lesson=L4,
        slips=(
            Slip(
                "That is against 2.5 for all. Each article has its own break-even.",
                lambda shop: ex_reached(shop, least=2.5),
            ),
            Slip("The rivals are in there.", lambda shop: ex_reached(shop, own=False)),
            Slip(
                "You divided the price by the cost. Divide it by what is left of it: price − cost.",
                lambda shop: ex_reached(shop, least=shop.launches.set_index("launch_id").eval("price / unit_cost")),
            ),
        ),
        hints=(
            "Two columns: ROI, and price / (price − cost).",
            "Compare them row by row, then keep ours.",
            "(roi >= break_even)[launches['shop'] == ____].sum()",
        ),
        why="{answer} of twelve. A number that is right at 40 % margin says little about the rest.",
    ),
    Question(
        name="03-ex-did",
        level="stretch",
        answer=ex_did,
        points=("03.12",),
        lesson=L4,
        tolerance=1e-3,
        slips=(
            Slip(
                "That is the change of the new ones alone. Take off what the alike ones did.",
                lambda shop: ex_did(shop, before_after=True),
            ),
            Slip(
                "You compared with all 24 older ones. Most of them weren't rising before.",
                lambda shop: ex_did(shop, articles=24),
            ),
            Slip(
                "Those are lesson 4's six, alike in growth. Here the slope of the logarithm chooses.",
                lambda shop: ex_did(shop, by="growth"),
            ),
            Slip(
                "That is the share already. Asked is the difference of the logarithms, before `np.exp`.",
                lambda shop: math.expm1(ex_did(shop)),
            ),
        ),
        hints=(
            "Change of the new less change of the alike.",
            "`np.polyfit(weeks, logs.T, 1)[0]` gives a slope for each article.",
            "change[is_new].mean() - change[____].mean()",
        ),
        why="As a logarithm; `np.exp` of it less 1 is the share. It lies near what lesson 4 found with plain means.",
    ),
    Question(
        name="03-ex-words",
        level="stretch",
        form="explain",
        points=("03.12",),
        lesson=L4,
        hints=("What happens every November?",),
        why="Ours: November has Double 11 in it, and everything rises. Keep some articles with the old picture, ones that rose "
        "alike before, and compare the two groups' changes.",
    ),
)


QUESTIONS = (*RECALL, *LESSONS, *EXERCISES)
