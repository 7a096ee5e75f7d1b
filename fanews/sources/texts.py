"""Plain text: one file, one article."""

from __future__ import annotations

from collections.abc import Iterator

from fanews.model import Document
from fanews.sources.blob import Blob, Outcome
from fanews.sources.decoding import decode, require_persian


def read_text(blob: Blob) -> Iterator[Outcome]:
    """The article. Raises SourceError where it cannot be taken."""
    text = decode(blob.read())
    require_persian(text)
    yield Document(blob.path, text)
