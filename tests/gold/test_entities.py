"""Names of people, institutions and places on the gold set and on tagged news, with floors.

A floor is a little below the figure measured when the model was trained (see the cards in fanews/models).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from fanews.model import Document
from fanews.parse import parse_document
from fanews.parse.entities import find_mentions
from fanews.parse.reading import Reading
from fanews.record import as_record
from fanews.text import align, fold_key
from fanews.text.sentences import split_sentences

pytestmark = pytest.mark.shared

GOLD_FLOORS = ["entities=0.88", "entities_PER=0.90", "entities_LOC=0.92"]
TAGGED_FLOORS = {"fast": "ALL=0.80", "accurate": "ALL=0.82"}
ARTICLES = 500


def test_names_are_found_in_articles_kept_aside(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold"
    parsed = tmp_path / "parsed.jsonl"
    documents = [Document(str(file), file.read_text("utf-8")) for file in sorted((gold / "dev").glob("*.txt"))]
    records = (json.dumps(as_record(parse_document(d)), ensure_ascii=False) for d in documents)
    parsed.write_text("\n".join(records), "utf-8")
    scored = _run([gold / "score.py", gold / "dev", parsed, "--floor", *GOLD_FLOORS])
    assert scored.returncode == 0, scored.stdout + scored.stderr
    figures = json.loads(_run([gold / "score.py", gold / "dev", parsed, "--json"]).stdout)
    assert figures["crooked_offsets"]["value"] == 0


@pytest.mark.parametrize("model", TAGGED_FLOORS)
def test_names_are_found_in_tagged_news(shared: Path, model: str) -> None:
    if model == "accurate":
        pytest.importorskip("onnxruntime")
    tool = f"{Path(sys.executable).with_name('fanews')} parse --model {model}"
    tagged = shared / "ner" / "peyma" / "dev.txt"
    scored = _run([shared / "gold" / "score_ner.py", tagged, "--tool", tool, "--floor", TAGGED_FLOORS[model]])
    assert scored.returncode == 0, scored.stdout + scored.stderr


def test_an_article_has_the_same_names_with_its_zwnjs_kept_lost_or_typed_as_spaces(shared: Path) -> None:
    lines = (shared / "articles" / "fars.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in islice(lines, ARTICLES)]
    differing, total = Counter[tuple[str, str]](), 0
    for text in texts:
        kept, lost, spaced = (_names(t) for t in (text, text.replace("\u200c", ""), text.replace("\u200c", " ")))
        assert kept == lost
        differing += (kept - spaced) + (spaced - kept)
        total += kept.total() + spaced.total()
    assert differing.total() < 0.01 * total, differing.most_common(40)


def _names(text: str) -> Counter[tuple[str, str]]:
    reading = Reading(Document("article", text), align(text))
    reading.sentences = tuple(split_sentences(reading.norm))
    find_mentions(reading)
    return Counter((fold_key(reading.norm[m.start : m.end]), m.type.value) for m in reading.mentions)


def _run(command: list[object]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, timeout=200)
