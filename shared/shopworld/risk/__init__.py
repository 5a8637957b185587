"""Those who cheat, and the signals they leave."""
