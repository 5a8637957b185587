"""Finds the questions.py that belongs to a notebook, and reads it."""

import os
import sys
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType

from shoplab.languages import say
from shoplab.practice import words
from shoplab.practice.model import Question

FILE = "questions.py"
_read: dict[Path, tuple[tuple[int, int], list[Question]]] = {}


class QuestionsError(Exception):
    """The questions can't be had; the message is a sentence for the learner."""


@dataclass(frozen=True)
class Sheet:
    """The questions of one folder."""

    path: Path
    questions: list[Question]

    def find(self, name: str) -> Question:
        """The question of this name; QuestionsError with close names when there is none."""
        for question in self.questions:
            if question.name == name:
                return question
        close = get_close_matches(str(name), [one.name for one in self.questions], n=2, cutoff=0.75)
        suggestion = (
            say(words.DID_YOU_MEAN).format(names=say(words.OR).join(f"'{one}'" for one in close)) if close else ""
        )
        raise QuestionsError(say(words.NO_QUESTION).format(name=name, suggestion=suggestion))


def sheet() -> Sheet:
    """The questions beside the notebook; SHOPLAB_QUESTIONS (a file or its folder) says otherwise."""
    path = Path(os.environ.get("SHOPLAB_QUESTIONS") or Path.cwd())
    return sheet_at(path)


def sheet_at(path: Path) -> Sheet:
    """The questions in this file, or in the questions.py of this folder; QuestionsError when there is none."""
    path = (path / FILE if path.is_dir() else path).resolve()
    if not path.is_file():
        raise QuestionsError(say(words.NO_FILE))
    return Sheet(path, _questions(path))


def _questions(path: Path) -> list[Question]:
    """The file's QUESTIONS, read again when it has changed."""
    try:
        stat = path.stat()
        state = (stat.st_mtime_ns, stat.st_size)
        if path not in _read or _read[path][0] != state:
            _read[path] = (state, list(_execute(path).QUESTIONS))
        return _read[path][1]
    except SyntaxError as error:
        raise QuestionsError(say(words.FILE_BROKEN).format(reason=f"line {error.lineno}: {error.msg}")) from error
    except Exception as error:
        raise QuestionsError(say(words.FILE_BROKEN).format(reason=f"{type(error).__name__}: {error}")) from error


def _execute(path: Path) -> ModuleType:
    """The file as a module. Compiled here, because the import system would leave a __pycache__ beside the notebook."""
    module = ModuleType(f"shoplab_questions_{abs(hash(path))}")
    module.__file__ = str(path)
    # Dataclasses look their module up by name.
    sys.modules[module.__name__] = module
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), module.__dict__)
    return module
