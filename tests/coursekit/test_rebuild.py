"""A hand-in rebuilt on the release: answers by name, helpers in place, nothing else trusted."""

import copy
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_course import MODULE, SOLUTIONS, added, cell_of, filled

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
    assert text == "Do <b>this</b>. &lt;script>alert(1)&lt;/script> $\\text{javascript:alert(1)}{x}$"


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


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "latin-1"])
def test_other_encodings_are_read(tmp_path: Path, released, encoding: str):
    path = tmp_path / "tasks.ipynb"
    text = json.dumps({**released, "author": "é" if encoding == "latin-1" else "阿雯"}, ensure_ascii=False)
    path.write_bytes(text.encode(encoding))
    notebook, notes = read_hand_in(path)
    assert sources(notebook) == sources(released)
    assert [note.code for note in notes] == ([] if encoding == "utf-8-sig" else ["encoding"])


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
