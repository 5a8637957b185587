"""Where visitors come from: traffic, search, ads, affiliates, creators."""
