"""From the basket to the payout: orders, payments, parcels, refunds, settlement."""
