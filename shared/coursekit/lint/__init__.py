"""Checks on what is committed: notebooks, outline, and what a core task may ask for. One rule, one small function."""
