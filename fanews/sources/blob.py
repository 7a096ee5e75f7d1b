"""What every source shares: a named stream of bytes, the refusal of one, and the limits.

Owns the limits of size. It decides nothing about kinds of input.
"""

from __future__ import annotations

import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader

from fanews.errors import SourceError
from fanews.model import Document

# What streams raise whose bytes are damaged or cut short.
DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError)

TEXT_LIMIT = 10_000_000  # bytes, of one text or page
_TOO_LARGE = "The text is larger than 10 MB."
_SPLIT_IT = "Split it into one file an article."


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that was not taken: where it lies, why, and what to do about it (may be empty)."""

    path: str
    reason: str
    hint: str = ""


type Outcome = Document | Rejected


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes with a name. `path` is shown to people; `open` gives a buffered stream.

    It starts at the first byte each time, unless the bytes come by only `once` (standard input, a tar's
    member): then it is one and the same stream. `size` is in bytes, None where it is not known before reading.
    """

    path: str
    open: Callable[[], BufferedReader]
    size: int | None = None
    once: bool = False

    def head(self) -> bytes:
        """The first bytes, 4096 at most, left to be read again."""
        stream = self.open()
        start = stream.peek(4096)[:4096]
        if not self.once:
            stream.close()
        return start

    def read(self) -> bytes:
        """All bytes of a text. Raises SourceError beyond the limit, OSError and EOFError as the stream does."""
        if self.size is not None and self.size > TEXT_LIMIT:
            raise SourceError(_TOO_LARGE, _SPLIT_IT)
        with self.open() as stream:
            data = stream.read(TEXT_LIMIT + 1)
        if len(data) > TEXT_LIMIT:
            raise SourceError(_TOO_LARGE, _SPLIT_IT)
        return data


def rejected(path: str, error: SourceError) -> Rejected:
    """The refusal an error stands for."""
    return Rejected(path, error.message, error.hint)
