"""The course in other languages: what is said to a learner, and her files made from the English ones and a catalogue."""

from shoplab.languages.saying import language, say, speaking

__all__ = ["language", "say", "speaking"]
