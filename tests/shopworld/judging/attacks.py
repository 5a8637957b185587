"""Policies that attack: source, and what the market says of the lost day ("" for an ordinary, harmless answer)."""

ATTACKS = {
    "gc walk": (
        """
import gc
def policy(t, m):
    return {'found': sum('Scenario' in type(o).__name__ for o in gc.get_objects())}
""",
        "",
    ),
    "patched json": (
        """
import json
json.loads = json.dumps = lambda *a, **k: 'mine'
def policy(t, m):
    return {}
""",
        "nothing was done that day",
    ),
    "reads proc": (
        """
def policy(t, m):
    import os
    return {'found': any('SECRET' in open(f'/proc/{p}/environ', errors='replace').read() for p in [os.getpid()])}
""",
        "",
    ),
    "frames": (
        """
import sys
def policy(t, m):
    f = sys._getframe()
    names = []
    while f:
        names.append(f.f_code.co_filename)
        f = f.f_back
    return {'market': any('market' in n for n in names)}
""",
        "",
    ),
    "a pickle": (
        """
import pickle
class P:
    def __reduce__(self):
        return (eval, ('1/0',))
def policy(t, m):
    return P()
""",
        "TypeError",
    ),
    "sleeps": (
        """
import time
def policy(t, m):
    time.sleep(60)
""",
        "took more than 0.6 seconds",
    ),
    "spins": (
        """
def policy(t, m):
    while True:
        pass
""",
        "took more than 0.6 seconds",
    ),
    "catches everything": (
        """
def policy(t, m):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
""",
        "took more than 0.6 seconds",
    ),
    "forks": (
        """
import os, time
def policy(t, m):
    for _ in range(20):
        if os.fork() == 0:
            time.sleep(30)
            os._exit(0)
    return {}
""",
        "",
    ),
    "leaves": (
        """
import os
def policy(t, m):
    os._exit(0)
""",
        "process ended",
    ),
    "sys.exit": (
        """
import sys
def policy(t, m):
    sys.exit('bye')
""",
        "stopped with SystemExit: bye",
    ),
    "kills its parent": (
        """
import os, signal
def policy(t, m):
    os.kill(os.getpid(), signal.SIGKILL)
""",
        "process ended",
    ),
    "huge answer": (
        """
def policy(t, m):
    return {'price': 'x' * 20_000_000}
""",
        "nothing was done that day",
    ),
    "endless line": (
        """
import os
def policy(t, m):
    for fd in range(3, 20):
        try:
            while True:
                os.write(fd, b'x' * 65536)
        except OSError:
            pass
""",
        "nothing was done that day",
    ),
    "memory": (
        """
def policy(t, m):
    return {'x': len(bytearray(40_000_000_000))}
""",
        "MemoryError",
    ),
    "deep nesting": (
        """
def policy(t, m):
    x = []
    for _ in range(100_000):
        x = [x]
    return x
""",
        "RecursionError",
    ),
    "tomorrow's answer": (
        """
import os, json
def policy(t, m):
    for fd in range(3, 20):
        try:
            os.write(fd, b'{"day": 7, "plan": {}}\\n')
        except OSError:
            pass
    return {}
""",
        "could not be read",
    ),
    "does not load": (
        """
import no_such_module
def policy(t, m):
    return {}
""",
        "ModuleNotFoundError",
    ),
    "not a number": (
        """
def policy(t, m):
    return {'coupon': float('nan')}
""",
        "",
    ),
    "a set": (
        """
def policy(t, m):
    return {'price': {1, 2}}
""",
        "TypeError: a plan holds numbers, words, lists and records, not a set",
    ),
}
