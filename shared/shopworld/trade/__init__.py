"""The market around the shop: categories, rivals, suppliers, platforms and their papers."""
