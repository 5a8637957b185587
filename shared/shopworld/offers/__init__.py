"""Why to buy now: promotions, coupons, membership, and the tests of them."""
