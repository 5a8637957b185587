"""What hostile and unlucky code does: one student each. The first task's cell holds the code; the mark is what it must earn."""

from dataclasses import dataclass

from small_course import SOLUTIONS

RIGHT = SOLUTIONS["paid-total"] + "\n"
OK = (4.0, 10.0, 6.0)
ZERO_FIRST = (0.0, 10.0, 6.0)
NOTHING = (0.0, 0.0, 0.0)
LIVES_ON = "31536123"  # seconds that a process tries to outlive its run by; looked for afterwards
ESCAPED = "coursekit-escaped"
INSIDE = 'import os\nassert os.path.isdir("/course/data"), "this must never run outside the sandbox"\n'


@dataclass(frozen=True)
class Case:
    """Code for the first task's cell, the points of the three automatic tasks, and the first one's verdict."""

    code: str
    points: tuple[float, float, float] = OK
    verdict: str = "right"


CASES = {
    # It did its task, and something else besides: full marks.
    "warnings": Case(RIGHT + 'import sys, warnings\nwarnings.warn("careful")\nsys.stderr.write("x" * 1_000_000)'),
    "thread-lives-on": Case(
        RIGHT + "import threading, time\ndef run():\n    while True:\n        time.sleep(0.01)\n"
        "threading.Thread(target=run).start()"
    ),
    "process-lives-on": Case(
        RIGHT + f'import subprocess\nsubprocess.Popen(["sleep", "{LIVES_ON}"], start_new_session=True)'
    ),
    "exits": Case(RIGHT + "import sys\nsys.exit(0)"),
    "quits": Case(RIGHT + "quit()"),
    "interrupts": Case(RIGHT + "raise KeyboardInterrupt"),
    "ends-oddly": Case(RIGHT + "class End(BaseException):\n    pass\nraise End"),
    "at-exit": Case(RIGHT + "import atexit\ndef stay():\n    while True:\n        pass\natexit.register(stay)"),
    "threads": Case(
        RIGHT + "import threading, time\ntry:\n    for _ in range(5_000):\n"
        "        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\nexcept RuntimeError:\n    pass"
    ),
    "fills-the-disk": Case(
        RIGHT + INSIDE + 'for place in ("/tmp", "/dev/shm", os.path.expanduser("~")):\n    try:\n'
        '        for number in range(50):\n            open(f"{place}/{number}", "wb").write(b"0" * 60_000_000)\n'
        "    except OSError:\n        pass"
    ),
    "one-giant-file": Case(
        RIGHT + 'try:\n    with open("big", "wb") as file:\n        file.seek(10**10)\n        file.write(b"1")\n'
        "except OSError:\n    pass"
    ),
    "opens-everything": Case(
        RIGHT + "held = []\ntry:\n    while True:\n        held.append(open('/dev/null'))\nexcept OSError:\n    pass\n"
        "for one in held:\n    one.close()"
    ),
    "deletes-everything": Case(
        RIGHT + INSIDE + 'import shutil\nfor place in ("/course", "/home/learner", "/usr/share", "/tmp"):\n'
        "    shutil.rmtree(place, ignore_errors=True)\nos.chdir('/')"
    ),
    "closes-output": Case(RIGHT + "import os, sys\nsys.stdout = sys.stderr = None\nos.close(1)\nos.close(2)"),
    "ten-thousand-displays": Case(RIGHT + "for number in range(10_000):\n    display(number)"),
    "deep-html": Case(
        RIGHT + "from IPython.display import HTML\ndisplay(HTML('<div>' * 60_000), HTML('<table><tr><td>' * 20_000))"
    ),
    "half-characters": Case(RIGHT + 'print("\\ud800")\ndisplay({"text/plain": "\\udfff"}, raw=True)'),
    "repr-raises": Case(RIGHT + "class Odd:\n    def __repr__(self):\n        raise SystemError('no')\nOdd()"),
    "repr-hangs": Case(RIGHT + "class Slow:\n    def __repr__(self):\n        while True:\n            pass\nSlow()"),
    "shell-commands": Case(RIGHT + INSIDE + "!cat /etc/shadow /proc/1/environ; rm -rf ~ /course; kill -9 1"),
    "shadow-modules": Case(
        RIGHT
        + 'for name in ("pandas", "numpy", "shoplab", "json"):\n    open(f"{name}.py", "w").write("raise SystemError")\n'
        "import sys\nsys.path.insert(0, '.')"
    ),
    "outlives-signals": Case(
        RIGHT + "import signal\nfor number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):\n"
        "    signal.signal(number, signal.SIG_IGN)"
    ),
    "kills-parent": Case(
        RIGHT + INSIDE + "import signal\nos.kill(os.getppid(), signal.SIGKILL)\nos.kill(1, signal.SIGKILL)"
    ),
    "escapes": Case(
        RIGHT
        + INSIDE
        + f'for place in ("/", "/tmp", "/var/tmp", "/dev/shm", "/home/learner", "/course/data", "/usr"):\n'
        f'    try:\n        open(f"{{place}}/{ESCAPED}", "w").write("out")\n    except OSError:\n        pass'
    ),
    # It handed in something that is no answer, or not the right one: nothing for that task, and all for the others.
    "infinite": Case('answer = float("inf")', ZERO_FIRST, "wrong"),
    "true": Case("answer = True", ZERO_FIRST, "wrong"),
    "complex": Case("answer = 3 + 4j", ZERO_FIRST, "wrong"),
    "date": Case("import datetime\nanswer = datetime.datetime(2025, 1, 1)", ZERO_FIRST, "wrong"),
    "largest-float": Case("answer = 1.7976931348623157e308", ZERO_FIRST, "wrong"),
    "text-of-a-number": Case('answer = "4.0"', ZERO_FIRST, "wrong"),
    "half-character-answer": Case('answer = "\\ud800"', ZERO_FIRST, "wrong"),
    "inside-itself": Case("answer = []\nanswer.append(answer)", ZERO_FIRST, "wrong"),
    "ten-million-rows": Case(
        'import numpy as np, pandas as pd\nanswer = pd.DataFrame({"x": np.arange(10_000_000)})', ZERO_FIRST, "wrong"
    ),
    "always-equal": Case(
        "class Yes(float):\n    def __eq__(self, other):\n        return True\n    __ne__ = __lt__ = __gt__ = lambda *_: False\n"
        "    __hash__ = float.__hash__\n    __sub__ = __rsub__ = lambda *_: 0.0\nanswer = Yes(1)",
        ZERO_FIRST,
        "wrong",
    ),
    "encode-raises": Case(
        "class Odd(dict):\n    def items(self):\n        raise SystemExit\n    __iter__ = items\nanswer = Odd(a=1)",
        ZERO_FIRST,
        "wrong",
    ),
    "encode-hangs": Case(
        "class Slow(dict):\n    def __iter__(self):\n        while True:\n            pass\nanswer = Slow(a=1)",
        ZERO_FIRST,
        "wrong",
    ),
    "patched-comparisons": Case(
        "import builtins, math, numpy, pandas\nmath.isclose = numpy.isclose = numpy.allclose = lambda *_, **__: True\n"
        "pandas.DataFrame.equals = pandas.testing.assert_frame_equal = lambda *_, **__: True\n"
        "builtins.abs = lambda value: 0\nanswer = 1",
        ZERO_FIRST,
        "wrong",
    ),
    "forged-mark": Case(
        'from shoplab.handin import desk\ndesk.HandIn.__repr__ = lambda self: "4.0"\nanswer = 1', ZERO_FIRST, "wrong"
    ),
    "giant-error": Case('raise ValueError("<script>alert(7)</script>" + "x" * 10_000_000)', ZERO_FIRST, "wrong"),
    "null-byte": Case("answer = 1\x00", ZERO_FIRST, "wrong"),
    "endless-recursion": Case("def f():\n    return f()\nanswer = f()", ZERO_FIRST, "wrong"),
    "segfault": Case("import ctypes\nctypes.string_at(0)", ZERO_FIRST, "wrong"),
    "aborts": Case("import os\nos.abort()", ZERO_FIRST, "wrong"),
    "deaf-loop": Case(
        "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0)\nwhile True:\n    pass", ZERO_FIRST, "wrong"
    ),
    "good-at-home-only": Case(
        'import os, time\nif os.environ.get("NBGRADER_EXECUTION"):\n    time.sleep(1_000)\n' + RIGHT,
        ZERO_FIRST,
        "wrong",
    ),
    "closes-the-report": Case(RIGHT + "import os\nos.closerange(3, 256)", ZERO_FIRST, "wrong"),
    "another-language": Case("%%javascript\nalert(8)", ZERO_FIRST, "wrong"),
    # What a person must look at, with the reason.
    "missing-package": Case("import xgboost\nanswer = 1", ZERO_FIRST, "person"),
    "own-path": Case('answer = open("C:/Users/li/orders.csv").read()', ZERO_FIRST, "person"),
    "own-url": Case(
        'import socket\nanswer = socket.create_connection(("192.0.2.1", 80), 60).recv(100)', ZERO_FIRST, "person"
    ),
    # It took the machinery apart: whatever follows in its own notebook is lost, and a person sees it.
    "patched-desk": Case(
        "from shoplab.handin import desk\n"
        'desk.bundle_of = lambda task, answer: {"format": 1, "task": "paid-total", "answer": 1}\nanswer = 1',
        NOTHING,
        "wrong",
    ),
    "patched-shell": Case("answer = 1\nget_ipython().run_cell = lambda *_, **__: None", NOTHING, "unreadable"),
    "input-transformer": Case(
        "answer = 1\nget_ipython().input_transformers_cleanup.append(\n"
        '    lambda lines: ["4.0\\n"] if any("hand_in" in line for line in lines) else lines\n)',
        NOTHING,
        "unreadable",
    ),
    "ast-transformer": Case(
        "import ast\nclass Full(ast.NodeTransformer):\n    def visit_Call(self, node):\n"
        '        return ast.Constant(4.0) if getattr(node.func, "id", "") == "hand_in" else node\n'
        "get_ipython().ast_transformers.append(Full())\nanswer = 1",
        NOTHING,
        "unreadable",
    ),
    "forged-report": Case(
        "answer = 1\nimport os\nfor number in range(3, 64):\n    try:\n        os.write(number, b'{\"end\": true}\\n')\n"
        "    except OSError:\n        pass\nimport time\ntime.sleep(1)",
        NOTHING,
        "person",
    ),
    "forgets-everything": Case(RIGHT + "%reset -f", NOTHING, "wrong"),
}


def burglar(places: list[str]) -> str:
    """Code that tries to read and to write the very files that matter, and prints which of them it could."""
    return RIGHT + (
        f"import json, os, socket\ngot = []\nfor place in {places!r}:\n"
        '    for mode in ("r", "a"):\n        try:\n            open(place, mode).close()\n'
        "            got.append((mode, place))\n        except OSError:\n            pass\n"
        'for number in os.listdir("/proc"):\n    for name in ("cwd", "root", "environ"):\n        try:\n'
        '            path = f"/proc/{number}/{name}"\n'
        '            seen = open(path).read() if name == "environ" else str(os.listdir(path))\n'
        '            got += [path] if "gradebook" in seen or "SECRET" in seen else []\n        except OSError:\n            pass\n'
        'try:\n    socket.getaddrinfo("example.org", 80)\n    got.append("names")\nexcept OSError:\n    pass\n'
        'print("GOT" + json.dumps(got))'
    )
