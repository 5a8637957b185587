"""Module 09: what the lessons and exercises ask, the right answers, the wrong ones people really give, and hints."""
QUESTIONS = ()
