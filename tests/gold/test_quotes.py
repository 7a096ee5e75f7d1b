"""Figures of quotes and speakers on annotated articles, with floors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fanews.model import Document
from fanews.parse import parse_document
from fanews.record import as_record
from fanews.text import fold_key

pytestmark = pytest.mark.shared

FLOORS = {"quotes_0.8": 0.90, "quotes_joint": 0.83, "speaker_accuracy": 0.92, "quote_kind": 0.95}


def read(path: Path) -> dict[str, Any]:
    return as_record(parse_document(Document(path.stem, path.read_text("utf-8"))))


@pytest.fixture(scope="module")
def figures(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report of the shared scorer."""
    gold, found = shared / "gold" / "dev", tmp_path_factory.mktemp("quotes") / "found.jsonl"
    found.write_text("\n".join(json.dumps(read(path)) for path in sorted(gold.glob("*.txt"))), "utf-8")
    scorer = [sys.executable, str(gold.parent / "score.py"), str(gold), str(found), "--json"]
    report: dict[str, Any] = json.loads(subprocess.run(scorer, check=True, capture_output=True).stdout)
    return report


@pytest.mark.parametrize("key", FLOORS)
def test_the_figure_on_the_development_articles_stays_above_its_floor(figures: dict[str, Any], key: str) -> None:
    assert figures[key]["value"] >= FLOORS[key]


def test_every_quote_of_the_seed_has_its_speaker(shared: Path) -> None:
    wanted = json.loads((shared / "gold" / "dev" / "d000.json").read_text("utf-8"))["quotes"]
    found = {fold_key(q["text"]): set() for q in wanted}
    for quote in read(shared / "gold" / "dev" / "d000.txt")["quotes"]:
        found.setdefault(fold_key(quote["text"]), set()).add((quote["start"], fold_key(quote["speaker"] or "")))
    assert len(wanted) == 10
    for quote in wanted:
        assert (quote["start"], fold_key(quote["speaker"])) in found[fold_key(quote["text"])]


def test_the_same_quotes_and_speakers_are_found_with_zwnjs_without_them_and_with_spaces(shared: Path) -> None:
    quotes = different = 0
    for text in agency_texts(shared, 24):
        kept = keys(text)
        for variant in (text.replace("\u200c", ""), text.replace("\u200c", " ")):
            other = keys(variant)
            quotes += len(kept)
            different += max(len(kept - other), len(other - kept))
    assert quotes > 200
    assert different / quotes < 0.01


def agency_texts(shared: Path, number: int) -> list[str]:
    """Every twentieth article that has ZWNJs."""
    lines = (shared / "articles" / "fars.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines[::20]]
    return [t for t in texts if t.count("\u200c") > 5][:number]


def keys(text: str) -> set[tuple[str, str, str]]:
    """What is said, how, and by whom."""
    parsed = as_record(parse_document(Document("test", text)))
    return {(fold_key(q["text"]), q["kind"], fold_key(q["speaker"] or "")) for q in parsed["quotes"]}
