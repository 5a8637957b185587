"""The simulated market: a season of a small shop, day by day, to run and to be judged by."""
