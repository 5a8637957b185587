"""Questions to ten million lines that never fit into a laptop's memory: SQL over the Parquet files, through DuckDB."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from shopworld.large.run import BY_DAY, TABLES, _needed

if TYPE_CHECKING:
    import duckdb


def connect(folder: Path | str) -> duckdb.DuckDBPyConnection:
    """Return a DuckDB connection in which every table of a large shop's folder is a view of its own name.

    `connect("big").sql("SELECT count(*) FROM orders").df()`. Nothing is read before it is asked for, and only the columns and
    days that a question needs. Raises HistoryError when DuckDB isn't installed or the folder holds no large shop.
    """
    duckdb = _needed("duckdb")
    connection = duckdb.connect()
    for name in TABLES:
        files = Path(folder) / (f"{name}/*.parquet" if name in BY_DAY else f"{name}.parquet")
        place = str(files).replace("'", "''")
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{place}')")
    return connection
