# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # The banner cost ¥8,000. Where do people really click?
#
# *About 40 minutes · outline 02.01, 02.05, 02.06, 02.09 · you will be able to: read a heat map of a home page; find the page where people leave; check a category tree against what
# is searched for; measure yourself against leaders.*
#
# Iris the designer wants ¥8,000 for a new main banner: "It is what everybody sees first." The numbers agree that it is seen. Wen 阿雯 asks what it sells.
#
# <!-- given -->

# %% [markdown]
# ## Before we start

# %%
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()

# %% [markdown]
# A text of 14 pixels needs a contrast of at least …?

# %% id="recall-1"
recall_1 = ...
q = question("02-recall-contrast")
q.check(recall_1)

# %% [markdown]
# You compare yourself with the five best shops of the year and copy what they did. Whom don't you see? Answer with a letter. A: the new ones. B: those who did the same and closed. C: those without a video.

# %% id="recall-2"
recall_2 = ...
q = question("02-recall-survivors")
q.check(recall_2)

# %% [markdown]
# Sales are visitors × conversion × money per order. Visitors double, conversion halves, money per order stays. What happens to sales? "up", "down" or "same".

# %% id="recall-3"
recall_3 = ...
q = question("02-recall-funnel")
q.check(recall_3)

# %% [markdown]
# ## Seen, clicked, bought
#
# `page_clicks` counts for each week, device and zone of the home page who saw it, who clicked, and which clicks led to an order.
#
# **Predict.** Of a hundred clicks on the main banner, how many lead to an order? A number.

# %% id="guess-banner"
my_guess = ...

# %%
clicks = load("page_clicks")
zones = clicks.groupby(["device", "zone"])[["seen", "clicks", "orders"]].sum()
zones["click_rate"] = zones["clicks"] / zones["seen"]
zones["orders_per_100_clicks"] = 100 * zones["orders"] / zones["clicks"]
zones["orders_per_1000_seen"] = 1000 * zones["orders"] / zones["seen"]
phone = zones.loc["phone"].sort_values("orders_per_1000_seen", ascending=False)
phone[["seen", "click_rate", "orders_per_100_clicks", "orders_per_1000_seen"]].round(3)

# %% [markdown]
# One in a hundred. Compare it with your guess. Of those who see the banner, 8.5 % click, more than on most zones; and of a thousand who see it, one buys. The search bar brings nearly nine, and nobody designs it. Who clicks a banner is curious; who types a word has made up her mind.

# %%
from matplotlib.figure import Figure

heat = zones["orders_per_1000_seen"].unstack("device")
order = clicks.groupby("zone")["line"].min().sort_values().index
heat = heat.loc[order]
figure = Figure(figsize=(5.5, 5.5))
axes = figure.subplots()
axes.imshow(heat, aspect="auto", cmap="cividis")
axes.set_xticks(range(2), heat.columns)
axes.set_yticks(range(len(heat)), heat.index)
axes.grid(False)
for row, zone in enumerate(heat.index):
    for column, device in enumerate(heat.columns):
        dark = heat.at[zone, device] < heat.max().max() / 2
        axes.text(column, row, f"{heat.at[zone, device]:.1f}", ha="center", va="center", color="white" if dark else "black")
axes.set_title("Search and hits sell; the banner doesn't")
axes.set_xlabel("orders per 1,000 who saw the zone")
show(
    figure,
    alt="Heat map, twelve zones of the home page from top to bottom, computer and phone side by side: orders per thousand who saw the zone are highest at the search bar (8.7 on phones) and the hit goods, near zero at brand story and footer; navigation brings 5.1 on computers and 2.1 on phones.",
    takeaway="People who buy search or take the hits. The banner is looked at.",
)

# %% [markdown]
# ## The zone that moved
#
# In the year one zone was moved up, for everybody at once. Was it worth it? Before and after, per visitor who saw the page, beside the zones that stayed.

# %%
lines = clicks.groupby(["zone", "week"])["line"].first().unstack("zone")
moved = lines.columns[lines.nunique() > 1][0]
since = lines.index[lines[moved] < lines[moved].iloc[0]][0]
clicks["when"] = (clicks["week"] >= since).map({True: "after", False: "before"})
home = clicks[clicks["zone"] == "search bar"].groupby("when")["seen"].sum()
per_home = clicks.groupby(["zone", "when"])["clicks"].sum().unstack("when") / home
gain = (per_home["after"] / per_home["before"] - 1).sort_values()
print(moved, since.date())
gain.round(3).tail(4)

# %% [markdown]
# The travel sets moved up on 18 June, and their clicks per visitor of the page grew by 66 %. The zones that stayed grew by 4 % at most: so it was the place, not the summer. That comparison cost nothing. (A zone that rises pushes others down. None of them lost much here; look at the other end of `gain`.)
#
# ## Where do they leave?
#
# A click isn't a path. `page_paths` counts steps from page to page. For each page: which share of the steps out of it leads out of the shop?

# %%
paths = load("page_paths")
out_of = paths[paths["from_page"] != "entry"].groupby(["device", "from_page"])["visits"].sum()
left = paths[paths["to_page"] == "left"].groupby(["device", "from_page"])["visits"].sum()
leave = (left / out_of).unstack("device")
leave["phone more"] = leave["phone"] - leave["computer"]
leave.sort_values("phone more", ascending=False).round(3)

# %% [markdown]
# On five pages the two devices leave alike. In the cart they don't: 48 % of steps lead out on a phone, 36 % on a computer, 12 in a hundred more. The goods are the same, the prices too. Something in the phone's cart sends people away, and Iris was going to paint the banner.
#
# **The trap.** Most shops look at the page with the highest leaving rate and rebuild it. Everybody leaves somewhere: an item's page is left by half of its visitors in any shop. **A leak is where one group leaves that elsewhere stays.**

# %%
reached = paths[paths["to_page"] == "cart"].groupby("device")["visits"].sum()
lost_checkouts = reached["phone"] * leave.at["cart", "phone more"]
order_value = load("orders")["paid"].mean()
round(lost_checkouts), round(order_value, 2)

# %% [markdown]
# The paths are measured on one visit in ten: 2,923 in the sample, so about 29,000 carts a year. Not each of them would have paid. <!-- given -->
#
# ## A tree that nobody can climb
#
# The shop's own category tree is the navigation; its words have to be those that people type. `site_searches` has the shop's own search box, week by week.

# %%
searches = load("site_searches").groupby("term")[["searches", "results", "clicks", "orders"]].agg({"searches": "sum", "results": "max", "clicks": "sum", "orders": "sum"})
empty = searches[searches["results"] == 0].sort_values("searches", ascending=False)
hit_rate = 1 - empty["searches"].sum() / searches["searches"].sum()
print(round(hit_rate, 3))
empty["searches"].head(12)

# %% [markdown]
# 77 % of searches find something. The rest see an empty page, and there are three sorts. Plug adapters 转换插头 and locks 密码锁 we don't sell: that is a list for the buyer. 退货 and 客服 are people who want Ting. And some want what we have under another word: 洗漱袋 is our 洗漱包. How
# many orders hide behind mere words?

# %%
ours = {"洗漱袋": "洗漱包", "充电器包": "数码包", "拐杖": "登山杖", "保温杯": "水壶", "护照夹": "证件包", "收纳代": "收纳袋"}
words = pd.DataFrame({"typed": ours.keys(), "ours": ours.values()})
words["searches"] = words["typed"].map(searches["searches"])
words["rate"] = words["ours"].map(searches["orders"] / searches["searches"])
words["orders to gain"] = words["searches"] * words["rate"]
words.round(3), round(words["orders to gain"].sum())

# %% [markdown]
# One afternoon of synonyms. And the tree itself gets three checks: is it deeper than three clicks; does an article hang in no branch (an orphan), or in two; does a branch hold one article or forty?

# %%
tree = pd.DataFrame(
    {
        "branch": ["Pack 收纳", "Pack 收纳", "Pack 收纳", "Carry 箱包", "Carry 箱包", "Sleep 睡眠", "Rain and sun 晴雨", "Rain and sun 晴雨", "Carry 箱包"],
        "leaf": ["cubes", "pouches", "wash bags", "packs", "cases", "pillows", "rainwear", "hats", "pouches"],
        "products": ["P01 P06", "P02 P07 P08", "P04", "P16 P17", "P18 P19", "P12 P13", "P09 P10", "P11", "P02 P03"],
    }
)
hung = tree["products"].str.split(" ").explode()
catalogue = set(load("products")["product"])
sorted(catalogue - set(hung)), sorted(hung[hung.duplicated()])

# %% [markdown]
# Four products hang nowhere: shoe bags, both bottles and poles can be found by searching only. And P02 hangs twice, which is harmless for buyers and doubles it in every report by branch.
#
# ## The craft: what a page owes its readers
#
# Pictures of more than 200 KB load slowly; the deck draws its line there. A picture without alternative text doesn't exist for those who can't see it, nor for a search engine.

# %%
spec = load("page_spec")
images = spec[spec["kind"] == "image"]
audit = images.assign(heavy=images["kilobytes"] > 200, silent=images["alt_text"] == "").groupby(images["page"] == "home")[["heavy", "silent"]].mean()
audit.index = ["product pages", "home page"]
audit.round(3)

# %% [markdown]
# A third of the pictures on product pages is heavy, and a third is silent; on the home page three of eight have no words. Does it sell less? That is a claim, and a before-and-after with pages that stayed would test it; module 08 has one. Mend the words anyway: it costs an hour.
#
# ## Beside the leaders
#
# Once a month: where do we stand, and is the gap one that buyers feel? Places, not yuan, since the columns have different units.

# %%
rivals = load("competitors").set_index("shop")
leaders = rivals.nlargest(5, "monthly_orders").index
places = pd.DataFrame(
    {
        "ours": rivals.loc["Lantern Lane", ["average_price", "quality_score", "service_score", "ship_hours", "discount_rate"]],
        "leaders' median": rivals.loc[leaders, ["average_price", "quality_score", "service_score", "ship_hours", "discount_rate"]].median(),
    }
)
places["our place of 16"] = [int(rivals[column].rank(ascending=column == "ship_hours", method="min")["Lantern Lane"]) for column in places.index]
places

# %% [markdown]
# In quality, service and speed we are third of sixteen, ahead of the largest five. They don't sell more because they are better: they are cheaper, and longer there. The gap that buyers feel is the price, and the discount, also third, hides it. "Catch up with the leaders" would be the wrong order of the month.
#
# ## Your turn: ¥8,000
#
# Wen has ¥8,000 and one signature. Answer with a letter. <!-- given -->
#
# - A: the new main banner
# - B: the cart page on phones, and an afternoon of synonyms
# - C: a livestream zone at the top

# %% id="spend-8000"
letter = ...
q = question("02-spend-8000")
q.check(letter)

# %% [markdown]
# ## What to remember
#
# - Divide orders by those who saw the zone. Clicks can be curiosity.
# - A leak is a difference between groups on the same page.
# - What people type is your category tree's true spelling.
# - A before-and-after needs zones that stayed, to compare with.
#
# ## On the real platform
#
# Heat maps stand in 生意参谋 under 流量, in 商智 and 电商罗盘; Shopify shows them through apps. The home page is decorated in 千牛 under 店铺装修. Dated names: `course/platform_names.md`. A banner's words are advertising:
# article 9 of the Advertising Law forbids superlatives such as 最佳. A licence has to be shown on the home page (E-commerce Law, article 15). Rules change.

# %% [markdown] id="way"
# Before: [lesson 3](lesson_3_warehouse.ipynb) · Next: [lesson 5](lesson_5_people.ipynb)
