"""A cell that wanted a package, a file of its own or the network goes to a person with the reason, and no other does."""

import pytest

from coursekit.outside import reason


def cell(source: str, error: str = "") -> dict:
    name, _, text = error.partition(": ")
    outputs = [{"output_type": "error", "ename": name, "evalue": text, "traceback": []}] if error else []
    return {"cell_type": "code", "source": source, "outputs": outputs, "metadata": {}}


XGBOOST = "ModuleNotFoundError: No module named 'xgboost'"
PACKAGE = "Your code needs the package `xgboost`, which isn't part of the course, so a person will look at it."
FILE = "Your code reads or writes `{}` by a path of its own, which isn't there when it is graded, so a person will look at it."
NETWORK = "Your code reaches for the network, which is closed when it is graded, so a person will look at it."


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (XGBOOST, PACKAGE),
        ("ImportError: Missing optional dependency 'xgboost'. Use pip.", PACKAGE),
        ("ImportError: cannot import name 'Booster' from 'xgboost' (/x/y.py)", PACKAGE),
        ("FileNotFoundError: [Errno 2] No such file or directory: 'C:\\\\Users\\\\li\\\\orders.csv'", FILE.format("C:\\Users\\li\\orders.csv")),
        ("OSError: Cannot save file into a non-existent directory: 'out'", FILE.format("out")),
        ("PermissionError: [Errno 13] Permission denied: '/root/x.csv'", FILE.format("/root/x.csv")),
        ("OSError: [Errno 30] Read-only file system: '/course/data/a.csv'", FILE.format("/course/data/a.csv")),
        ("URLError: <urlopen error [Errno -3] Temporary failure in name resolution>", NETWORK),
        ("OSError: [Errno 101] Network is unreachable", NETWORK),
        ("ZeroDivisionError: division by zero", ""),
        ("KeyError: 'orders'", ""),
        ("OSError: [Errno 28] No space left on device: 'x'", ""),
        ("NameError: name 'model' is not defined", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_what_a_cell_wanted_from_outside(error: str, says: str):
    assert reason(cell("answer = 1", error), None, []) == says


def test_a_missing_name_leads_to_the_cell_that_would_have_given_it():
    lost = "NameError: name '{}' is not defined"
    first = cell("import xgboost\nmodel = xgboost.XGB()", XGBOOST)
    second = cell("fitted = model.fit()", lost.format("model"))
    third = cell("answer = fitted.score()", lost.format("fitted"))
    assert reason(third, None, [first, second]) == PACKAGE
    assert reason(third, None, [first, second, cell("fitted = 2")]) == "", "a later cell gave it"
    assert reason(third, None, [second]) == ""
    assert reason(cell("answer = ordrs", lost.format("ordrs")), None, [first, second]) == ""
