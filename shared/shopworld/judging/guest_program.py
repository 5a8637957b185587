"""The program that a handed-in policy runs in: one process, asked once a day over its standard input and output.

It is started by file name and imports nothing of the course, so that there is nothing of the market in its memory. Only lines
of JSON cross: a policy's answer is data to the market, whatever it does in here.
"""

import json
import os
import sys

SAYS = 300  # characters of an error that are passed on


def limit(bounds: dict) -> None:
    """Bind this process and all that it starts; where the system has no limits (Windows) the market's clock is left."""
    try:
        import resource
    except ImportError:
        return
    for name, most in bounds.items():
        kind = getattr(resource, name, None)
        if kind is not None:
            resource.setrlimit(kind, (most, most))


def private_ends() -> tuple:
    """Return the lines' own ends, and leave the policy's code a standard input that is empty and outputs that go nowhere."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for end in (0, 1, 2):
        os.dup2(nowhere, end)
    return asked, answers


def load(head: dict):
    """Return the policy's function, made in a namespace of its own."""
    namespace = {"__name__": "policy"}
    exec(compile(head["source"], "policy.py", "exec"), namespace)
    return namespace[head["function"]]


def plain(value):
    """Return the plain number or list behind a numpy value; anything else is refused."""
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"a plan holds numbers, words, lists and records, not a {type(value).__name__}")


def main() -> None:
    """Answer every day's question with a plan or with the error that took its place."""
    asked, answers = private_ends()
    head = json.loads(asked.readline())
    limit(head["bounds"])
    memory, policy, broken = {}, None, ""
    try:
        policy = load(head)
    except BaseException as error:
        broken = f"{type(error).__name__}: {error}"[:SAYS]
    for line in asked:
        question = json.loads(line)
        answer = {"day": question["day"]}
        try:
            if broken:
                answer["error"] = broken
            else:
                answer["plan"] = policy(question["today"], memory, **head["parameters"])
            text = json.dumps(answer, default=plain)
        except BaseException as error:
            text = json.dumps({"day": question["day"], "error": f"{type(error).__name__}: {error}"[:SAYS]})
        answers.write(text.encode("utf-8", "replace") + b"\n")
        answers.flush()


if __name__ == "__main__":
    sys.setrecursionlimit(2_000)
    main()
