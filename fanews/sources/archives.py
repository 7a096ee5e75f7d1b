"""Archives: .zip, .tar, .tar.gz and a single file in .gz. Members are read from the stream, never unpacked to disk.

Owns what an archive may do: names that leave it, links, passwords, bombs and cut-off ends are refused one by one,
and everything that can be read is.
"""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from fanews.errors import SourceError
from fanews.sources.blob import DAMAGED, Blob, Rejected

MEMBERS_LIMIT = 200_000
UNPACKED_LIMIT = 4_000_000_000  # bytes of one archive
_UNREADABLE = (OSError, ValueError, RuntimeError, *DAMAGED)
_GZIP = b"\x1f\x8b"
_CUT_SHORT = "The archive is damaged or cut short; what could be read of it was."
_UNPACK_IT = "Unpack it and give the folder."


class _Counted(io.RawIOBase):
    """A stream that refuses to give more than an archive may hold."""

    def __init__(self, stream: io.BufferedIOBase, below: io.BufferedIOBase | None = None) -> None:
        self._stream = stream
        self._below = below
        self._left = UNPACKED_LIMIT

    def close(self) -> None:
        """Close what is read from, and what lies below it."""
        self._stream.close()
        if self._below:
            self._below.close()
        super().close()

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As any raw stream; raises SourceError beyond the limit."""
        data = self._stream.read(min(len(buffer), 1 << 20))
        self._left -= len(data)
        if self._left < 0:
            raise SourceError(f"The archive unpacks to more than {UNPACKED_LIMIT / 1e9:g} GB.", _UNPACK_IT)
        buffer[: len(data)] = data
        return len(data)


def open_zip(blob: Blob) -> Iterator[Blob | Rejected]:
    """The members of a zip, in its order."""
    with blob.open() as stream:
        try:
            archive = zipfile.ZipFile(stream if stream.seekable() else io.BytesIO(blob.read()))
        except _UNREADABLE as error:
            raise SourceError("The zip archive is damaged or cut short.", "Copy or download it again.") from error
        with archive:
            left = UNPACKED_LIMIT
            for number, member in enumerate(archive.infolist()):
                left -= member.file_size
                if number >= MEMBERS_LIMIT or left < 0:
                    yield _too_much(blob.path)
                    return
                if not member.is_dir():
                    yield _zip_member(blob, archive, member)


def _zip_member(blob: Blob, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Blob | Rejected:
    path = f"{blob.path}!/{member.filename}"
    if stat.S_ISLNK(member.external_attr >> 16):
        return _link(path)
    if member.flag_bits & 1:
        return Rejected(path, "The member is encrypted.", _UNPACK_IT)
    return _leaves(path, member.filename) or Blob(path, lambda: _opened(archive, member), member.file_size)


def _opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> io.BufferedReader:
    # A member's declared size, which was counted, bounds what zipfile gives of it.
    return io.BufferedReader(archive.open(member))  # type: ignore[arg-type]


def open_tar(blob: Blob) -> Iterator[Blob | Rejected]:
    """The members of a tar, packed or not, in its order. Each must be read before the next is asked for."""
    with blob.open() as stream:
        plain = _Counted(gzip.GzipFile(fileobj=stream) if stream.peek(2)[:2] == _GZIP else stream)
        try:
            with tarfile.open(fileobj=io.BufferedReader(plain), mode="r|") as archive:
                for number, member in enumerate(archive):
                    if number >= MEMBERS_LIMIT:
                        yield _too_much(blob.path)
                        return
                    if not member.isdir():
                        yield _tar_member(blob, archive, member)
        except _UNREADABLE:
            yield Rejected(blob.path, _CUT_SHORT, "Copy or download it again.")


def _tar_member(blob: Blob, archive: tarfile.TarFile, member: tarfile.TarInfo) -> Blob | Rejected:
    path = f"{blob.path}!/{member.name}"
    if member.issym() or member.islnk():
        return _link(path)
    content = archive.extractfile(member) if member.isfile() else None
    if content is None:
        return Rejected(path, "The member is not a file.")
    stream: Any = io.BufferedReader(content)
    return _leaves(path, member.name) or Blob(path, lambda: stream, member.size, once=True)


def open_gzip(blob: Blob) -> Iterator[Blob | Rejected]:
    """The one file in a .gz."""
    name = PurePosixPath(blob.path).name[: -len(".gz")]
    yield Blob(f"{blob.path}!/{name}", lambda: _unpacked(blob.open()), once=blob.once)


def _unpacked(stream: io.BufferedReader) -> io.BufferedReader:
    return io.BufferedReader(_Counted(gzip.GzipFile(fileobj=stream), stream))


def _leaves(path: str, name: str) -> Rejected | None:
    """A member whose name points out of the archive is no honest member."""
    parts = (*PurePosixPath(name).parts, *PureWindowsPath(name).parts)
    absolute = PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor
    if ".." in parts or absolute:
        return Rejected(path, "The member's name leads out of the archive.", "Pack the archive anew with plain names.")
    return None


def _link(path: str) -> Rejected:
    return Rejected(path, "The member is a link, which is not followed.", "Pack the file itself.")


def _too_much(path: str) -> Rejected:
    return Rejected(path, "The archive holds too much; the rest of it was left out.", _UNPACK_IT)
