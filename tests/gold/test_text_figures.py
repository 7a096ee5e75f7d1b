"""The text layer on real articles: no offset ever lies, ZWNJs come back, three spellings read alike."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from fanews.text import align
from fanews.text.articles import articles, is_held_out
from fanews.text.sentences import split_sentences
from fanews.text.zwnj import restore_zwnj

pytestmark = pytest.mark.shared

SAMPLE = 10  # every tenth text has every word tried; the benchmark tries them all


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "benchmarks" / "text.py"
    spec = importlib.util.spec_from_file_location("benchmark_of_text", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_span_of_the_articles_comes_back_to_its_words(shared: Path, benchmark: ModuleType) -> None:
    texts = list(benchmark.all_texts(shared / "articles"))
    assert len(texts) == 7000
    spans, failures = benchmark.round_trips(texts[::SAMPLE])
    assert failures == 0
    assert spans > 100_000


def test_normalising_every_article_twice_changes_nothing(shared: Path, benchmark: ModuleType) -> None:
    for text in benchmark.all_texts(shared / "articles"):
        aligned = align(text)
        assert len(aligned.origin) == len(aligned.norm) + 1
        assert align(aligned.norm).norm == aligned.norm


def test_lost_zwnjs_come_back(shared: Path, benchmark: ModuleType) -> None:
    held_out = [text for _, name, text in articles(shared / "articles") if is_held_out(name)]
    assert len(held_out) > 500
    right, wrong, missed, skipped = benchmark.restored_counts(lambda text: restore_zwnj(text).text, held_out)
    assert right / (right + wrong) >= 0.97
    assert right / (right + missed) >= 0.92
    assert skipped == 0


def test_names_of_persons_are_left_whole(shared: Path, benchmark: ModuleType) -> None:
    names = [name for path in sorted((shared / "ner").glob("*/*.txt")) for name in benchmark.person_names(path)]
    altered = sum(bool(restore_zwnj(name).places) for name in names)
    assert len(names) > 10_000
    assert altered / len(names) < 0.002


@pytest.mark.parametrize(("gap", "share"), [("", 1.0), (" ", 0.35)])
def test_articles_read_the_same_in_every_spelling_of_their_zwnjs(
    shared: Path, benchmark: ModuleType, gap: str, share: float
) -> None:
    texts = [
        benchmark.ANY_ZWNJ.sub("\u200c", text) for file, _, text in articles(shared / "articles") if file == "fars"
    ]
    same = sum(align(text).norm == align(text.replace("\u200c", gap)).norm for text in texts)
    assert same / len(texts) >= share


def test_no_sentence_of_the_articles_cuts_a_quotation(shared: Path, benchmark: ModuleType) -> None:
    quoted = cut = 0
    for text in benchmark.all_texts(shared / "articles"):
        norm = align(text).norm
        lines = norm.split("\n")
        for sentence in split_sentences(norm):
            words = norm[sentence.start : sentence.end]
            if ("«" in words or "»" in words) and _is_balanced(lines[sentence.paragraph]):
                quoted += 1
                cut += not _is_balanced(words)
    assert quoted > 7000
    assert cut == 0


def _is_balanced(words: str) -> bool:
    depth = 0
    for mark in re.findall("[«»]", words):
        depth += 1 if mark == "«" else -1
        if depth < 0:
            return False
    return depth == 0
