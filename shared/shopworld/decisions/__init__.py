"""Decisions judged by what they would have done: the model's truth, never a table."""
