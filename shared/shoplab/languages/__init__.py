"""The course in other languages: what is said to a learner, and her files made from the English ones and a catalogue."""

from shoplab.languages.saying import joined, language, say, speaking

__all__ = ["joined", "language", "say", "speaking"]
