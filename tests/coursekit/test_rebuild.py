"""A hand-in rebuilt on the release: answers by name, helpers in place, nothing else trusted."""

import copy
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_course import MODULE, REPORT, SOLUTIONS, added, cell_of, filled

from coursekit.rebuild import Unreadable, read_hand_in, rebuild


@pytest.fixture(scope="module")
def room(make_class):
    return make_class("rebuild")


@pytest.fixture(scope="module")
def released(room):
    return room.released(MODULE)


def says(notes) -> list[str]:
    return [note.says for note in notes]


def sources(notebook: dict) -> list[str]:
    return [cell["source"] for cell in notebook["cells"]]


def test_an_untouched_hand_in_is_the_release(released):
    notebook, notes = rebuild(released, copy.deepcopy(released))
    assert sources(notebook) == sources(released)
    assert notes == []


def test_answers_are_taken_by_name_and_all_else_from_the_release(room, released):
    hand_in = filled(room, SOLUTIONS)
    locked = cell_of(hand_in, "paid-total")
    locked["source"] = "4.0"
    locked["metadata"]["nbgrader"]["points"] = 400
    locked["metadata"]["tags"] = ["skip-execution"]
    notebook, notes = rebuild(released, hand_in)
    assert cell_of(notebook, "paid-total-work")["source"] == SOLUTIONS["paid-total"]
    assert cell_of(notebook, "paid-total") == cell_of(released, "paid-total")
    assert says(notes) == ["The locked cell “paid-total” was changed or missing; the released one was used."]


def test_an_added_cell_runs_in_its_place_without_metadata(room, released):
    hand_in = filled(room, SOLUTIONS)
    helper = {**added("def total(): return 1"), "metadata": {"tags": ["skip-execution"], "nbgrader": {"grade": True}}}
    hand_in["cells"].insert(2, helper)
    notebook, notes = rebuild(released, hand_in)
    kept = notebook["cells"][2]
    assert (kept["source"], kept["metadata"], kept["cell_type"]) == ("def total(): return 1", {}, "code")
    assert len(notebook["cells"]) == len(released["cells"]) + 1
    assert notes == []


def test_edited_set_up_code_runs_after_the_released_one(room, released):
    hand_in = filled(room, SOLUTIONS)
    edited = next(cell for cell in hand_in["cells"] if cell.get("id") == "setup")
    edited["source"] += "\nimport numpy as np"
    notebook, _ = rebuild(released, hand_in)
    assert sources(notebook)[1:3] == [sources(released)[1], edited["source"]]


def test_the_last_of_copied_cells_counts_and_the_first_runs_before_it(room, released):
    hand_in = filled(room, SOLUTIONS)
    twin = copy.deepcopy(cell_of(hand_in, "paid-total-work"))
    twin["source"] = "answer = 1"
    hand_in["cells"].insert(2, twin)
    notebook, notes = rebuild(released, hand_in)
    order = sources(notebook)
    assert cell_of(notebook, "paid-total-work")["source"] == SOLUTIONS["paid-total"]
    assert order.index("answer = 1") < order.index(SOLUTIONS["paid-total"])
    assert says(notes) == ["The cell “paid-total-work” is there 2 times; the last one counts."]


def test_a_missing_answer_is_blank_and_a_missing_locked_cell_is_put_back(room, released):
    hand_in = filled(room, SOLUTIONS)
    hand_in["cells"] = [c for c in hand_in["cells"] if c["id"] not in ("paid-total-work", "by-channel")]
    notebook, notes = rebuild(released, hand_in)
    assert cell_of(notebook, "paid-total-work")["source"] == cell_of(released, "paid-total-work")["source"]
    assert cell_of(notebook, "by-channel") == cell_of(released, "by-channel")
    assert says(notes) == [
        "The cell “paid-total-work” is missing; the blank one stands in its place.",
        "The locked cell “by-channel” was changed or missing; the released one was used.",
    ]


def test_a_learners_markdown_holds_no_live_html(room, released):
    hand_in = filled(room, SOLUTIONS, "Do <b>this</b>. <script>alert(1)</script> $\\href{javascript:alert(1)}{x}$")
    notebook, _ = rebuild(released, hand_in)
    text = cell_of(notebook, "report")["source"]
    assert text == "Do <b>this</b>. &lt;script>alert(1)&lt;/script> $\\text{javascript :alert(1)}{x}$"


def test_pasted_pictures_stay_and_drawings_with_scripts_go(room, released):
    hand_in = filled(room, SOLUTIONS, "![plan](plan.png) ![bad](bad.svg)")
    cell_of(hand_in, "report")["attachments"] = {
        "plan.png": {"image/png": "aGk="},
        "bad.svg": {"image/svg+xml": "<svg/>"},
    }
    notebook, _ = rebuild(released, hand_in)
    assert cell_of(notebook, "report")["attachments"] == {"plan.png": {"image/png": "aGk="}}


def test_too_many_added_cells_are_cut_with_a_note(room, released):
    hand_in = filled(room, SOLUTIONS)
    hand_in["cells"] += [added(f"x = {number}") for number in range(400)]
    notebook, notes = rebuild(released, hand_in)
    assert len(notebook["cells"]) == len(released["cells"]) + 300
    assert says(notes) == ["More than 300 cells were added; only the first 300 of them were run."]


@pytest.mark.parametrize(
    ("blob", "sentence"),
    [
        (b"no notebook", "`tasks.ipynb` is not a notebook: it can't be read as JSON (line 1)."),
        (b"", "`tasks.ipynb` is not a notebook: it can't be read as JSON (line 1)."),
        (b'{"cells": \n 1', "`tasks.ipynb` is not a notebook: it can't be read as JSON (line 2)."),
        (b"[" * 100_000, "`tasks.ipynb` is not a notebook: it can't be read as JSON (line 1)."),
        (b'{"cells": 3}', "`tasks.ipynb` is JSON but not a notebook: it has no list of cells."),
        (b"[1, 2]", "`tasks.ipynb` is JSON but not a notebook: it has no list of cells."),
    ],
)
def test_a_file_that_is_no_notebook_is_named_as_such(tmp_path: Path, blob: bytes, sentence: str):
    path = tmp_path / "tasks.ipynb"
    path.write_bytes(blob)
    with pytest.raises(Unreadable) as caught:
        read_hand_in(path)
    assert str(caught.value) == sentence


def test_links_pipes_and_folders_are_not_read(tmp_path: Path):
    (tmp_path / "target").write_text("{}")
    os.symlink(tmp_path / "target", tmp_path / "link.ipynb")
    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "folder.ipynb").mkdir()
    for name in ("link", "pipe", "folder", "absent"):
        with pytest.raises(Unreadable) as caught:
            read_hand_in(tmp_path / f"{name}.ipynb")
        assert str(caught.value) == f"`{name}.ipynb` is not an ordinary file, so it was not read."


@pytest.mark.parametrize(
    ("encoding", "author"),
    [
        ("utf-8-sig", "阿雯"),
        ("utf-16", "阿雯"),
        ("utf-16-le", "阿雯"),
        ("utf-32", "阿雯"),
        ("gb18030", "阿雯，镕"),
        ("gbk", "灯巷 Lantern"),
        ("latin-1", "Jérôme Müller"),
        ("cp1252", "“Jörg” – Müßig"),
    ],
)
def test_other_encodings_are_read(tmp_path: Path, released, encoding: str, author: str):
    path = tmp_path / "tasks.ipynb"
    path.write_bytes(json.dumps({**released, "author": author}, ensure_ascii=False).encode(encoding))
    notebook, notes = read_hand_in(path)
    assert (sources(notebook), notebook["author"]) == (sources(released), author)
    assert [note.code for note in notes] == ([] if encoding == "utf-8-sig" else ["encoding"])


def test_a_few_damaged_characters_cost_nothing_else(tmp_path: Path, released):
    path = tmp_path / "tasks.ipynb"
    blob = json.dumps({**released, "author": "阿雯和小周" * 10}, ensure_ascii=False).encode()
    path.write_bytes(blob.replace("周".encode(), "周".encode()[:2], 1))
    notebook, notes = read_hand_in(path)
    assert notebook["author"].count("周") == 9
    assert says(notes) == ["1 characters of `tasks.ipynb` are damaged; it was read all the same."]


def without_names(notebook: dict, ids: bool = True) -> dict:
    """What is left of a notebook when another editor has saved it."""
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"] = {}
        if ids:
            cell["id"] = f"x{number}"
    return notebook


@pytest.mark.parametrize("ids", [True, False])
def test_cells_that_lost_their_names_are_recognised(room, released, ids):
    hand_in = without_names(filled(room, SOLUTIONS, f"{REPORT}\n\nOpen a second shop."), ids)
    hand_in["cells"].insert(2, added("helper = 1"))
    notebook, notes = rebuild(released, hand_in)
    for name, source in SOLUTIONS.items():
        assert cell_of(notebook, f"{name}-work")["source"] == source
    assert cell_of(notebook, "report")["source"].endswith("Open a second shop.")
    assert "helper = 1" in sources(notebook)
    assert len(notebook["cells"]) == len(released["cells"]) + 1
    if ids:
        assert says(notes) == [
            "4 cells had lost their names; they were recognised by their text.",
            "4 cells had lost their names; they were recognised by their places: "
            "“paid-total-work”, “by-channel-work”, “pick-work”, “report”.",
        ]
    else:
        assert says(notes) == ["8 cells had lost their names; they were recognised by their text."]


def test_an_answer_typed_into_a_new_cell_is_recognised_by_its_place(room, released):
    hand_in = filled(room, SOLUTIONS)
    hand_in["cells"] = [added(SOLUTIONS["pick"]) if c["id"] == "pick-work" else c for c in hand_in["cells"]]
    notebook, notes = rebuild(released, hand_in)
    assert cell_of(notebook, "pick-work")["source"] == SOLUTIONS["pick"]
    assert says(notes) == ["The cell “pick-work” had lost its name; it was recognised by its place."]


@pytest.mark.parametrize("kept", ["first", "second", "both"])
def test_a_split_answer_runs_in_its_order(room, released, kept):
    hand_in = filled(room, SOLUTIONS)
    at = hand_in["cells"].index(cell_of(hand_in, "paid-total-work"))
    first, second = copy.deepcopy(hand_in["cells"][at]), copy.deepcopy(hand_in["cells"][at])
    first["source"], second["source"] = "paid = orders['paid'].fillna(0)", "answer = paid.sum()"
    if kept != "both":
        other = second if kept == "first" else first
        other.update(metadata={}, id="new")
    hand_in["cells"][at : at + 1] = [first, second]
    notebook, _ = rebuild(released, hand_in)
    order = sources(notebook)
    assert order.index(first["source"]) < order.index(second["source"]) < order.index('hand_in("paid-total", answer)')
    assert not any(text.startswith("answer = ...") for text in order)


def test_tasks_in_another_order_run_in_the_released_one(room, released):
    hand_in = filled(room, SOLUTIONS)
    hand_in["cells"] = hand_in["cells"][::-1]
    notebook, notes = rebuild(released, hand_in)
    assert [c["metadata"].get("nbgrader") for c in notebook["cells"]] == [
        c["metadata"].get("nbgrader") for c in released["cells"]
    ]
    assert cell_of(notebook, "pick-work")["source"] == SOLUTIONS["pick"] and notes == []


def test_an_answer_that_became_text_counts_as_code_again(room, released):
    hand_in = filled(room, SOLUTIONS)
    cell_of(hand_in, "pick-work")["cell_type"] = "markdown"
    notebook, notes = rebuild(released, hand_in)
    assert cell_of(notebook, "pick-work")["cell_type"] == "code"
    assert says(notes) == ["The cell “pick-work” was no code cell any more; it counts as one."]


def test_the_old_format_is_read_with_all_its_worksheets(room, released, tmp_path):
    from nbformat import from_dict, v3, v4

    old = v4.downgrade(from_dict(filled(room, SOLUTIONS, "Open a second shop.")))
    sheet = json.loads(v3.writes_json(old))
    cells = sheet["worksheets"][0]["cells"]
    sheet["worksheets"] = [{"cells": cells[:4]}, {"cells": cells[4:]}]
    (tmp_path / "tasks.ipynb").write_text(json.dumps(sheet), encoding="utf-8")
    hand_in, notes = read_hand_in(tmp_path / "tasks.ipynb")
    notebook, more = rebuild(released, hand_in)
    assert cell_of(notebook, "pick-work")["source"] == SOLUTIONS["pick"]
    assert cell_of(notebook, "report")["source"] == "Open a second shop."
    assert says(notes) == ["`tasks.ipynb` is in an old notebook format; its cells were read all the same."]
    assert [note for note in more if note.code != "restored-cell"] == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["metadata", "nbgrader", "grade_id", "source", "cell_type", "id", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(cells=st.lists(JSON, max_size=6), metadata=JSON)
@settings(max_examples=150, deadline=None)
def test_any_json_gives_a_notebook_with_every_released_cell(cells, metadata):
    from small_course import master_notebook

    released = json.loads(json.dumps(master_notebook()))
    notebook, _ = rebuild(released, {"cells": cells, "metadata": metadata})
    names = [c["metadata"].get("nbgrader", {}).get("grade_id") for c in notebook["cells"]]
    assert [name for name in names if name] == [
        c["metadata"]["nbgrader"]["grade_id"] for c in released["cells"] if c["id"] != "setup"
    ]
