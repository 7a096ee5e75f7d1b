"""Inputs to documents: files, folders, archives, tables and pages, one document at a time.

    for outcome in iter_documents(["pages/", "feed.jsonl", "-"]):
        ...                        # a Document, or a Rejected with a reason and a hint

Owns which reader an input gets. Nothing raises for a bad input: it is refused, with a reason, and the rest
goes on. One document is in memory at a time.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from fanews.errors import SourceError
from fanews.model import Document
from fanews.sources.archives import open_gzip, open_tar, open_zip
from fanews.sources.blob import DAMAGED, Blob, Outcome, Rejected, rejected
from fanews.sources.html import read_html
from fanews.sources.tables import FIELDS, read_csv, read_jsonl
from fanews.sources.texts import read_text

__all__ = ["STDIN", "Document", "Outcome", "Rejected", "iter_documents"]

STDIN = "-"
_READERS: dict[str, Callable[[Blob], Iterator[Outcome]]] = {
    ".txt": read_text,
    ".text": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
}
_ARCHIVES: dict[str, Callable[[Blob], Iterator[Blob | Rejected]]] = {
    ".tar.gz": open_tar,
    ".tgz": open_tar,
    ".tar": open_tar,
    ".zip": open_zip,
    ".gz": open_gzip,
}
_NESTED = "It is an archive inside an archive."
_JUNK = ("__MACOSX", "Thumbs.db", "desktop.ini", "README.md", "LICENSE")


def iter_documents(paths: Iterable[str]) -> Iterator[Outcome]:
    """What the inputs hold, in order; folders by name. `-` is standard input."""
    for path in paths:
        if path == STDIN:
            yield from _documents(_stdin())
        elif Path(path).is_dir():
            yield from _folder(path)
        else:
            yield from _file(path)


def _stdin() -> Blob:
    stream = _Unclosed(sys.stdin.buffer)  # type: ignore[arg-type]
    return Blob(STDIN, lambda: stream, once=True)


def _folder(path: str) -> Iterator[Outcome]:
    errors: list[OSError] = []
    any_file = False
    for folder, subfolders, names in os.walk(path, onerror=errors.append):
        subfolders[:] = sorted(name for name in subfolders if not _is_junk(name))
        files = sorted(name for name in names if not _is_junk(name))
        any_file = any_file or bool(files)
        yield from (_link(Path(folder, name)) for name in subfolders if Path(folder, name).is_symlink())
        for file in (Path(folder, name) for name in files):
            yield from [_link(file)] if file.is_symlink() else _file(str(file))
        yield from (Rejected(str(e.filename), f"The folder cannot be opened: {e.strerror}.") for e in errors)
        errors.clear()
    if not any_file:
        yield Rejected(path, "The folder has no files.")


def _link(path: Path) -> Rejected:
    return Rejected(str(path), "It is a link, which is not followed.", "Give what it points at.")


def _is_junk(name: str) -> bool:
    return name in _JUNK or (name.startswith(".") and name.strip(".") != "")


def _file(path: str) -> Iterator[Outcome]:
    try:
        found = Path(path).stat()
        if not stat.S_ISREG(found.st_mode):
            yield Rejected(path, "It is not a file.", "To read a stream, pipe it in and give `-`.")
            return
    except FileNotFoundError:
        yield Rejected(path, "There is no such file or folder.", "Check the path.")
        return
    except (OSError, ValueError) as error:
        yield Rejected(path, f"It cannot be opened: {getattr(error, 'strerror', None) or error}.")
        return
    yield from _documents(Blob(path, partial(_opened, path), found.st_size))


def _opened(path: str) -> io.BufferedReader:
    return Path(path).open("rb")


def _documents(blob: Blob, inside: bool = False) -> Iterator[Outcome]:
    """What one file holds. `inside`: it lies in an archive already."""
    try:
        suffix = _suffix(blob)
        if suffix not in _ARCHIVES:
            yield from _READERS[suffix](blob)
        elif inside and suffix != ".gz":
            yield Rejected(blob.path, _NESTED, "Unpack the outer one and give the folder.")
        else:
            yield from _members(_ARCHIVES[suffix](blob))
    except SourceError as error:
        yield rejected(blob.path, error)
    except DAMAGED:
        yield Rejected(blob.path, "The file is damaged or cut short.", "Copy or download it again.")
    except (OSError, ValueError, RuntimeError, NotImplementedError) as error:
        yield Rejected(blob.path, f"It cannot be read: {getattr(error, 'strerror', None) or error}.")


def _members(members: Iterator[Blob | Rejected]) -> Iterator[Outcome]:
    any_member = False
    for member in members:
        any_member = True
        if isinstance(member, Rejected):
            yield member
        elif not any(_is_junk(part) for part in member.path.rpartition("!/")[2].split("/")):
            yield from _documents(member, inside=True)
    if not any_member:
        raise SourceError("The archive has no files.")


def _suffix(blob: Blob) -> str:
    """The kind of input by its name, else by how it begins."""
    name = blob.path.lower()
    known = next((suffix for suffix in (*_ARCHIVES, *_READERS) if name.endswith(suffix)), None)
    if known:
        return known
    if name.endswith(".json"):
        raise SourceError("JSON documents are not read.", "Give JSON Lines (.jsonl): one object a line.")
    return _sniffed(blob)


def _sniffed(blob: Blob) -> str:
    head = blob.head()
    if head.startswith(b"PK\x03\x04"):
        return ".zip"
    if head.startswith(b"\x1f\x8b"):
        return ".tar.gz"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body", b"<?xml")):
        return ".html"
    if start.startswith(b"{"):
        return ".jsonl"
    columns = {cell.strip().strip('"') for cell in start.split(b"\n")[0].decode("utf-8", "replace").split(",")}
    return ".csv" if "text" in columns and len(columns & set(FIELDS)) >= 2 else ".txt"


class _Unclosed(io.BufferedReader):
    """Standard input, looked into by one reader after another: closing it does nothing."""

    def close(self) -> None:
        """Leave it open."""
