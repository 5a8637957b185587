"""Judges of graded decisions: what a plan would have done to the shop, from the seed."""
