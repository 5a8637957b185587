# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Where does Wen's plan still leak?
#
# *Exercises of module 01 · about two and a half hours for the core, in four parts · outline 01.01 to 01.17 · you will be able to: check every number of a shop plan yourself, and say which one you wouldn't sign.*
#
# Monday, 5 January 2026. On Friday Wen 阿雯 wants to sign. Everybody at Lantern Lane 灯巷 has put something into the plan, and nobody has checked all of it.
#
# Do a part after its lesson. Put your answer in the place of the three dots and run the cell. `q.check` says **Your turn** (the dots are still there), **Not yet** (and what is in the way) or **Correct** (and
# why). Try as often as you like.
#
# Stuck? Press **Esc**, then **B**: a new cell opens. `q.hint()` gives a nudge, up to three; `q` is the question whose cell you ran last. After a try `q.solution()` opens a worked solution, where your edition has one.
#
# Nobody marks this. Twenty-four questions are core 必修; seven are stretch 选修, and their headings say so.

# %% [markdown]
# ## Fetch the tools
#
# Run this cell first, and whenever you come back.

# %%
import pandas as pd

from shoplab import load, metrics, progress, question

today, opening = pd.Timestamp("2026-01-05"), pd.Timestamp("2026-03-01")

# %% [markdown]
# ## The market
#
# *After lesson 1.*
#
# ### 1 Orders in 万
#
# Zhou 小周 has copied last month's paid orders from three rivals' pages: Packmate `2.2万`, Roadlight `1.7万`, Cheapway `12,450`. Wen's page for the bank says "40,000 orders a month among the three". How many do the three
# have together, as far as the pages tell? One number.

# %% id="ex-orders-in-wan"
q = question("01-ex-orders-in-wan")
three_rivals = ...
### BEGIN SOLUTION
three_rivals = 2.2 * 10_000 + 1.7 * 10_000 + 12_450
### END SOLUTION
q.check(three_rivals)

# %% [markdown]
# ### 2 How many does it feel like?
#
# Two more markets: rain jackets 雨衣 and stationery sets 文具. "Both are open," says Zhou, "look at CR4." Here are CR4 and the mean number of sellers of 2025.

# %% id="two-markets"
two = ["rain_jackets", "stationery_sets"]
top = load("category_sellers")
market = load("category_market")
year = market[market["month"].str.startswith("2025") & market["category"].isin(two)]
sellers = year.groupby("category")["sellers"].mean().round().astype(int)
cr4 = top[(top["rank"] <= 4) & top["category"].isin(two)].groupby("category")["sales_share"].sum()
pd.DataFrame({"cr4": cr4.round(4), "sellers": sellers})

# %% [markdown]
# **Predict.** As tight as a market of how many *equal* sellers is that of rain jackets? Any number in reason is taken.

# %% id="ex-guess-rivals"
q = question("01-ex-guess-rivals")
my_guess = ...
### BEGIN SOLUTION
my_guess = 250
### END SOLUTION
q.check(my_guess)

# %% [markdown]
# ### 3 Equal rivals
#
# Now work it out for both. `top` stops at rank 20; let the sellers who aren't listed share what is left evenly. A dictionary: for each of the two categories the number of equal rivals.

# %% id="ex-rivals"
q = question("01-ex-rivals")
rivals = {"rain_jackets": ..., "stationery_sets": ...}
### BEGIN SOLUTION
rivals = {}
for name in two:
    shares = top.loc[top["category"] == name, "sales_share"]
    rivals[name] = metrics.effective_rivals(shares, others=int(sellers[name]) - 20)
### END SOLUTION
q.check(rivals)

# %% [markdown]
# ### 4 Why do they disagree?
#
# CR4 calls the two markets alike. The number of equal rivals doesn't. Which sentence is true? Answer with a letter, in quotation marks.
#
# - A: The four largest sell more in one of the markets, and CR4 hides it.
# - B: HHI counts the sellers, and one market has more of them.
# - C: CR4 ends at rank four. HHI goes on, and behind rank 20 one market is cut into few slices of some size, the other into many thin ones.
# - D: The shares are rounded to four digits, and squares make rounding worse.

# %% id="ex-disagree"
q = question("01-ex-disagree")
letter = ...
### BEGIN SOLUTION
letter = "C"
### END SOLUTION
q.check(letter)

# %% [markdown]
# ### 5 A map of price gaps
#
# Before Wen signs for mats she wants to see five other goods beside each other: `desk_lamps`, `lunch_boxes`, `pet_beds`, `scented_candles`, `tea_sets`. Make a table with one row a category and one column a band (1 to
# 6). In it stands the share of sales divided by the share of sellers, unrounded. (`pivot` laid out such a table in the warm-up.)

# %% id="ex-gap-map"
q = question("01-ex-gap-map")
five = ["desk_lamps", "lunch_boxes", "pet_beds", "scented_candles", "tea_sets"]
bands = load("price_bands")
gap_map = ...
### BEGIN SOLUTION
bands = bands[bands["category"].isin(five)].copy()
bands["gap"] = bands["sales_share"] / bands["seller_share"]
gap_map = bands.pivot(index="category", columns="band", values="gap")
### END SOLUTION
q.check(gap_map)

# %% [markdown]
# ### 6 Pick a gap (stretch 选修)
#
# Where would *you* go in? Choose any of the 32 categories and a band, like `{"category": "pet_beds", "band": 2}`. There is more than one good answer. Wen's conditions:
#
# - sales at least 1.5 times the sellers' share;
# - the band begins at twice the middle quote of the category's suppliers, or higher;
# - at most 15 % refunds in 2025 (mean of the months);
# - no paper that she won't hold on the opening day;
# - its rating isn't the category's highest: those buyers are already well served.

# %% id="ex-entry-band"
q = question("01-ex-entry-band")
my_choice = ...
### BEGIN SOLUTION
bands = load("price_bands")
quotes = load("supplier_quotes")
bands["gap"] = bands["sales_share"] / bands["seller_share"]
bands["cost"] = bands["category"].map(quotes.groupby("category")["unit_cost"].median())
bands["best"] = bands.groupby("category")["average_rating"].transform("max")
months = load("category_market")
bands["back"] = bands["category"].map(months[months["month"].str.startswith("2025")].groupby("category")["refund_rate"].mean())
bands["licence"] = bands["category"].map(load("categories").set_index("category")["licence"])
good = bands[(bands["gap"] >= 1.5) & (bands["low"] >= 2 * bands["cost"]) & (bands["back"] <= 0.15)]
good = good[(good["licence"] == "") & (good["average_rating"] < good["best"])].sort_values("gap", ascending=False)
my_choice = {"category": good["category"].iloc[0], "band": int(good["band"].iloc[0])}
### END SOLUTION
q.check(my_choice)

# %% [markdown]
# ### 7 What the leaders share
#
# "The five with most orders must be doing something right," says Zhou. "Whatever they share, we do too." Make a table with `group` in the index: `leaders` (the five shops with most `monthly_orders`) and `others` (the other
# eleven). The columns are the means of `seen`.

# %% id="ex-leaders"
q = question("01-ex-leaders")
shops = load("competitors").set_index("shop")
seen = ["quality_score", "service_score", "ship_hours", "discount_rate"]
compared = ...
### BEGIN SOLUTION
first_five = shops["monthly_orders"].nlargest(5).index
shops["group"] = shops.index.isin(first_five)
shops["group"] = shops["group"].map({True: "leaders", False: "others"})
compared = shops.groupby("group")[seen].mean()
### END SOLUTION
q.check(compared)

# %% [markdown]
# ### 8 Those who aren't in the table
#
# A friend remembers the class of 2020: sixty shops opened in travel goods. Forty-eight lived by deep price cuts, twelve kept a steady price. Five of the sixty lead today: four who cut, one who didn't. "Four of five leaders
# cut," says Zhou. What share of each kind came to lead? A dictionary with the keys `"deep cuts"` and `"steady price"`, shares between 0 and 1.

# %% id="ex-survivors"
q = question("01-ex-survivors")
came_to_lead = {"deep cuts": ..., "steady price": ...}
### BEGIN SOLUTION
came_to_lead = {"deep cuts": 4 / 48, "steady price": 1 / 12}
### END SOLUTION
q.check(came_to_lead)

# %% [markdown]
# ### 9 In your own words (stretch 选修)
#
# On average the five leaders ship later than the others. Zhou would save the second shift and let Old Ma 老马 ship a day later. Write Wen two sentences: what the table can't show her, and what you would ask before anybody
# cuts the shift. Any whole sentence is taken; then compare it with ours.

# %% id="ex-leaders-words"
q = question("01-ex-leaders-words")
my_words = ...
### BEGIN SOLUTION
my_words = "We see only shops that lived. How many slow ones closed, and what do our own buyers write when a parcel is late?"
### END SOLUTION
q.check(my_words)

# %% [markdown]
# ## What is left
#
# *After lesson 2.*
#
# ### 10 Is she our customer?
#
# Whom are the new pages for? "A woman from 25 to 34, in a city of tier 1 or 2," says Wen. How much of the money paid in 2025 came from such buyers? A share between 0 and 1, of the money of all paid orders, those of
# buyers without an age included.

# %% id="ex-persona"
q = question("01-ex-persona")
orders = load("orders")
buyers = load("buyers")
her_share = ...
### BEGIN SOLUTION
both = orders[orders["paid_at"].notna()].merge(buyers, on="buyer_id")
she = (both["gender"] == "female") & (both["age_band"] == "25-34") & (both["city_tier"] <= 2)
her_share = both.loc[she, "paid"].sum() / both["paid"].sum()
### END SOLUTION
q.check(her_share)

# %% [markdown]
# ### 11 How many backpacks?
#
# The factory asks how many kids' backpacks 儿童背包 (P16) were sold in 2025. Steps 1 and 2 are done; write 3 and 4. The answer is a number of pieces, of all orders that were paid.

# %% id="ex-backpacks"
q = question("01-ex-backpacks")
products = load("products")
order_lines = load("order_lines")
# 1 which SKUs are backpacks
skus = products.loc[products["product"] == "P16", "sku"]
# 2 the paid orders
orders = load("orders")
paid_orders = orders[orders["paid_at"].notna()]
# 3 put the lines beside the paid orders, and keep the backpacks' SKUs
backpacks = ...
# 4 add up the pieces
pieces = ...
### BEGIN SOLUTION
sold = order_lines.merge(paid_orders[["order_id"]], on="order_id")
backpacks = sold[sold["sku"].isin(skus)]
pieces = backpacks["quantity"].sum()
### END SOLUTION
q.check(pieces)

# %% [markdown]
# ### 12 What did they turn out to be?
#
# What did the first shop's goods *do*? Give each of the twenty products a role by these rules; the first one that holds decides:
#
# 1. `image` 形象款: paid money per piece is ¥300 or more;
# 2. `profit` 利润款: gross margin is 0.40 or more, as (paid − cost of goods) / paid, before refunds;
# 3. `traffic` 引流款: it is in at least 4 % of all paid orders;
# 4. `idle` 闲置: none of these.
#
# A Series: `product` in the index, the role as value. `lines` holds the lines of paid orders with their product's columns.

# %% id="ex-roles"
q = question("01-ex-roles")
orders = load("orders")
paid_orders = orders[orders["paid_at"].notna()]
lines = load("order_lines").merge(paid_orders[["order_id"]], on="order_id").merge(load("products"), on="sku")
role = ...
### BEGIN SOLUTION
lines["goods_cost"] = lines["cost"] * lines["quantity"]
found = lines.groupby("product").agg(
    orders=("order_id", "nunique"), pieces=("quantity", "sum"), paid=("paid", "sum"), cost=("goods_cost", "sum")
)
reach = found["orders"] / len(paid_orders)
margin = 1 - found["cost"] / found["paid"]
# from the weakest rule to the strongest, so that the strongest has the last word
role = pd.Series("idle", index=found.index)
role[reach >= 0.04] = "traffic"
role[margin >= 0.40] = "profit"
role[found["paid"] / found["pieces"] >= 300] = "image"
### END SOLUTION
q.check(role)

# %% [markdown]
# ### 13 Does the tote bring company? (stretch 选修)
#
# Linked selling 关联销售 is why Wen keeps the folding tote 折叠旅行袋 (P03). Of the paid orders with a tote, what share holds an item planned as `profit` too? Between 0 and 1. Use `lines` of question 12.

# %% id="ex-linked"
q = question("01-ex-linked")
linked = ...
### BEGIN SOLUTION
totes = set(lines[lines["product"] == "P03"]["order_id"])
profit = set(lines[lines["planned_role"] == "profit"]["order_id"])
linked = len(totes & profit) / len(totes)
### END SOLUTION
q.check(linked)

# %% [markdown]
# ### 14 What does the box really cost?
#
# "¥28.10 a lunch box, delivered," says the quote of LUN19-C. Build the true landed cost 到手成本 of one good box, in yuan a box:
#
# - `quote`: the unit cost (done);
# - `faulty pieces`: what one *good* box costs more because some arrive faulty (faulty over all pieces, of all the supplier's deliveries);
# - `paper`: the test report for food contact, spread over the minimum order;
# - `parcel`: the mean first kilogram over the provinces that aren't remote (a box weighs 520 g);
# - `packing`: ¥1.80, says Old Ma (done).

# %% id="ex-landed-cost"
q = question("01-ex-landed-cost")
quote = load("supplier_quotes").set_index("supplier").loc["LUN19-C"]
deliveries = load("deliveries")
came = deliveries[deliveries["supplier"] == "LUN19-C"]
paper = load("licence_rules").set_index("licence").at["food_contact", "cost"]
rates = load("courier_rates")
waterfall = {"quote": quote["unit_cost"], "faulty pieces": ..., "paper": ..., "parcel": ..., "packing": 1.80}
### BEGIN SOLUTION
faulty = came["defects"].sum() / came["quantity"].sum()
waterfall["faulty pieces"] = quote["unit_cost"] / (1 - faulty) - quote["unit_cost"]
waterfall["paper"] = paper / quote["moq"]
waterfall["parcel"] = rates.loc[rates["remote"] == "no", "first_kg"].mean()
### END SOLUTION
q.check(waterfall)

# %% [markdown]
# ### 15 How many boxes a day? (stretch 选修)
#
# Wen sells the box for ¥59 on Tmall 天猫, one an order; fixed costs are ¥9,000 a month of 30 days. Refunds are the mean monthly `refund_rate` of lunch boxes in 2025. A refunded order brings no money. Its box comes back good
# as new, commission and payment fee are given back; parcel and packing are lost, and the way back costs ¥6. How many paid orders a day pay for the fixed costs? One number, unrounded, with the waterfall of question 14.

# %% id="ex-boxes-a-day"
q = question("01-ex-boxes-a-day")
market = load("category_market")
boxes_a_day = ...
### BEGIN SOLUTION
boxes = market[(market["category"] == "lunch_boxes") & market["month"].str.startswith("2025")]
back = boxes["refund_rate"].mean()
fees = load("platform_fees").set_index("platform")
share = fees.at["Tmall", "commission"] + fees.at["Tmall", "payment_rate"]
one_box = waterfall["quote"] + waterfall["faulty pieces"] + waterfall["paper"]
an_order = (1 - back) * (59 * (1 - share) - one_box) - waterfall["parcel"] - waterfall["packing"] - 6 * back
boxes_a_day = 9_000 / an_order / 30
### END SOLUTION
q.check(boxes_a_day)

# %% [markdown]
# ## May we, can we
#
# *After lesson 3.*
#
# ### 16 The last day to apply
#
# Zhou wants dates, not days. For every licence in `licence_rules` that Wen won't hold on the opening day: the last day on which she can apply and still have it on that day. A Series: `licence` in the index, dates as values.
# Dates in the past stay in.

# %% id="ex-papers"
q = question("01-ex-papers")
rules = load("licence_rules")
held = load("licences_held")
last_day = ...
### BEGIN SOLUTION
safe = held.loc[held["valid_until"] >= opening, "licence"]
needed = rules[~rules["licence"].isin(safe)].set_index("licence")
last_day = opening - pd.to_timedelta(needed["days"], unit="D")
### END SOLUTION
q.check(last_day)

# %% [markdown]
# ### 17 A site of her own?
#
# Ting's 婷婷 cousin sells from a site of his own on Shopify and laughs at commissions. From which sales a year does such a site cost Wen less than Douyin 抖音电商? Count yearly fee, commission and payment. The answer is in yuan a
# year, where the two cost the same.

# %% id="ex-own-site"
q = question("01-ex-own-site")
fees = load("platform_fees").set_index("platform")
equal_at = ...
### BEGIN SOLUTION
share = fees["commission"] + fees["payment_rate"]
fee_difference = fees.at["Shopify", "annual_fee"] - fees.at["Douyin", "annual_fee"]
equal_at = fee_difference / (share["Douyin"] - share["Shopify"])
### END SOLUTION
q.check(equal_at)

# %% [markdown]
# ### 18 A mean below thirty
#
# For pet snacks 宠物零食 Wen would order when thirty days of stock are left. Supplier PET12-B took 28.7 days on average. "Below thirty," says Old Ma, "so it fits."
#
# **Predict.** In what share of its deliveries was the shelf empty before the goods came? Between 0 and 1.

# %% id="ex-guess-late"
q = question("01-ex-guess-late")
my_guess = ...
### BEGIN SOLUTION
my_guess = 0.1
### END SOLUTION
q.check(my_guess)

# %% [markdown]
# ### 19 How often is the shelf empty?
#
# For all three suppliers of pet snacks: the share of deliveries that took more than 30 days. A Series: `supplier` in the index, shares as values.

# %% id="ex-late"
q = question("01-ex-late")
deliveries = load("deliveries")
snacks = deliveries[deliveries["supplier"].str.startswith("PET12")].copy()
empty_share = ...
### BEGIN SOLUTION
snacks["empty"] = snacks["actual_days"] > 30
empty_share = snacks.groupby("supplier")["empty"].mean()
### END SOLUTION
q.check(empty_share)

# %% [markdown]
# ### 20 What does free shipping cost?
#
# Wen would leave the freight template 运费模板 free for everyone. A pet bed 宠物窝 weighs 1,200 g packed, and the courier bills every started kilogram. What would he take for a bed on average, if the parcels go where last year's
# paid orders went? One number, in yuan a parcel, without packing.

# %% id="ex-parcel"
q = question("01-ex-parcel")
rates = load("courier_rates").set_index("province")
orders = load("orders")
parcel = ...
### BEGIN SOLUTION
price = rates["first_kg"] + 1 * rates["next_kg"]  # 1,200 g are two started kilograms
paid_orders = orders[orders["paid_at"].notna()]
parcel = paid_orders["province"].map(price).mean()
### END SOLUTION
q.check(parcel)

# %% [markdown]
# ### 21 Without the slip
#
# The bank remembers that the founding of Lantern Lane ended late. Suppose the stage that lost most days *by itself* had taken the days that were planned, and every other stage the days that it really took. On which day would full
# promotion 全面推广 have ended? Steps 1 and 2 are done. (A date takes no bare number: use `pd.to_timedelta`.)

# %% id="ex-stage"
q = question("01-ex-stage")
plan = load("stage_plan")
# 1 the days each stage was given, and those it took
given = (plan["planned_end"] - plan["planned_start"]).dt.days
took = (plan["actual_end"] - plan["actual_start"]).dt.days
# 2 the days that it lost by itself
plan["lost"] = took - given
# 3 take the largest loss off the last end
would_have_ended = ...
### BEGIN SOLUTION
would_have_ended = plan["actual_end"].iloc[-1] - pd.to_timedelta(plan["lost"].max(), unit="D")
### END SOLUTION
q.check(would_have_ended)

# %% [markdown]
# ### 22 Who answers?
#
# Zhou has drafted who does what in the second shop. R does it, A answers for it, C is asked, I is told.

# %% id="draft"
draft = pd.DataFrame(
    {
        "Watch the papers' dates": ["A", "R", "", "I"],
        "Order stock": ["C", "A", "R", ""],
        "Pack within 48 hours": ["", "A", "A", "I"],
        "Answer within 3 minutes": ["", "I", "", "R"],
        "Decide on refunds": ["A", "C", "", "R"],
        "Change a price": ["A", "A", "", "I"],
        "Count the stock": ["I", "R", "R", ""],
        "Report on Mondays": ["I", "A", "C", "C"],
    },
    index=["Wen", "Zhou", "Old Ma", "Ting"],
).T.rename_axis("duty")
draft

# %% [markdown]
# Exactly one person must answer for each. Which duties don't pass? A Series: the duty in the index, the number of people who answer for it as value, and only duties where that isn't one.

# %% id="ex-duties"
q = question("01-ex-duties")
not_signed = ...
### BEGIN SOLUTION
answerable = (draft == "A").sum(axis=1)
not_signed = answerable[answerable != 1]
### END SOLUTION
q.check(not_signed)

# %% [markdown]
# ## The first year
#
# *After lesson 4.*
#
# ### 23 Colours that can be read
#
# Give each part of the pages that not everyone can read a new *text* colour on its old background: a dictionary from part to colour, like `{"footer": "#595959"}`. Text needs a contrast of 4.5, from 24 pixels on 3. Leave the
# other parts alone. Many answers are good.

# %% id="ex-colours"
q = question("01-ex-colours")
page = load("page_colours")
new_colours = ...
### BEGIN SOLUTION
page["contrast"] = [metrics.contrast_ratio(text, back) for text, back in zip(page["text"], page["background"], strict=True)]
page["needed"] = page["font_px"].map(lambda size: 3.0 if size >= 24 else 4.5)
unreadable = page[page["contrast"] < page["needed"]]
# black is always far enough from a light ground; a softer dark of your own is as good
new_colours = {part: "#000000" for part in unreadable["part"]}
### END SOLUTION
q.check(new_colours)

# %% [markdown]
# ### 24 Tools for the live room
#
# Ting would run a promotion in the live room 直播间 only. What would `spend and save`, `coupon`, `gift` and `festival theme` each have given away on the paid orders of 2025 whose `channel` is `live`, as a share of all goods
# sold there? A Series: the tool in the index. As in lesson 4, only `used_share` of the orders that qualify use the tool.

# %% id="ex-live-tools"
q = question("01-ex-live-tools")
orders = load("orders")
paid_orders = orders[orders["paid_at"].notna()]
tools = load("promo_tools").set_index("tool")
four = ["spend and save", "coupon", "gift", "festival theme"]
effective = ...
### BEGIN SOLUTION
goods = paid_orders[paid_orders["channel"] == "live"]["goods"]
effective = {}
for tool in four:
    terms = tools.loc[tool]
    given = (goods >= terms["threshold"]) * (terms["value"] + terms["rate"] * goods) * terms["used_share"]
    effective[tool] = given.sum() / goods.sum()
effective = pd.Series(effective)
### END SOLUTION
q.check(effective)

# %% [markdown]
# ### 25 The second at half price (stretch 选修)
#
# Each line with two or more pieces of a SKU has second pieces: one of two, two of four. Each is sold at `rate` off its `unit_price`, and only `used_share` of them are. What would the tool have given away in 2025, out of all
# goods (`quantity` × `unit_price`) of paid orders? A share between 0 and 1.

# %% id="ex-half-price"
q = question("01-ex-half-price")
orders = load("orders")
paid_orders = orders[orders["paid_at"].notna()]
lines = load("order_lines").merge(paid_orders[["order_id"]], on="order_id")
terms = load("promo_tools").set_index("tool").loc["second at half price"]
half_price = ...
### BEGIN SOLUTION
second_pieces = lines["quantity"] // 2
given = (second_pieces * lines["unit_price"] * terms["rate"]).sum() * terms["used_share"]
half_price = given / (lines["quantity"] * lines["unit_price"]).sum()
### END SOLUTION
q.check(half_price)

# %% [markdown]
# ### 26 A plan that adds up
#
# The steps of a year's plan are out of order, and one card doesn't belong. Answer with a list of letters.
#
# - A: average the two years' shares of each month
# - B: give one 万 each to the months that lost most, until nothing is missing
# - C: keep the category's rows of both years
# - D: round every month down to a full 万
# - E: divide each month's sales by the sales of its own year
# - F: multiply the averaged shares by the target
# - G: divide the target by twelve

# %% id="ex-steps"
q = question("01-ex-steps")
steps = ...  # like ["G", "B", …]
### BEGIN SOLUTION
steps = ["C", "E", "A", "F", "D", "B"]
### END SOLUTION
q.check(steps)

# %% [markdown]
# ### 27 Ten months that make a year
#
# With scented candles 香薰蜡烛 instead of mats the shop would still open in March. Its year has ten months, and their shares have to add up to 1. Take the season from the market: each year's shares of its ten months, then the
# mean of 2024 and 2025. A Series: the month (3 to 12) in the index, shares as values, unrounded.

# %% id="ex-open-months"
q = question("01-ex-open-months")
candles = load("category_market")
candles = candles[candles["category"] == "scented_candles"].copy()
candles["year"] = candles["month"].str[:4]
candles["month"] = candles["month"].str[5:].astype(int)
sales = candles.pivot(index="month", columns="year", values="sales")
ten_months = ...
### BEGIN SOLUTION
ten = sales[sales.index >= 3]
ten_months = (ten / ten.sum()).mean(axis=1)
### END SOLUTION
q.check(ten_months)

# %% [markdown]
# ### 28 Full 万 for the bank (stretch 选修)
#
# The target for these ten months is ¥2,400,000. The bank wants full 万 (¥10,000), and a sum that is exactly the target. Use the shares of question 27 and the largest remainder 最大余数法. A Series: month in the index, yuan as
# values.

# %% id="ex-targets"
q = question("01-ex-targets")
targets = ...
### BEGIN SOLUTION
raw = ten_months * 2_400_000
targets = (raw // 10_000 * 10_000).astype(int)
missing = (2_400_000 - int(targets.sum())) // 10_000
targets[(raw - targets).nlargest(missing).index] += 10_000
### END SOLUTION
q.check(targets)

# %% [markdown]
# ### 29 What does one more order cost?
#
# Zhou would give the whole budget to the channel with the lowest cost per order. Compare the smallest weeks (level 1) with the largest (level 4): how much more was spent in a large week, for how many orders more? Steps 1 and 2
# are done; write step 3. A Series: `channel` in the index, yuan for one more order as values.

# %% id="ex-one-more"
q = question("01-ex-one-more")
trials = load("channel_trials")
# 1 the level of each week
trials["level"] = (trials["week"] - 1) % 4 + 1
# 2 the mean week of the smallest and of the largest level
small = trials[trials["level"] == 1].groupby("channel")[["spend", "orders"]].mean()
large = trials[trials["level"] == 4].groupby("channel")[["spend", "orders"]].mean()
# 3 money more for each order more
one_more = ...
### BEGIN SOLUTION
one_more = (large["spend"] - small["spend"]) / (large["orders"] - small["orders"])
### END SOLUTION
q.check(one_more)

# %% [markdown]
# ### 30 A week's budget (stretch 选修)
#
# The new item now leaves ¥25 an order before advertising. Here are the levels as lesson 4 smoothed them.

# %% id="levels"
trials = load("channel_trials")
trials["level"] = (trials["week"] - 1) % 4 + 1
levels = trials.groupby(["channel", "level"])[["spend", "visitors"]].mean().reset_index()
by_channel = trials.groupby("channel")[["orders", "visitors"]].sum()
levels["orders"] = levels["visitors"] * levels["channel"].map(by_channel["orders"] / by_channel["visitors"])
levels[["channel", "level", "spend", "orders"]].round(1)

# %% [markdown]
# A dictionary of yuan for a week, like `{"search ads": 300, "affiliates": 200}`; what you leave out gets nothing. No channel may get more than its largest level. Between levels a straight line is read. A plan is good when it
# leaves within 5 % of what the best one leaves, ¥25 an order less the money spent.

# %% id="ex-budget"
q = question("01-ex-budget")
week = ...
### BEGIN SOLUTION
steps = levels.groupby("channel")[["spend", "orders"]].diff().fillna(levels[["spend", "orders"]])
levels["per_further_order"] = steps["spend"] / steps["orders"]
worth_it = levels[levels["per_further_order"] < 25]
week = worth_it.groupby("channel")["spend"].max().to_dict()
### END SOLUTION
q.check(week)

# %% [markdown]
# ### 31 Where would we stand?
#
# Wen has written down where she wants the second shop to stand on the six axes. Whose place is that? Give the distance of each of the sixteen shops from it: the root of the sum of the squared gaps. A Series: `shop` in the
# index.

# %% id="ex-place"
q = question("01-ex-place")
wanted = {"market": 6, "price": 7.5, "visual": 8, "geography": 5, "audience": 6, "channel": 5}
positions = load("positioning")
distance = ...
### BEGIN SOLUTION
places = positions.pivot(index="shop", columns="axis", values="score")
gaps = places - pd.Series(wanted)
distance = (gaps**2).sum(axis=1) ** 0.5
### END SOLUTION
q.check(distance)

# %% [markdown]
# ## How far are you?
#
# This table counts tries and hints of this notebook and of the lessons beside it.

# %% id="how-far" tags=["nbval-ignore-output"]
progress()

# %% [markdown] id="way"
# Before: [lesson 4](lesson_4_plan.ipynb) · Next: [module 02, lesson 1](../02_store_management/lesson_1_morning.ipynb)
