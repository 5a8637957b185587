"""What a rule reports."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """Something to mend: the file (relative to the course), the cell's id or "", and one sentence."""

    file: str
    cell: str
    sentence: str

    def __str__(self) -> str:
        """`file, cell `id`: sentence`."""
        return f"{self.file}, cell `{self.cell}`: {self.sentence}" if self.cell else f"{self.file}: {self.sentence}"
