"""Module 01's exercises: worked solutions that are right on any shop, blanks that stay calm, decisions that get reasons.

That each answer is taken, and each slip gets its own words on the home shop, is tested for all modules in
test_questions.py.
"""

import ast
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from coursekit.build.headings import headings
from shoplab.data import Shop, shop
from shoplab.practice import Question, question
from shoplab.practice.exercise import start_over
from shoplab.practice.finder import sheet
from shoplab.practice.judge import judge
from shoplab.practice.model import value_of
from shoplab.practice.outcome import Outcome
from shopworld import history

MODULE = "modules/01_shop_setup"
POINTS = {f"01.{number:02}" for number in range(1, 18)}
PARTS = ("The market", "What is left", "May we, can we", "The first year")
OTHER_SEED = 5


@pytest.fixture(autouse=True)
def room(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The module's folder as a learner works in it, without a log."""
    for variable in ("NBGRADER_EXECUTION", "SHOPLAB_CLASS_DATA", "SHOPLAB_DATA", "SHOPLAB_QUESTIONS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("SHOPLAB_NO_LOG", "1")
    monkeypatch.chdir(root / MODULE)
    start_over()
    yield root / MODULE
    start_over()


@pytest.fixture(scope="module")
def other_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small shop with other numbers."""
    folder = tmp_path_factory.mktemp("other_shop")
    history.write(folder, OTHER_SEED, "tiny")
    return folder


@pytest.fixture
def home(root: Path) -> Shop:
    """The course's own shop."""
    return shop(root / "datasets")


def exercises() -> dict[str, Question]:
    """The exercises' questions by name."""
    return {one.name: one for one in sheet().questions if one.name.startswith("01-ex-")}


def run(cells: list[Any], names: dict[str, Any]) -> dict[str, Any]:
    """Run code cells one after the other; cell id → the value of its last line."""
    values = {}
    for cell in cells:
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, cell.id, "exec"), names)
        values[cell.id] = eval(compile(ast.Expression(last.value), cell.id, "eval"), names) if last else None
    return values


def code_cells(path: Path, part: str | None = None) -> list[Any]:
    """A notebook's code cells; of one part, with the cell that fetches the tools."""
    found, here = [], ""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            here = next((text for level, text in headings(cell.source) if level == 2), here)
        elif part is None or here in (part, "Fetch the tools"):
            found.append(cell)
    return found


def outcomes(values: dict[str, Any]) -> dict[str, Outcome]:
    """What `q.check` said, by cell."""
    return {cell: value for cell, value in values.items() if isinstance(value, Outcome)}


def test_every_point_is_practised_and_core_suffices_for_most() -> None:
    asked = exercises().values()
    assert {point for one in asked for point in one.points} == POINTS
    assert Counter(one.level for one in asked) == {"core": 24, "stretch": 7}
    assert {point for one in asked if one.level == "core" for point in one.points} == POINTS


def test_the_kinds_are_mixed_and_three_recall_the_warm_up() -> None:
    asked = exercises().values()
    assert {one.form for one in asked} == {"choice", "explain", "faded", "predict", "reorder", "scratch"}
    assert sum(one.fits is not None for one in asked) == 3
    assert sum(one.recalls == "warmup" for one in asked) == 3
    assert [one.name for one in asked if not one.hints] == []


def test_no_helper_is_defined_twice(room: Path) -> None:
    """Several people write into this file, and Python would take the last one without a word."""
    tree = ast.parse((room / "questions.py").read_text(encoding="utf-8"))
    names = [one.name for one in tree.body if isinstance(one, ast.FunctionDef)]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_the_heading_says_which_are_stretch(room: Path) -> None:
    asked, here = exercises(), ""
    for cell in nbformat.read(room / "exercises.ipynb", as_version=4).cells:
        if cell.cell_type == "markdown":
            here = next((text for level, text in headings(cell.source) if level == 3), here)
        for name, one in asked.items():
            if cell.cell_type == "code" and f'question("{name}")' in cell.source:
                assert here.endswith("(stretch 选修)") == (one.level == "stretch"), name


@pytest.mark.parametrize("part", PARTS)
def test_an_untouched_part_runs_by_itself_and_says_your_turn(room: Path, part: str) -> None:
    said = outcomes(run(code_cells(room / "exercises.ipynb", part), {}))
    assert len(said) >= 6
    assert {outcome.lead for outcome in said.values()} == {"Your turn:"}


def test_the_worked_solutions_are_right(room: Path) -> None:
    said = outcomes(run(code_cells(room / "tasks" / "exercises.ipynb"), {}))
    assert len(said) == len(exercises())
    assert {cell: outcome.text for cell, outcome in said.items() if outcome.state != "correct"} == {}


def test_the_worked_solutions_are_right_on_another_shop(
    room: Path, other_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPLAB_DATA", os.fspath(other_folder))
    said = outcomes(run(code_cells(room / "tasks" / "exercises.ipynb"), {}))
    assert {cell: outcome.text for cell, outcome in said.items() if outcome.state != "correct"} == {}


def test_answers_and_slips_can_be_worked_out_on_another_shop(other_folder: Path) -> None:
    other = shop(other_folder)
    for one in exercises().values():
        if one.form != "explain":
            answer = value_of(one.answer, other)
            assert judge(one, answer, tables=other).state == "correct", one.name
        for slip in one.slips:
            value_of(slip.answer, other)


def test_the_stored_master_shows_what_a_solver_reads(room: Path) -> None:
    shown = {}
    for cell in code_cells(room / "tasks" / "exercises.ipynb"):
        if cell.id.startswith("ex-"):
            shown[cell.id] = "".join(cell.outputs[-1]["data"]["text/plain"]).split(".")[0]
    assert set(shown.values()) == {"Correct", "Noted"}
    assert [cell for cell, lead in shown.items() if lead == "Noted"] == [
        "ex-guess-rivals",
        "ex-leaders-words",
        "ex-guess-late",
    ]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("pet_beds", 5), 'Give it as `{"category": "…", "band": …}`, the band as a number from 1 to 6.'),
        ({"category": "pet_beds", "band": "5"}, "The band is a number: 5, without quotation marks."),
        ({"category": "mats", "band": 3}, "There is no band 3 of `mats` in `price_bands`. Bands go from 1 to 6."),
        (
            {"category": "pet_beds", "band": 2},
            "In that band sales are 0.78 times the sellers' share. Wen wants 1.5 or more, else it is no gap.",
        ),
        (
            {"category": "phone_cases", "band": 3},
            "The middle quote is ¥12.10 and the band begins at ¥20. More than half of the price would be gone before the "
            "parcel is packed; look for a band that begins at twice the cost.",
        ),
        ({"category": "rain_jackets", "band": 5}, "Of rain_jackets, 22% came back in 2025. Wen's limit is 15 %."),
        (
            {"category": "desk_lamps", "band": 5},
            "desk_lamps needs a paper that Wen won't hold on 1 March 2026. Look at `licence_rules` and `licences_held`.",
        ),
        (
            {"category": "travel_organisers", "band": 4},
            "That band has the category's best ratings: its buyers are well served. What would Wen do better there?",
        ),
    ],
)
def test_a_band_that_will_not_do_gets_its_reason(home: Shop, given: Any, words: str) -> None:
    assert judge(exercises()["01-ex-entry-band"], given, tables=home).text == f"Not yet. {words}"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, 'Give the new colours as a dictionary: `{"countdown": "#…", …}`.'),
        ({"Footer": "#000000"}, 'There is no part `Footer`. `page["part"]` shows how they are written.'),
        ({"search bar": "#000000"}, "`search bar` can be read by everyone already. Leave it as it is."),
        (
            {"footer": "black"},
            "`footer`: 'black' is not a colour like '#1845fb' (a hash and six digits from 0 to f).",
        ),
        ({"footer": "#777777"}, "At `footer`: #777777 on #F5F5F5 has a contrast of 4.11. It needs 4.5."),
        ({"footer": "#595959"}, "3 parts still need a colour that everyone can read."),
        (
            {"footer": "#595959", "coupon tag": "#6B4E00", "countdown": "#2B0A05"},
            "1 part still needs a colour that everyone can read.",
        ),
    ],
)
def test_colours_that_will_not_do_get_their_reason(home: Shop, given: Any, words: str) -> None:
    assert judge(exercises()["01-ex-colours"], given, tables=home).text == f"Not yet. {words}"


STEP = "In which channel does the next step cost less than ¥25 an order, and in which does the last one cost more?"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (1_500, 'Give the week\'s yuan by channel, like `{"search ads": 300, "affiliates": 200}`.'),
        (
            {"search": 500},
            'There is no channel `search` in the trials. `levels["channel"].unique()` shows the five.',
        ),
        (
            {"search ads": 2_000},
            "search ads was tried from ¥0 to ¥592 a week. ¥2,000 is outside, and nobody knows what it does.",
        ),
        (
            {"search ads": 300, "affiliates": 200},
            f"By the trials this week leaves ¥1,470, and a better one exists. {STEP}",
        ),
        ({"feed ads": 1_900}, f"By the trials this week loses ¥508, and a better one exists. {STEP}"),
    ],
)
def test_a_budget_that_will_not_do_gets_its_reason(home: Shop, given: Any, words: str) -> None:
    assert judge(exercises()["01-ex-budget"], given, tables=home).text == f"Not yet. {words}"


def test_a_learner_s_own_good_decisions_are_taken(home: Shop) -> None:
    """Other than the worked ones: softer colours, another band, a budget without the two dear channels."""
    good = {
        "01-ex-entry-band": {"category": "pet_beds", "band": 5},
        "01-ex-colours": {
            "main banner title": "#6B4E00",
            "footer": "#595959",
            "coupon tag": "#6B4E00",
            "countdown": "#2B0A05",
        },
        "01-ex-budget": {"search ads": 590, "affiliates": 365, "Xiaohongshu posts": 400},
    }
    for name, given in good.items():
        outcome = judge(exercises()[name], given, tables=home)
        assert outcome.state == "correct", outcome.text


def test_a_learner_reads_gap_slip_hint_and_solution(room: Path, tmp_path: Path) -> None:
    q = question("01-ex-duties")
    assert q.solution().text == "Ask your instructor for the worked solution; `q.hint()` gives the next nudge."
    answerable = {"Pack within 48 hours": 2, "Change a price": 2}
    assert q.check(answerable).text == (
        "Not yet. Yours has 2 values; the answer has 4 values. The duties for which nobody answers are missing. If you "
        "keep only the cells with A and count them, a duty without one isn't there to be counted. `q.hint()` gives a nudge."
    )
    assert q.hint().text == "Hint 1 of 3. Every duty has a row of its own here. What do you want to know of a row?"


@pytest.mark.parametrize("cell_id", ["ex-entry-band", "ex-roles", "ex-half-price"])
def test_a_worked_solution_needs_no_other_question(room: Path, cell_id: str) -> None:
    cells = code_cells(room / "tasks" / "exercises.ipynb", "Fetch the tools")
    cells += [cell for cell in code_cells(room / "tasks" / "exercises.ipynb") if cell.id == cell_id]
    assert outcomes(run(cells, {}))[cell_id].state == "correct"


def test_the_last_hint_on_roles_is_a_skeleton_that_works(room: Path, home: Shop) -> None:
    one = exercises()["01-ex-roles"]
    skeleton = one.hints[-1].removeprefix("Fill in the blanks:\n").replace("____", "0.40", 1).replace("____", "300", 1)
    cells = [cell for cell in code_cells(room / "exercises.ipynb") if cell.id == "ex-roles"]
    names: dict[str, Any] = {}
    run(code_cells(room / "exercises.ipynb", "Fetch the tools") + cells, names)
    exec(skeleton, names)
    assert judge(one, names["role"], tables=home).state == "correct"


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        (
            "01-ex-orders-in-wan",
            lambda shop: 40_000,
            "That is the number on Wen's page, and the question is whether it is right. Add up the three shops' own.",
        ),
        (
            "01-ex-gap-map",
            lambda shop: gaps(shop).T,
            "The bands stand down the side and the categories across the top; swap `index` and `columns`.",
        ),
        (
            "01-ex-persona",
            lambda shop: paid_share(shop, gender="female", tiers=[2]),
            "You took tier 2 alone. Tier 1 or 2 means both: `<= 2`.",
        ),
        (
            "01-ex-persona",
            lambda shop: paid_share(shop, gender="woman", tiers=[1, 2]),
            "No row fits your three traits, so the sum is 0. Look how they are written: "
            '`buyers["gender"].unique()`, and the same for `age_band`.',
        ),
        (
            "01-ex-own-site",
            lambda shop: 2_600 / (0.036 - 0.024),
            "Douyin's payment fee is missing. Its share of a sale is commission and payment together, as Shopify's is.",
        ),
        (
            "01-ex-own-site",
            lambda shop: 2_600 / (0.036 + 0.006),
            "Shopify's payment fee is missing. It has no commission, but its payment service takes a share of each sale.",
        ),
        (
            "01-ex-parcel",
            lambda shop: two_kilos(shop, shop.orders),
            "Orders that nobody paid are in there, and no parcel was ever sent for them. Keep the paid ones.",
        ),
        (
            "01-ex-parcel",
            lambda shop: two_kilos(shop, shop.orders[shop.orders["paid_at"].notna()], remote=False),
            "The remote regions are missing. Few parcels go there, but each costs a lot, and free shipping is for everyone.",
        ),
        (
            "01-ex-live-tools",
            lambda shop: tools_of_whole_shop(shop),
            "You divided by the goods of the whole shop. The tools run in the live room only: divide by what was sold there.",
        ),
    ],
)
def test_a_likely_slip_is_named(home: Shop, name: str, given: Callable[[Shop], Any], words: str) -> None:
    outcome = judge(exercises()[name], given(home), tables=home)
    assert outcome.lead == "Not yet." and outcome.body.endswith(words), outcome.text


def gaps(shop: Shop) -> Any:
    """The map of price gaps as question 5 asks for it."""
    bands = shop.price_bands
    bands = bands[bands["category"].isin(["desk_lamps", "lunch_boxes", "pet_beds", "scented_candles", "tea_sets"])]
    bands = bands.assign(gap=bands["sales_share"] / bands["seller_share"])
    return bands.pivot(index="category", columns="band", values="gap")


def paid_share(shop: Shop, gender: str, tiers: list[int]) -> float:
    """The share of the money paid that came from 25 to 34, a gender and some city tiers."""
    both = shop.orders[shop.orders["paid_at"].notna()].merge(shop.buyers, on="buyer_id")
    she = (both["gender"] == gender) & (both["age_band"] == "25-34") & both["city_tier"].isin(tiers)
    return float(both.loc[she, "paid"].sum() / both["paid"].sum())


def two_kilos(shop: Shop, orders: Any, remote: bool = True) -> float:
    """What two kilograms cost on average, with these orders' provinces."""
    rates = shop.courier_rates.set_index("province")
    price = rates["first_kg"] + rates["next_kg"]
    if not remote:
        price = price[rates["remote"] == "no"]
    return float(orders["province"].map(price).mean())


def tools_of_whole_shop(shop: Shop) -> dict[str, float]:
    """What four tools give away in the live room, divided by all goods of the shop."""
    paid = shop.orders[shop.orders["paid_at"].notna()]
    live = paid[paid["channel"] == "live"]["goods"]
    tools = shop.promo_tools.set_index("tool")
    given = {}
    for tool in ("spend and save", "coupon", "gift", "festival theme"):
        terms = tools.loc[tool]
        money = (live >= terms["threshold"]) * (terms["value"] + terms["rate"] * live) * terms["used_share"]
        given[tool] = float(money.sum() / paid["goods"].sum())
    return given
