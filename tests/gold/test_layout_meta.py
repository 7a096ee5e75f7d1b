"""Title, agency and language of the annotated articles, with the floors of the issue."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fanews.model import Document
from fanews.parse.language import find_language
from fanews.parse.layout import find_layout
from fanews.parse.outlets import find_outlets
from fanews.parse.reading import Reading
from fanews.text import align, fold_key

pytestmark = pytest.mark.shared


def readings(folder: Path) -> Iterator[tuple[dict[str, Any], Reading]]:
    for annotated in sorted(folder.glob("*.json")):
        text = annotated.with_suffix(".txt").read_text("utf-8")
        reading = Reading(Document(annotated.stem, text), align(text))
        find_language(reading)
        find_layout(reading)
        find_outlets(reading)
        yield json.loads(annotated.read_text("utf-8")), reading


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def same_name(stated: str | None, found: str | None) -> bool:
    """As the scorer: equal when folded, or one of four letters or more inside the other."""
    a, b = fold_key(stated or ""), fold_key(found or "")
    return a == b or (min(len(a), len(b)) >= 4 and (a in b or b in a))


@pytest.mark.parametrize("part", ["train", "dev"])
def test_title_agency_and_language_stay_above_their_floors(shared: Path, part: str) -> None:
    found = list(readings(shared / "gold" / part))
    titles = [fold_key(g["title"] or "") == fold_key(r.words(r.title) if r.title else "") for g, r in found]
    agencies = [same_name(g["agency"], r.agency) for g, r in found]
    assert share([g["language"] == r.language for g, r in found]) == 1.0
    assert share(titles) >= 0.95
    assert share(agencies) >= 0.95


def test_the_headlines_of_feeds_are_found_when_they_stand_above_the_text(shared: Path) -> None:
    right: list[bool] = []
    for line in (shared / "articles" / "fars.jsonl").read_text("utf-8").splitlines()[::4]:
        row = json.loads(line)
        text = f"{row['title']}\n{row['text']}"
        reading = Reading(Document("row", text), align(text))
        find_layout(reading)
        right.append(bool(reading.title) and fold_key(reading.words(reading.title)) == fold_key(row["title"]))  # type: ignore[arg-type]
    assert share(right) >= 0.97
