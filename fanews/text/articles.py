"""Unlabelled articles with their ZWNJs marked, for compiling and for measuring. Never needed to read the news."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from fanews.text.aligned import align
from fanews.text.characters import ZWNJS

# Stands for a ZWNJ in normalised text; a private-use character that no article has.
MARK = "\ue000"
_ZWNJ = re.compile(f"[{ZWNJS}]+")
_LOST = re.compile(rf"(?<!\w){MARK}|{MARK}(?!\w)")


def articles(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(file, id, text) of the articles of `fars.jsonl`, `mixed.jsonl` and `channels.jsonl` that have ZWNJs."""
    for name in ("fars", "mixed", "channels"):
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if "\u200c" in row["text"]:
                    yield name, row["id"], row["text"]


def is_held_out(article: str) -> bool:
    """Whether the article with this id is kept for measuring: one in ten, by a checksum of its id."""
    return zlib.crc32(article.encode()) % 10 == 0


def marked_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """(id, text) with letters unified and a MARK for each ZWNJ between two letters; no space is removed."""
    for _, name, text in articles(folder):
        yield name, _LOST.sub(" ", align(_ZWNJ.sub(MARK, text), join=False).norm)
