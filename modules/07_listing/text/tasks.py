# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Six decisions before anything is listed
#
# *Module 07 · 70 points in all · four core 必修 tasks and two stretch 选修 · core alone is enough to pass*
#
# Wen 阿雯 has the contract before her, Zhou 小周 ten empty titles, Ting 婷婷 a list of words, Old Ma 老马 his scales. Tomorrow at nine the first page goes live.
#
# **How this works.** Each task has a cell in which you work and, below it, a line that hands in. Run that line: it says whether your answer has the right shape, never whether it is right. Then press **Validate**: your notebook runs on a
# *rehearsal shop*, where everything has the same name and another size. When it is marked, it runs on a shop that nobody has seen. So compute every figure and every name from the tables, and type none of them in. Import what the lessons imported, where you need it.
#
# Let each task stand alone. Where a part is right or a slip is a known one, you keep a part of the points and are told what happened.

# %%
import re
import unicodedata

import numpy as np
import pandas as pd

from shoplab import hand_in, load

# %% [markdown]
# ## Task 1: Ten titles of sixty bytes (10 points, core 必修)
#
# "Ten articles, and not one of them is found. Write me titles that bring orders, not visitors."
#
# Hand in a table with one row for each `product` of `TEN` and its `title`. A title has at most 60 bytes in GBK and holds the article's `name_zh`; one that doesn't is refused and brings nothing. Before you hand in, look at `check(titles)` from the cell below: no `bytes` above 60, every `named` True.
#
# **How it is scored.** By the orders of the coming half-year, on a shop that nobody has seen. Its queries are today's with other volumes, and new ones made of the words of two. A query counts 1 when all its words stand in the first 30 bytes, one half when they stand further back; words for goods that this isn't cost visits.
# The name followed by the most searched words earns 0 points, the titles of lesson 2's method 10.
#
# **What you know**, as in lesson 2: a query is worth searches ÷ sellers × orders ÷ clicks × fit, over the whole of `search_terms` (sellers: the mean of `sellers_bidding`), without the kinds `brand` and `missing`; fit is 1, 0.6 and 0.4 for the first three places in `products`, then 0.3.

# %% id="ten"
from shopworld.decisions.titles import TEN

names = load("products").drop_duplicates("product").set_index("product")["name_zh"]


def check(titles):
    return titles.assign(
        bytes=[len(title.encode("gbk")) for title in titles["title"]],
        named=[names[product] in title for product, title in zip(titles["product"], titles["title"])],
    )


names[list(TEN)]

# %% task="ten-titles"
titles = ...
### BEGIN SOLUTION
# 1 the year of each word
year = load("search_terms").groupby("keyword").agg(
    searches=("searches", "sum"), sellers=("sellers_bidding", "mean"), clicks=("clicks", "sum"), orders=("orders", "sum")
)
words = load("keywords").merge(year, left_on="keyword", right_index=True)
words = words[~words["kind"].isin(["brand", "missing"])]
rows = []
for product in TEN:
    # 2 what each query is worth to this product
    mine = words[words["products"].str.split().map(lambda codes: product in codes)].copy()
    place = mine["products"].str.split().map(lambda codes: codes.index(product))
    fit = place.map(lambda number: [1.0, 0.6, 0.4][number] if number < 3 else 0.3)
    mine["worth"] = mine["searches"] / mine["sellers"] * mine["orders"] / mine["clicks"].clip(lower=1) * fit
    # 3 word by word, as long as the name still fits
    title = ""
    for query in mine.sort_values("worth", ascending=False)["zh"]:
        longer = title
        for word in query.split():
            if word not in longer:
                longer += word
        rest = "" if names[product] in longer else names[product]
        if len((longer + rest).encode("gbk")) <= 60:
            title = longer
    rows.append({"product": product, "title": title if names[product] in title else title + names[product]})
titles = pd.DataFrame(rows)
### END SOLUTION

# %% hand_in="ten-titles" points=10
hand_in("ten-titles", titles)

# %% [markdown]
# ## Task 2: Which listing breaks which rule? (10 points, core 必修)
#
# "Fifteen rules, five hundred listings, one table. Then I know what the file is worth."
#
# Use `listings_export` (as `listings`, by `listing_id`) and `listing_attributes`. The attributes come apart with `fields = listings["attributes"].str.split(";").explode().str.split(":", n=1, expand=True)`: column 0 is the attribute, column 1 what stands in it, empty or not. Hand in a table with one row a `listing_id` and fifteen columns of True and False; True means *broken*.
#
# | column | broken when | points |
# |---|---|---|
# | `spoiled` | `clean(title)` differs from the title | 1 |
# | `doubled` | the clean title is that of another listing too; both are broken | 0.5 |
# | `wrong_place` | the noun in the clean title (`NOUNS`) belongs to another category | 1 |
# | `banned_word` | the selling point is flagged by `BANNED` once `ALLOWED` is cut out | 1 |
# | `required_empty` | an attribute that the platform requires is empty | 1 |
# | `many_empty` | more than 20 % of all attributes are empty | 0.5 |
# | `bait` | a variant at the lowest price has no stock | 1 |
# | `wide_ladder` | of the variants in stock, the dearest costs more than three times the cheapest | 0.5 |
# | `below_alert` | a variant has stock, but fewer than 50 pieces | 0.5 |
# | `price_format` | `price_text` is anything but figures 0 to 9, a point, two figures | 0.5 |
# | `image_format` | the main image isn't WebP | 0.5 |
# | `image_heavy` | it has more than 200 KB | 0.5 |
# | `video_missing` | there is no main video | 0.5 |
# | `video_length` | there is one, shorter than 9 or longer than 30 seconds | 0.5 |
# | `video_lines` | it has more than 1080 lines | 0.5 |

# %% id="given-rules"
from shoplab.wording import flagged

NOUNS = {
    "packing": "旅行收纳袋|压缩收纳袋", "wash bags": "洗漱包|化妆收纳包", "rain gear": "雨衣|雨披", "sleep": "颈枕|眼罩",
    "bottles": "水壶|分装瓶", "backpacks": "双肩包", "cases": "行李箱(?!衣物)", "digital": "数码收纳包|收纳盒",
    "hats": "遮阳帽|防风帽", "poles": "登山杖|护膝",
}  # fmt: skip
BANNED = ["最", "第一", "国家", "顶级", "治疗", "根治", "绝对", "永久", "冠军"]
ALLOWED = ["最多", "最小号", "最新", "最后", "第一次", "国家法定", "绝对零度"]


def clean(title):
    for encoding in ("utf-8", "gbk"):
        try:
            title = title.encode("latin-1").decode(encoding)
            break
        except UnicodeError:
            continue
    return re.sub(r"[^\u4e00-\u9fffA-Za-z0-9 ]", "", unicodedata.normalize("NFKC", title)).strip()


# %% task="listing-rules"
rules = ...
### BEGIN SOLUTION
listings = load("listings_export").set_index("listing_id")
known = load("listing_attributes")
rules = pd.DataFrame(index=listings.index)

# 1 the title
titles_clean = listings["title"].map(clean)
rules["spoiled"] = titles_clean != listings["title"]
rules["doubled"] = titles_clean.duplicated(keep=False)
belongs = pd.Series("", index=listings.index)
for category, nouns in NOUNS.items():
    belongs[titles_clean.str.contains(nouns)] = category
rules["wrong_place"] = belongs != listings["category"]
rules["banned_word"] = flagged(listings["selling_point"], BANNED, ALLOWED)

# 2 the attributes
pairs = listings["attributes"].str.split(";").explode()
empty = pairs.str.contains(":$")
needed = pairs.str.split(":").str[0].isin(known.loc[known["required"] == "yes", "attribute"])
rules["required_empty"] = (empty & needed).groupby(level=0).any()
rules["many_empty"] = empty.groupby(level=0).sum() / len(known) > 0.20

# 3 the variants
ladder = listings["skus"].str.split("|").explode().str.rsplit("=", n=2, expand=True)
ladder.columns = ["name", "price", "stock"]
ladder = ladder.astype({"price": float, "stock": int})
cheapest = ladder["price"] == ladder.groupby(level=0)["price"].transform("min")
rules["bait"] = (cheapest & (ladder["stock"] == 0)).groupby(level=0).any()
in_stock = ladder[ladder["stock"] > 0].groupby(level=0)["price"]
rules["wide_ladder"] = in_stock.max() > 3 * in_stock.min()
rules["below_alert"] = ladder["stock"].between(1, 49).groupby(level=0).any()
rules["price_format"] = ~listings["price_text"].str.contains(r"^[0-9]+\.[0-9][0-9]$")

# 4 picture and film
rules["image_format"] = listings["image_format"] != "WebP"
rules["image_heavy"] = listings["image_kb"] > 200
rules["video_missing"] = listings["video_s"] == 0
rules["video_length"] = (listings["video_s"] > 0) & ~listings["video_s"].between(9, 30)
rules["video_lines"] = listings["video_lines"] > 1080
rules = rules.reset_index()
### END SOLUTION

# %% hand_in="listing-rules" points=10
hand_in("listing-rules", rules)

# %% [markdown]
# ## Task 3: Two hundred parcels at the edges (10 points, core 必修)
#
# "Try it where it breaks, before the buyers do."
#
# The cell makes 200 orders: five provinces, eight weights, goods just below and on the free limits. Hand in a table with one row an `order`:
#
# | column | unit | what it is | points |
# |---|---|---|---|
# | `warehouse` | word | the nearest warehouse (`freight_zones`) | 1 |
# | `flat`, `by_weight`, `free_but_remote` | yuan | what the buyer is charged under each of the three templates of `freight_templates` | 2 each |
# | `cost` | yuan | what the courier takes (`courier_rates`, by province) | 1.5 |
# | `loses` | True or False | under `free_but_remote`: 94 % of goods and freight, less 60 % of the goods (what they cost), less `cost`, is below 0 | 1.5 |

# %% id="edge-orders"
zones = load("freight_zones")
provinces = [*zones.drop_duplicates("zone")["province"], zones["province"].iloc[-1]]
limits = load("freight_templates").groupby("template")["free_from"].max()
goods_values = [15.0, limits["flat"] - 0.01, limits["flat"], limits["free but remote"] - 0.01, limits["free but remote"]]
grams = [400, 999, 1000, 1001, 1499, 2000, 2001, 3500]
orders = pd.MultiIndex.from_product([provinces, grams, goods_values], names=["province", "grams", "goods"]).to_frame(index=False)
orders["order"] = range(1, len(orders) + 1)
orders.head(3)

# %% task="edge-parcels"
parcels = ...
### BEGIN SOLUTION
# 1 zone, nearest warehouse, started kilograms after the first
parcels = orders.merge(zones, on="province")
further = np.ceil(parcels["grams"] / 1000) - 1

# 2 the three templates
columns = {"flat": "flat", "by weight": "by_weight", "free but remote": "free_but_remote"}
for template, column in columns.items():
    line = load("freight_templates").query("template == @template").set_index("zone")
    first, following = parcels["zone"].map(line["first_kg"]), parcels["zone"].map(line["next_kg"])
    free_from, surcharge = parcels["zone"].map(line["free_from"]), parcels["zone"].map(line["surcharge"])
    free = (free_from > 0) & (parcels["goods"] >= free_from)
    parcels[column] = np.where(free, 0, first + further * following) + surcharge

# 3 the courier, and what is left
rates = load("courier_rates").set_index("province")
parcels["cost"] = parcels["province"].map(rates["first_kg"]) + further * parcels["province"].map(rates["next_kg"])
left = 0.94 * (parcels["goods"] + parcels["free_but_remote"]) - 0.6 * parcels["goods"] - parcels["cost"]
parcels["loses"] = left < 0
parcels = parcels[["order", "warehouse", "flat", "by_weight", "free_but_remote", "cost", "loses"]]
### END SOLUTION

# %% hand_in="edge-parcels" points=10
hand_in("edge-parcels", parcels)

# %% [markdown]
# ## Task 4: One page for one article (10 points, core 必修, marked by a person)
#
# "Take one of our twenty. One page: what its page says, in which order, and whether I may show it to a lawyer."
#
# Choose one `product` and write 300 to 450 words, tables not counted. Compute the figures in the cell below; the tables are `reviews`, `product_questions`, `page_spec`, `page_reach`, `visits`, `shipments`, `official_events`, `price_log`, `inventory_daily`. This task is about the home shop, the one that you see: here you may write its figures down.
#
# | what a person will look at | points |
# |---|---|
# | **Pain, scene, solution.** The pain is counted in reviews and questions; the scene is one that buyers know; the solution is true and says how it is known | 2 |
# | **First three screens.** What stands on each and why in this order, with the share that sees each screen; what goes further down | 2 |
# | **Weight, film, trust.** Images and film against the limits; where certificates, sales or photographs stand; no likeness without the right to it | 2 |
# | **Words and duties.** Two tempting sentences that may not stand there, and one look-alike that may, with the reason; who ships by when and who pays the way back | 2 |
# | **Event.** For one invitation to a SKU of the article, or one you invent: price of thirty days, pieces sold, stock; a yes or no that follows | 2 |
#
# **In a group.** Your instructor may make this group work: three people, one article each. Before handing in, swap pages with another group and mark each other's with this table, one sentence a row. Their points don't count. Add a line: what the other group said, and what you changed.

# %% [markdown]
# Your figures:

# %% id="page-figures"
spec = load("page_spec")
spec[spec["page"] == "P06"].head(3)

# %% [markdown] written="item-page" points=10
# *Your page, in place of this line.*
#
# ### BEGIN SOLUTION
# **Compression cubes, P06.** (A model answer, on the home shop's figures.)
#
# **Pain, scene, solution.** Of the bad reviews with three stars or fewer, 54 name the zip and 8 a seam; 22 questions before buying ask whether the zip lasts. Scene: six in the morning, hotel bed, a cube that is too full. Solution: a film of one zip opened and closed fifty times, uncut, with the date; and the sentence "if it breaks within a year we send
# a new one", if Wen agrees. If the factory's zip fails the fifty, the page waits and the factory gets the film.
#
# **First three screens.** 1: the film. 2: five shirts beside an M cube and a ruler, because size is asked next. 3: what is in the set. 45 of 100 see a fourth screen and 15 the eighth, so brand story and delivery go there. Pages with two selling points in the first three have 7.8 carts a hundred visitors, those with none 5.4; twenty pages are a hint, so we test it by lot.
#
# **Weight, film, trust.** The film has 20 seconds and 1080 lines: within 9 to 30, but it doesn't show the use, so it is shot again. The first three images weigh 362 KB together and one is over 200; saved as WebP. The certificate of the fabric goes to screen 3, with its number. No star: we hold no right.
#
# **Words and duties.** Not 最强压缩 (an absolute term, Advertising Law art. 9(3)) and not 永不断裂拉链 (nobody can prove it). 最大号 may stand: it names a size. We ship within 48 hours by the first scan; faulty goods come back at our cost, a change of mind within seven days at the buyer's, as the page says.
#
# **Event.** Invented: a flash sale in December at ¥70. Lowest price of the thirty days before, from the log; more than 50 sold in them; the stock covers what is asked. The price lies below the lowest, so the rules let us in. Whether it pays is another sheet.
# ### END SOLUTION

# %% [markdown]
# ## Task 5: A list that catches boasts and spares the innocent (15 points, stretch 选修)
#
# "I can't read five hundred pages every morning. Give me two lists, and I will read what they flag." (Ting 婷婷)
#
# Hand in a dictionary with two lists of texts: `banned`, signs that flag a text, and `allowed`, phrases that are cut out of it first. No patterns, plain signs; at least one and at most 300 of each.
#
# **How it is scored.** By F1 on some eighty selling points 卖点 that nobody has seen: superlatives, medical claims, promises for ever, false ranks, and as many sentences that only look like them (sizes, dates, steps, standards, numbers, colours). Ten bare signs without exceptions earn 0 points, the reference's lists 15. The marks are this course's teaching marks, no legal advice.
#
# This answer is one that you write by thinking. It may be the same in every shop.

# %% task="sensitive-words"
lists = ...
### BEGIN SOLUTION
lists = {
    "banned": ["最", "第一", "国家级", "顶级", "治疗", "根治", "绝对", "永久", "永不", "唯一", "冠军", "全网最低"],
    "allowed": [
        "最多", "最大号", "最小号", "最晚", "最后", "最新", "最近", "最长可", "最外层", "第一次", "第一步", "第一层", "第一天", "第一版",
        "绝对零度", "唯一编号", "唯一码", "冠军图案", "冠军杯",
    ],
}  # fmt: skip
### END SOLUTION

# %% hand_in="sensitive-words" points=15
hand_in("sensitive-words", lists)

# %% [markdown]
# ## Task 6: Who supplies, and when does the alarm ring? (15 points, stretch 选修)
#
# "Thirty-two categories, three offers each. One supplier a category, and the number of pieces at which we order. And not fifty."
#
# Hand in a table with one row a `category` of `supplier_quotes`: the `supplier`, and the `alert`, in pieces.
#
# **How it is scored.** By what half a year leaves, on a shop that nobody has seen: buyers come by chance, deliveries take as long as these suppliers take. When stock and pieces on order fall to the alert, the supplier's `moq` is bought. A piece sold leaves price − `unit_cost`; each piece on the shelf costs 0.5 % of its `unit_cost` a night; nobody waits for goods.
# The cheapest offer, or the middle one, with alerts by the promised days earns 0 points, the planner below 15.
#
# **What is given.** A category's pieces a day: a thirtieth of the `moq` of its supplier `…-B`. Its price: 1.5 times that supplier's `unit_cost`.
#
# **What the planner knows.** From `deliveries`, each supplier's mean and standard deviation (`std`) of `actual_days`. The alert: pieces a day × (mean + half a standard deviation). What a piece costs: `unit_cost`, plus the shelf: 0.5 % of it × (`moq` ÷ 2 + safety) ÷ pieces a day, safety being pieces a day × half a standard deviation; plus pieces missed an order
# (0.2 × `std` × pieces a day) ÷ `moq` × (price − `unit_cost`). The supplier with the least.

# %% task="supply-plan"
plan = ...
### BEGIN SOLUTION
# 1 each offer with its record, its category's pieces a day and price
quotes = load("supplier_quotes")
days = load("deliveries").groupby("supplier")["actual_days"].agg(["mean", "std"])
quotes = quotes.merge(days, left_on="supplier", right_index=True)
middle = quotes[quotes["supplier"].str.endswith("-B")].set_index("category")
quotes["a_day"] = quotes["category"].map(middle["moq"] / 30)
quotes["price"] = quotes["category"].map(middle["unit_cost"] * 1.5)

# 2 what a piece costs from each
safety = 0.5 * quotes["a_day"] * quotes["std"]
shelf = 0.005 * quotes["unit_cost"] * (quotes["moq"] / 2 + safety) / quotes["a_day"]
missed = 0.2 * quotes["std"] * quotes["a_day"] / quotes["moq"] * (quotes["price"] - quotes["unit_cost"])
quotes["a_piece"] = quotes["unit_cost"] + shelf + missed

# 3 the least, and its alert
quotes["alert"] = (quotes["a_day"] * quotes["mean"] + safety).round()
best = quotes.groupby("category")["a_piece"].idxmin()
plan = quotes.loc[best, ["category", "supplier", "alert"]]
### END SOLUTION

# %% hand_in="supply-plan" points=15
hand_in("supply-plan", plan)
