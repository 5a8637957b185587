"""The exam of module 07: six tasks, their points, the wrong answers that people give, and the rubric.

How the answers come about is in answers.py. The words name a slip and where to look; they hold no figure of any shop.
"""

from __future__ import annotations

from coursekit.compare import Decision, Table
from coursekit.exam import Criterion, Exam, Slip, Task, Written, beside

answers = beside(__file__, "answers")

YUAN = (1e-6, 0.006)

TITLES = Task(
    name="ten-titles",
    title="Ten titles of sixty bytes",
    points=10,
    level="core",
    outline=("07.01",),
    compare=Decision(
        judge=answers.judge_titles,
        naive="The name and the most searched words would have brought",
        amount="{:,.0f} orders",
    ),
    reference=answers.ten_titles,
    right="Correct. The dearest words stand where the phone shows them, and nothing stands there that the article isn't.",
    slips=(
        Slip(
            "most-searched",
            1,
            "You took the most searched words. Others bid for those too, and many who type them don't buy: searches ÷ "
            "sellers × orders ÷ clicks × fit.",
            lambda shop: answers.ten_titles(shop, "searches"),
        ),
        Slip(
            "most-clicked",
            1,
            "You took the words with most clicks. A click isn't an order: divide orders by clicks, and ask how well the "
            "word fits.",
            lambda shop: answers.ten_titles(shop, "clicks"),
        ),
        Slip(
            "names-only",
            0,
            "You left the names as they are. Most of the sixty bytes lie fallow: fill them with the queries that are worth "
            "most.",
            lambda shop: answers.ten_titles(shop, "name"),
        ),
        Slip(
            "too-long",
            0,
            "Your titles count characters. In GBK a Chinese character takes two bytes, and what is longer than allowed is "
            "refused: `len(title.encode('gbk'))`.",
            lambda shop: answers.ten_titles(shop).assign(title=lambda table: table["title"] * 4),
        ),
        Slip(
            "name-missing",
            0,
            "The articles' own names are missing. A title has to say what the thing is: keep room for `name_zh`.",
            answers.nameless,
        ),
    ),
)

RULES = Task(
    name="listing-rules",
    title="Which listing breaks which rule?",
    points=10,
    level="core",
    outline=("07.02", "07.03", "07.04", "07.07", "07.09", "07.15", "07.16"),
    compare=Table(
        key=("listing_id",),
        columns=dict.fromkeys(
            (
                "spoiled",
                "doubled",
                "wrong_place",
                "banned_word",
                "required_empty",
                "many_empty",
                "bait",
                "wide_ladder",
                "below_alert",
                "price_format",
                "image_format",
                "image_heavy",
                "video_missing",
                "video_length",
                "video_lines",
            )
        ),
        weights={
            "spoiled": 1,
            "doubled": 0.5,
            "wrong_place": 1,
            "banned_word": 1,
            "required_empty": 1,
            "many_empty": 0.5,
            "bait": 1,
            "wide_ladder": 0.5,
            "below_alert": 0.5,
            "price_format": 0.5,
            "image_format": 0.5,
            "image_heavy": 0.5,
            "video_missing": 0.5,
            "video_length": 0.5,
            "video_lines": 0.5,
        },
    ),
    reference=answers.rules,
    right="Correct. Fifteen rules, each with a name, a limit and a column that says broken.",
    slips=(
        Slip(
            "raw-titles",
            8.5,
            "You looked for nouns and doubles in the titles as they came. A spoiled title hides both: use the clean ones.",
            lambda shop: answers.rules(shop, raw=True),
        ),
        Slip(
            "missing-is-too-short",
            9.5,
            "A film that isn't there counts as too short with you. That is another rule; ask for a length above nought first.",
            lambda shop: answers.rules(shop, missing_short=True),
        ),
        Slip(
            "no-exceptions",
            9,
            "Your signs flag the innocent too. Hand `ALLOWED` over, so that sizes and dates are cut out first.",
            lambda shop: answers.rules(shop, exceptions=False),
        ),
        Slip(
            "wide-is-bait",
            9.5,
            "You took every wide ladder for a bait. A set is dear and can be bought: look whether the cheapest step has stock.",
            lambda shop: answers.rules(shop, wide_is_bait=True),
        ),
        Slip(
            "any-attribute",
            9,
            "Your `required_empty` counts attributes that nobody requires. Which are required stands in `listing_attributes`.",
            lambda shop: answers.rules(shop, only_required=False),
        ),
        Slip(
            "limit-itself",
            9.5,
            "You broke the rule on the limit itself. “More than” leaves the limit allowed: `>`, not `>=`.",
            lambda shop: answers.rules(shop, limit_broken=True),
        ),
    ),
)

PARCELS = Task(
    name="edge-parcels",
    title="Two hundred parcels at the edges",
    points=10,
    level="core",
    outline=("07.10", "07.12", "07.17"),
    compare=Table(
        key=("order",),
        columns={
            "warehouse": None,
            "flat": YUAN,
            "by_weight": YUAN,
            "free_but_remote": YUAN,
            "cost": YUAN,
            "loses": None,
        },
        weights={"warehouse": 1, "flat": 2, "by_weight": 2, "free_but_remote": 2, "cost": 1.5, "loses": 1.5},
    ),
    reference=answers.parcels,
    right="Correct. Started kilograms, limits included, and a surcharge that stays.",
    slips=(
        Slip(
            "rounded-kilograms",
            5,
            "You rounded the kilograms. Couriers count every started one: `np.ceil(grams / 1000)`.",
            lambda shop: answers.parcels(shop, kilos="round"),
        ),
        Slip(
            "kilograms-cut-off",
            4,
            "You cut the rest of a kilogram off. A started kilogram is paid: `np.ceil(grams / 1000)`.",
            lambda shop: answers.parcels(shop, kilos="cut"),
        ),
        Slip(
            "limit-not-free",
            7.5,
            "An order that reaches the free limit exactly pays freight with you. “From” includes the limit: `>=`.",
            lambda shop: answers.parcels(shop, limit="above"),
        ),
        Slip(
            "surcharge-free-too",
            8,
            "You let the surcharge go with the freight. It is charged always; only the two kilogram prices fall away.",
            lambda shop: answers.parcels(shop, surcharge=False),
        ),
        Slip(
            "first-kilogram-twice",
            4,
            "Your first kilogram is paid twice. `next_kg` counts the kilograms after the first.",
            lambda shop: answers.parcels(shop, first_again=True),
        ),
        Slip(
            "platform-forgotten",
            9,
            "Your `loses` forgets the platform's part and the freight that the buyer paid. Take the part that is left of "
            "both, then the goods' cost and the courier.",
            lambda shop: answers.parcels(shop, far=False),
        ),
    ),
)

PAGE = Written(
    name="item-page",
    title="One page for one article",
    points=10,
    level="core",
    outline=("07.05", "07.06", "07.07", "07.08", "07.11", "07.14", "07.15", "07.16"),
    rubric=(
        Criterion(
            "Pain, scene, solution",
            2,
            "The pain is counted in reviews and questions, with the number; the scene is one that buyers know; the solution is "
            "true and says how it is known.",
        ),
        Criterion(
            "First three screens",
            2,
            "What stands on each of the three and why in this order, with the share of visitors that sees each; what goes "
            "further down; no proof is claimed from twenty pages.",
        ),
        Criterion(
            "Weight, film, trust",
            2,
            "Images and film beside the limits, with their figures; where certificates, sales or photographs stand; no "
            "likeness without the right to it.",
        ),
        Criterion(
            "Words and duties",
            2,
            "Two sentences that may not stand there and one look-alike that may, each with its reason; who ships by when, "
            "counted by the first scan, and who pays the way back in which case.",
        ),
        Criterion(
            "Event",
            2,
            "Price of thirty days, pieces sold and stock for one invitation, each with its figure; a yes or no that follows.",
        ),
    ),
)

WORDS = Task(
    name="sensitive-words",
    title="A list that catches boasts and spares the innocent",
    points=15,
    level="stretch",
    outline=("07.15",),
    compare=Decision(
        judge=answers.judge_words, naive="Bare signs without exceptions would have scored", amount="an F1 of {:.2f}"
    ),
    reference=lambda shop: answers.LISTS,
    right="Correct. Broad signs, and an exception for each lawful use.",
    slips=(
        Slip(
            "no-exceptions",
            1,
            "Your signs flag every look-alike. Write down for each sign where it may stand: sizes, dates, steps, numbers.",
            lambda shop: answers.SIGNS,
        ),
        Slip(
            "lesson-s-list",
            3,
            "Those are the lists of the file that you have seen. The next file has other boasts: think of for ever, of only, "
            "of ranks and cures.",
            lambda shop: {"banned": list(answers.BANNED), "allowed": list(answers.ALLOWED)},
        ),
        Slip(
            "everything-flagged",
            0,
            "You flag nearly everything. Then Ting reads every page again, and the list has done nothing.",
            lambda shop: {"banned": list("的一包可图袋水号国面天上最有用装"), "allowed": []},
        ),
        Slip(
            "nothing-banned",
            0,
            "The list of banned signs is empty or isn't a list of texts. Hand in two lists of plain signs.",
            lambda shop: {"banned": [], "allowed": ["最多"]},
        ),
    ),
)

SUPPLY = Task(
    name="supply-plan",
    title="Who supplies, and when does the alarm ring?",
    points=15,
    level="stretch",
    outline=("07.09", "07.13"),
    compare=Decision(judge=answers.judge_supply, naive="Ordering by promises would have left"),
    reference=answers.plan,
    right="Correct. You believed records, let the shelf have its price, and gave each category its own alert.",
    slips=(
        Slip(
            "cheapest-by-promise",
            1,
            "You took the cheapest offers and their promises. Large minimum orders lie long, and promises aren't kept: work "
            "with the record in `deliveries` and with what the shelf costs.",
            lambda shop: answers.plan(shop, pick="cheap", by="promise"),
        ),
        Slip(
            "cheapest",
            2,
            "Your alerts follow the record, and your suppliers the price alone. A large minimum order lies on the shelf, and "
            "each night costs: add that to the piece.",
            lambda shop: answers.plan(shop, pick="cheap"),
        ),
        Slip(
            "fifty",
            0,
            "You set one alert for all. What is sold while goods are under way differs from category to category: pieces a day "
            "× days, and something for luck.",
            lambda shop: answers.plan(shop, alert=50),
        ),
        Slip(
            "quickest",
            1,
            "You took the quickest. Their small orders save the shelf, and their pieces cost most: weigh both in what a piece "
            "costs.",
            lambda shop: answers.plan(shop, pick="quick"),
        ),
        Slip(
            "no-such-supplier",
            0,
            "A row names a supplier that isn't there, a category stands there twice, or an alert is below nought.",
            lambda shop: answers.plan(shop).assign(alert=-1.0),
        ),
    ),
)

EXAM = Exam(module="07_listing", tasks=(TITLES, RULES, PARCELS, PAGE, WORDS, SUPPLY))
