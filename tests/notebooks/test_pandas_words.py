"""Every example of the page of pandas words shows what it says."""

import ast
import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "course" / "pandas_words.md"
EXAMPLE = re.compile(r"```python\n(?P<code>.*?)\n```\n\n```text\n(?P<shown>.*?)\n```", re.DOTALL)
LONGEST = 4
FIRST, *REST = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))


def run(code: str, names: dict[str, Any]) -> str:
    """What a cell with this code shows: all it prints, then its last line's value; without blanks at line ends."""
    *before, last = ast.parse(code).body
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(before, []), str(PAGE), "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), str(PAGE), "eval"), names)
            if value is not None:
                print(repr(value))
        else:
            exec(compile(ast.Module([last], []), str(PAGE), "exec"), names)
    return "\n".join(line.rstrip() for line in printed.getvalue().rstrip().splitlines())


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    """What the page's first example shows, and the names that it leaves."""
    names: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHOPLAB_DATA", str(ROOT / "datasets"))
        return run(FIRST[0], names), names


def test_the_tables_are_as_shown(first: tuple[str, dict[str, Any]]) -> None:
    assert first[0] == FIRST[1]


@pytest.mark.parametrize(("code", "shown"), REST, ids=[code.splitlines()[-1][:40] for code, _ in REST])
def test_an_example_shows_what_stands_below_it(
    code: str, shown: str, first: tuple[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPLAB_DATA", str(ROOT / "datasets"))
    assert run(code, dict(first[1])) == shown
    assert len(code.splitlines()) <= LONGEST


def test_every_word_of_code_on_the_page_has_an_output() -> None:
    assert PAGE.read_text(encoding="utf-8").count("```python") == len(REST) + 1
