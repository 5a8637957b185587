"""Livestreams and those who watch them."""
