"""Visits and quotes on articles that no rule was written for, labelled by a reader who had not
seen the parser's output.

`audit.jsonl` holds ranges, codes and kinds alone; the words are taken from ../shared. Matching is the shared
scorer's. A label with several statuses or speakers takes any of them; an `optional` one, on which careful readers
differ, is neither missed nor wrong. Set `a` was drawn first: its classes of errors were told to the authors of the
rules, so its figures flatter them since. The errors of set `b` were told to nobody: keep it so. Set `c` (visits only)
was drawn later by words of travel or meeting near a foreign place; it stood at 0.596 before its errors were mended. Set
`d`, drawn like it, was labelled after that and nothing was mended on it: keep it so.
"""

from __future__ import annotations

import importlib.util
import json
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from fanews.pipeline import parse_all
from fanews.record import as_record
from fanews.sources import Rejected, iter_documents

pytestmark = pytest.mark.shared

LABELS = Path(__file__).parent / "audit.jsonl"
MEASURES = ("visits", "visits_joint", "quotes_joint")
FLOORS = {
    ("a", "visits"): 0.85,
    ("a", "visits_joint"): 0.79,
    ("a", "quotes_joint"): 0.87,
    ("b", "visits"): 0.83,
    ("b", "visits_joint"): 0.77,
    ("b", "quotes_joint"): 0.90,
    ("c", "visits"): 0.79,
    ("c", "visits_joint"): 0.75,
    ("d", "visits"): 0.80,
    ("d", "visits_joint"): 0.78,
}

type Label = dict[str, Any]
type Tally = tuple[int, int, int]  # hits, predicted, wanted


@pytest.fixture(scope="module")
def figures(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], float]:
    """(set, measure) → F1 over the set's articles."""
    scorer, found = load_scorer(shared), parsed(shared, tmp_path_factory.mktemp("audit"))
    counts = [(label["set"], tally(scorer, label, *found[label["file"], label["id"]])) for label in labels()]
    return {key: f1([c[key[1]] for name, c in counts if name == key[0] and key[1] in c]) for key in FLOORS}


@pytest.mark.parametrize("key", FLOORS, ids="-".join)
def test_the_figure_on_articles_no_rule_was_written_for_stays_above_its_floor(
    figures: dict[tuple[str, str], float], key: tuple[str, str]
) -> None:
    assert figures[key] >= FLOORS[key]


def test_every_label_points_into_its_article(shared: Path, tmp_path: Path) -> None:
    for (file, name), (text, _) in parsed(shared, tmp_path).items():
        label = next(label for label in labels() if (label["file"], label["id"]) == (file, name))
        spans = [[q["start"], q["end"]] for q in label.get("quotes", [])] + [v["evidence"] for v in label["visits"]]
        assert all(0 <= start < end <= len(text) for start, end in spans)


def labels() -> list[Label]:
    return [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]


def load_scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves a table of names to be closed by itself
        spec.loader.exec_module(module)
    return module


def parsed(shared: Path, folder: Path) -> dict[tuple[str, str], tuple[str, dict[str, Any]]]:
    """(file, id) → the article's text and its record. Rows are read as rows: title and publication day included."""
    ids = {(label["file"], label["id"]) for label in labels()}
    found = {}
    for name in sorted({file for file, _ in ids}):
        source = shared / "articles" / name
        chosen = _rows(source, folder, ids) if source.suffix else [str(source / i) for file, i in ids if file == name]
        for result in parse_all(iter_documents(chosen), workers=1):
            assert not isinstance(result, Rejected)
            key = name, result.document.path if source.suffix else Path(result.document.path).name
            found[key] = result.document.text, as_record(result)
    return found


def _rows(source: Path, folder: Path, ids: set[tuple[str, str]]) -> list[str]:
    """A table of the audited rows of `source` alone."""
    lines = [x for x in source.read_text("utf-8").splitlines() if (source.name, json.loads(x)["id"]) in ids]
    table = folder / source.name
    table.write_text("\n".join(lines), "utf-8")
    return [str(table)]


def tally(scorer: ModuleType, label: Label, text: str, found: dict[str, Any]) -> dict[str, Tally]:
    """Counts for one article; an article whose quotes were not labelled has no count of them."""
    visits = visit_pairs(scorer, label, text, found)
    told = [g for _, g, p in visits if not g["optional"] and p["status"] in g["status"]]
    counts = {
        "visits": _count(sum(not g["optional"] for _, g, _ in visits), visits, found["visits"], label["visits"]),
        "visits_joint": _count(len(told), visits, found["visits"], label["visits"]),
    }
    if "quotes" in label:
        quotes = quote_pairs(scorer, label, text, found)
        right = [g for s, g, p in quotes if not g["optional"] and s >= 0.8 and _said_by(scorer, g, p)]
        counts["quotes_joint"] = _count(len(right), quotes, found["quotes"], label["quotes"])
    return counts


def visit_pairs(scorer: ModuleType, label: Label, text: str, found: dict[str, Any]) -> list[tuple[float, Label, Label]]:
    """The scorer's pairing, with a status right when it is one of those the words leave open."""

    def score(g: Label, p: Label) -> float:
        status = p["status"] if p["status"] in g["status"] else g["status"][0]
        return float(scorer.visit_score(g | {"status": status}, p))

    return list(scorer.pair_up([worded_visit(text, v) for v in label["visits"]], found["visits"], score))


def quote_pairs(scorer: ModuleType, label: Label, text: str, found: dict[str, Any]) -> list[tuple[float, Label, Label]]:
    return list(scorer.pair_up([worded_quote(text, q) for q in label["quotes"]], found["quotes"], scorer.iou))


def worded_visit(text: str, visit: Label) -> Label:
    """A label with its words in place of their ranges."""
    words = {k: _slice(text, visit.get(k)) for k in ("visitor", "visitor_role", "host_city", "evidence")}
    return {"optional": False} | visit | words


def worded_quote(text: str, quote: Label) -> Label:
    words = {"text": text[quote["start"] : quote["end"]], "speaker": [_slice(text, s) for s in quote["speaker"]]}
    return {"optional": False} | quote | words


def _said_by(scorer: ModuleType, quote: Label, found: Label) -> bool:
    return any(scorer.same(speaker, found["speaker"]) for speaker in quote["speaker"])


def _slice(text: str, span: list[int] | None) -> str | None:
    return text[span[0] : span[1]] if span else None


def _count(hits: int, pairs: list[tuple[float, Label, Label]], found: list[Label], wanted: list[Label]) -> Tally:
    spared = sum(g["optional"] for _, g, _ in pairs)
    return hits, len(found) - spared, sum(not w.get("optional") for w in wanted)


def f1(parts: list[Tally]) -> float:
    hits, predicted, wanted = (sum(column) for column in zip(*parts, strict=True))
    return float(2 * hits / (predicted + wanted))
