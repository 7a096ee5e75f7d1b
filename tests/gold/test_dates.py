"""Dates and publication days on the gold set, with floors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fanews.model import Document
from fanews.parse.layout import find_layout
from fanews.parse.published import find_published
from fanews.parse.reading import Reading
from fanews.text import align

pytestmark = pytest.mark.shared

FLOORS = ["dates_found=0.96", "dates_right=0.93", "dates_span_exact=0.90"]


def test_dates_are_found_and_right(shared: Path) -> None:
    gold = shared / "gold"
    command = [sys.executable, gold / "score_dates.py", gold / "dates" / "dev.jsonl", "--floor", *FLOORS]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stdout + result.stderr


def test_trap_passages_hold_no_date(shared: Path) -> None:
    from fanews.dates import find_dates

    rows = map(json.loads, (shared / "gold" / "dates" / "dev.jsonl").read_text("utf-8").splitlines())
    traps = [row for row in rows if not row["dates"]]
    assert traps
    assert {row["id"]: [m.words for m in find_dates(row["text"])] for row in traps} == {row["id"]: [] for row in traps}


@pytest.mark.parametrize("part", ["dev", "train"])
def test_every_publication_day_is_right(shared: Path, part: str) -> None:
    wrong = {}
    for file in sorted((shared / "gold" / part).glob("*.txt")):
        stated = json.loads(file.with_suffix(".json").read_text("utf-8"))["published"]
        found = _read(file.read_text("utf-8")).published
        if (found and found.isoformat()) != stated:
            wrong[file.stem] = (found, stated)
    assert wrong == {}


def test_the_first_page_keeps_its_contradiction(shared: Path) -> None:
    reading = _read((shared / "articles" / "scraped" / "000.txt").read_text("utf-8"))
    assert reading.published is None
    (conflict,) = reading.conflicts
    assert conflict.code == "weekday_contradicts_banner"
    assert [span.surface for span in conflict.spans] == ["امروز (سهشنبه)", "دوشنبه 5 آذر 1403"]


def _read(text: str) -> Reading:
    reading = Reading(Document("gold", text), align(text))
    find_layout(reading)
    find_published(reading)
    return reading
