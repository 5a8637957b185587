"""New articles: launches, their budgets, their tests."""
