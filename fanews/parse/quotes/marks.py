"""Quotation marks and the edges of a stretch."""

from __future__ import annotations

import re

OPENING = "«\"“”'"
_CLOSING = {"«": "»", '"': '"', "“": "”", "”": "“”", "'": "'"}
_EDGE = " \t\n.،,؛:…-–—«»\"“”'‘’"
_AFTER = re.compile(r"\s*(?:$|[.،,؛!؟\n…]|(?:و|اما|ولی|سپس)(?!\w))")
_GUILLEMET = re.compile("[«»]")
_LETTER = re.compile(r"\w")
_FARTHEST = 6000  # characters; a quotation longer than this is a mark that was never closed


def quoted(norm: str, start: int, limit: int) -> tuple[int, int] | None:
    """The inside of the quotation that opens at `start`, where it is a whole utterance and not a name in «»."""
    if norm[start] not in OPENING:
        return None
    close = find_close(norm, start, limit)
    if close is None:
        return None
    inside = norm[start + 1 : close]
    finished = inside.rstrip()[-1:] in tuple(".!؟?…") or _AFTER.match(norm[close + 1 : min(limit, close + 20)])
    return trim(norm, start + 1, close) if finished and len(inside.split()) > 1 else None


def find_close(norm: str, start: int, limit: int) -> int | None:
    """Where the quotation that opens at `start` closes before `limit`."""
    mark, limit = norm[start], min(limit, start + _FARTHEST)
    if mark != "«":
        ends = [norm.find(close, start + 1, limit) for close in _CLOSING.get(mark, mark)]
        return min((at for at in ends if at > 0), default=None)
    depth = 0
    for match in _GUILLEMET.finditer(norm, start, limit):
        depth += 1 if match[0] == "«" else -1
        if not depth:
            return match.start()
    return None


def trim(norm: str, start: int, end: int) -> tuple[int, int] | None:
    """The range without marks and space at its edges; a quotation mark with its partner inside stays."""
    while start < end and norm[start] in _EDGE:
        if norm[start] in '«"' and _partner_inside(norm, start, end):
            break
        start += 1
    end = _note_off(norm, start, end)
    while start < end and norm[end - 1] in _EDGE and not _closes_inside(norm, start, end):
        end -= 1
    return (start, end) if _LETTER.search(norm, start, end) else None


def _note_off(norm: str, start: int, end: int) -> int:
    """Where the words end that a channel's own «[...]» stands behind, else `end`."""
    last = end
    while last > start and norm[last - 1].isspace():
        last -= 1
    note = norm.rfind("[", start, last) if norm.endswith("]", start, last) else -1
    while note > start and norm[note - 1].isspace():
        note -= 1
    return note if note > start and norm[note - 1] in ".!؟»…" else end


def _partner_inside(norm: str, start: int, end: int) -> bool:
    close = find_close(norm, start, end)
    return close is not None and close < end - 2


def _closes_inside(norm: str, start: int, end: int) -> bool:
    last = norm[end - 1]
    if last == "»":
        return norm.count("«", start, end) >= norm.count("»", start, end)
    return last == '"' and norm.count('"', start, end) % 2 == 0
