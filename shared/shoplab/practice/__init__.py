"""Practice with feedback: questions whose wrong answers have names, hints, worked solutions, and progress."""

from shoplab.practice.diagnose import diagnose
from shoplab.practice.exercise import Exercise, question
from shoplab.practice.model import Question, Slip
from shoplab.practice.report import progress

__all__ = ["Exercise", "Question", "Slip", "diagnose", "progress", "question"]
