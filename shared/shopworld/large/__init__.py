"""Ten million order lines: the same shop grown to seventy times its size, made day by day and written as Parquet.

A day follows from the seed, its own streams and one row of a small plan, so days can be made in any order, by any number of
processes, on one machine or on a Dask cluster. What the year carries along stays small: the shelf never empties here, and
there are no rings, no abusers of refunds.
"""

from shopworld.large.query import connect
from shopworld.large.run import TABLES, write

__all__ = ["TABLES", "connect", "write"]
