"""What a table lacks and what it holds twice, before anything is counted."""

from typing import Any

import pandas as pd

from shoplab.metrics.checks import over


def missing_share_of_rows(values: Any) -> float:
    """Missing share 缺失率: rows without a value / rows. An empty text counts as missing, a 0 doesn't."""
    column = pd.Series(values)
    return over((column.isna() | (column == "")).sum(), len(column), "rows")


def duplicate_rows(table: pd.DataFrame) -> int:
    """Duplicate rows 重复行数: rows that repeat an earlier row in every column. Two pieces bought twice may be right: look first."""
    return int(table.duplicated().sum())
