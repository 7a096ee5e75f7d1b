"""Figures of quotes and speakers on annotated articles, with floors."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from fanews.model import Document
from fanews.parse import parse_document
from fanews.record import as_record
from fanews.text import fold_key

pytestmark = pytest.mark.shared

FLOORS = {"quotes_0.8": 0.90, "quotes_joint": 0.83, "speaker_accuracy": 0.92, "quote_kind": 0.95}


@pytest.fixture(scope="module")
def score(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> dict[str, Any]:
    return as_record(parse_document(Document(path.stem, path.read_text("utf-8"))))


@pytest.fixture(scope="module")
def figures(shared: Path, score: Any) -> dict[str, float]:
    counts = []
    for path in sorted((shared / "gold" / "dev").glob("*.json")):
        counts.append(score.count(json.loads(path.read_text("utf-8")), read(path.with_suffix(".txt"))))
    return {key: row["value"] for key, row in score.report(counts).items()}


@pytest.mark.parametrize("key", FLOORS)
def test_the_figure_on_the_development_articles_stays_above_its_floor(figures: dict[str, float], key: str) -> None:
    assert figures[key] >= FLOORS[key]


def test_every_quote_of_the_seed_has_its_speaker(shared: Path, score: Any) -> None:
    wanted = json.loads((shared / "gold" / "dev" / "d000.json").read_text("utf-8"))["quotes"]
    pairs = score.pair_up(wanted, read(shared / "gold" / "dev" / "d000.txt")["quotes"], score.iou)
    right = [g for overlap, g, p in pairs if overlap >= 0.8 and score.same(g["speaker"], p["speaker"])]
    assert len(right) == len(wanted) == 10


def test_the_same_quotes_are_found_with_zwnjs_without_them_and_with_spaces(shared: Path) -> None:
    quotes = different = 0
    for text in agency_texts(shared, 40):
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


def keys(text: str) -> set[tuple[str, str]]:
    return {(fold_key(q.span.surface), q.kind.value) for q in parse_document(Document("test", text)).quotes}
