"""A zip of hand-ins, read without unpacking: names are checked first, and an unsafe archive is refused as a whole.

Nothing is ever written to a path that an archive names. Only the members that are asked for are read, each within a limit.
"""

from __future__ import annotations

import datetime
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from coursekit.rebuild import MAX_FILE_BYTES, TOO_LARGE, Note, Unreadable

MAX_MEMBERS = 50_000
MAX_UNPACKED = 16 * 1024**3
MAX_DEPTH = 8
ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
UTF8_FLAG = 0x800
ENCRYPTED_FLAG = 0x1
BOX_DRAWING = re.compile("[\u2500-\u259f]")  # what Chinese names turn into when they are read as a Western code page

REFUSED = "{file} was refused, and nothing of it was collected: {reason}"
NOT_A_ZIP = "it is not a zip file, or it is damaged"
ABSOLUTE = "“{name}” is an absolute path"
UPWARDS = "“{name}” leads out of the folder"
LINK = "“{name}” is a link or a device and not a file"
TOO_DEEP = "“{name}” lies more than {limit} folders deep"
BOMB = "it would unpack to {size} GB; at most {limit} GB are read"
TOO_MANY = "it holds {count} files; at most {limit} are read"
TWO_OF_A_NAME = "“{name}” is in it twice"
LOCKED = "`{file}` is locked with a password, so it was not read."
DAMAGED = "`{file}` is damaged in the archive, so it was not read."


class ArchiveRefused(RuntimeError):
    """An archive that must not be read; the message names it, and says what in it is wrong."""


@dataclass(frozen=True)
class Member:
    """One file of an archive: the parts of its name, and when it was last changed (local time), if that is known."""

    parts: tuple[str, ...]
    modified: datetime.datetime | None
    info: zipfile.ZipInfo


class Archive:
    """A checked zip file; raises ArchiveRefused when it is opened and something in it is unsafe."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self._refusal(NOT_A_ZIP) from error
        self.members = list(self._checked())

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def read(self, member: Member) -> bytes:
        """Returns a member's bytes; raises Unreadable for giants, locked and damaged ones, whatever their header says."""
        name = member.parts[-1]
        if member.info.flag_bits & ENCRYPTED_FLAG:
            raise Unreadable(Note("locked", LOCKED.format(file=name)))
        try:
            with self._zip.open(member.info) as file:
                blob = file.read(MAX_FILE_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
            raise Unreadable(Note("damaged", DAMAGED.format(file=name))) from error
        if len(blob) > MAX_FILE_BYTES:
            raise Unreadable(Note("too-large", TOO_LARGE.format(file=name, limit=MAX_FILE_BYTES // 1024**2)))
        return blob

    def _checked(self) -> Iterator[Member]:
        infos = self._zip.infolist()
        if len(infos) > MAX_MEMBERS:
            raise self._refusal(TOO_MANY.format(count=len(infos), limit=MAX_MEMBERS))
        size = sum(info.file_size for info in infos)
        if size > MAX_UNPACKED:
            raise self._refusal(BOMB.format(size=size // 1024**3, limit=MAX_UNPACKED // 1024**3))
        seen: set[tuple[str, ...]] = set()
        for info in infos:
            name = member_name(info)
            parts = self._parts(name)
            kind = stat.S_IFMT(info.external_attr >> 16)
            if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
                raise self._refusal(LINK.format(name=name))
            if info.is_dir() or not parts:
                continue
            if parts in seen:
                raise self._refusal(TWO_OF_A_NAME.format(name=name))
            seen.add(parts)
            yield Member(parts, _moment(info), info)

    def _parts(self, name: str) -> tuple[str, ...]:
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or re.match(r"[A-Za-z]:", name):
            raise self._refusal(ABSOLUTE.format(name=name))
        if ".." in path.parts:
            raise self._refusal(UPWARDS.format(name=name))
        if len(path.parts) > MAX_DEPTH:
            raise self._refusal(TOO_DEEP.format(name=name, limit=MAX_DEPTH))
        return path.parts

    def _refusal(self, reason: str) -> ArchiveRefused:
        return ArchiveRefused(REFUSED.format(file=self.path.name, reason=reason))


def member_name(info: zipfile.ZipInfo) -> str:
    """Returns a member's name as its author wrote it: zips from Chinese Windows hold GBK and don't say so."""
    if info.flag_bits & UTF8_FLAG:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    encodings = ("utf-8", "gb2312", "gb18030") if BOX_DRAWING.search(info.filename) else ("utf-8", "gb2312")
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def is_archive(name: str) -> bool:
    return name.lower().endswith(ARCHIVES)


def _moment(info: zipfile.ZipInfo) -> datetime.datetime | None:
    """Returns when a member was changed; a zip's own zero, 1 January 1980, means that nobody wrote it down."""
    try:
        moment = datetime.datetime(*info.date_time)
    except ValueError:
        return None
    return None if moment.year <= 1980 else moment
