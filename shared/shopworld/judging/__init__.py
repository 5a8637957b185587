"""Judging: what a way to run the shop earns on seasons that it has not seen, and what that is worth."""
