"""What the shop sells and how it shows it: products, listings, pages, stock and freight."""
