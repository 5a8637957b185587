"""PNG files without what changes from one machine to the next."""

from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DROPPED = {b"tEXt", b"iTXt", b"zTXt", b"tIME", b"eXIf"}


def stripped_png(data: bytes) -> bytes:
    """The same picture without texts and times (matplotlib writes its version there); not a PNG → unchanged."""
    if not data.startswith(SIGNATURE):
        return data
    return SIGNATURE + b"".join(chunk for kind, chunk in _chunks(data) if kind not in DROPPED)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        end = at + 12 + length
        yield data[at + 4 : at + 8], data[at:end]
        at = end
