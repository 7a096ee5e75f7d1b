"""How right the parser is: `python benchmarks/accuracy.py [--write]`.

Parses ../shared/gold/dev (nothing is tuned or trained on it), scores it with ../shared/gold/score.py, and
prints each figure with its 95 % interval (bootstrap over articles). `--write` puts the figures where the overview
page and docs/accuracy.md take them from. Skips, saying so, without ../shared.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from fanews.dates import find_dates
from fanews.model import Document
from fanews.parse import parse_document
from fanews.record import as_record

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FIGURES = ROOT / "fanews" / "ui" / "accuracy.json"
PAGE = ROOT / "docs" / "accuracy.md"
MARKS = ("<!-- figures: benchmarks/accuracy.py --write -->", "<!-- end of figures -->")
SHOWN = {
    "quotes_0.8": "quotes: the stretch (overlap ≥ 0.8), F1",
    "quotes_joint": "quotes: stretch and speaker, F1",
    "speaker_accuracy": "speaker of a found quote",
    "quote_kind": "direct or indirect, of a found quote",
    "visits": "visits: visitor and both countries, F1",
    "visits_joint": "visits: with status, F1",
    "visit_city": "host city of a found visit",
    "visit_purpose": "purpose of a found visit",
    "entities": "names of persons, organisations, places, F1",
    "entities_PER": "names of persons, F1",
    "entities_ORG": "names of organisations, F1",
    "entities_LOC": "names of places, F1",
    "title": "headline",
    "agency": "outlet",
    "published": "publication date (mostly: none stated)",
    "language": "language",
}
PRONOUNS = frozenset({"وی", "او", "ایشان", "این مقام", "نامبرده", "آنها", "آنان", "این"})


def main() -> None:
    """Print the figures; write them too when asked."""
    if not SHARED.is_dir():
        print("../shared is not here: no annotated articles to measure on")
        return
    score = _score_module()
    pairs = list(_pairs(SHARED / "gold" / "dev"))
    rows = score.report([score.count(gold, pred) for gold, pred in pairs])
    figures = {key: {k: round(v, 3) for k, v in rows[key].items() if isinstance(v, float)} for key in SHOWN}
    table = _table(figures, len(pairs)) + _breakdown(score, pairs) + _dates()
    print(table)
    if "--write" in sys.argv[1:]:
        record = {"articles": len(pairs), "figures": figures}
        FIGURES.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
        before, _, rest = PAGE.read_text("utf-8").partition(MARKS[0])
        PAGE.write_text(f"{before}{MARKS[0]}\n{table}\n{MARKS[1]}{rest.partition(MARKS[1])[2]}", "utf-8")


def _score_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _pairs(folder: Path) -> Iterable[tuple[dict[str, Any], dict[str, Any]]]:
    for path in sorted(folder.glob("*.json")):
        document = Document(path.stem, path.with_suffix(".txt").read_text("utf-8"))
        yield json.loads(path.read_text("utf-8")), as_record(parse_document(document))


def _table(figures: dict[str, dict[str, float]], articles: int) -> str:
    lines = [
        f"Measured on {articles} annotated articles.\n",
        "| what | figure | 95 % interval | precision | recall |",
        "| --- | --- | --- | --- | --- |",
    ]
    for key, name in SHOWN.items():
        f = figures[key]
        more = f"{f['precision']:.2f} | {f['recall']:.2f}" if "precision" in f else " | "
        lines.append(f"| {name} | {f['value']:.3f} | {f['low']:.2f}-{f['high']:.2f} | {more} |")
    return "\n".join(lines) + "\n"


def _breakdown(score: ModuleType, pairs: Iterable[tuple[dict[str, Any], dict[str, Any]]]) -> str:
    asked: Counter[str] = Counter()
    spans: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for gold, pred in pairs:
        found = {id(g): (s, p) for s, g, p in score.pair_up(gold["quotes"], pred["quotes"], score.iou)}
        for quote in gold["quotes"]:
            overlap, match = found.get(id(quote), (0.0, {}))
            for group in (quote["kind"], "named by " + _named_by(quote)):
                asked[group] += 1
                spans[group] += overlap >= 0.8
                both[group] += overlap >= 0.8 and score.same(quote["speaker"], match.get("speaker"))
    lines = ["", "| quotes, by kind and by what names the speaker | annotated | stretch found | and speaker right |"]
    lines.append("| --- | --- | --- | --- |")
    for group, count in sorted(asked.items()):
        lines.append(f"| {group} | {count} | {spans[group] / count:.2f} | {both[group] / count:.2f} |")
    return "\n".join(lines) + "\n"


def _named_by(quote: dict[str, Any]) -> str:
    mention = quote["mention"]
    if not mention:
        return "nothing (carried on)"
    if mention in PRONOUNS:
        return "a pronoun"
    words = re.findall(r"\w{3,}", quote["speaker"] or "")
    if quote["speaker_role"] and not any(word in mention for word in words):
        return "an office"
    return "a name, an institution, an unnamed source"


def _dates() -> str:
    rows = [json.loads(line) for line in (SHARED / "gold" / "dates" / "dev.jsonl").open(encoding="utf-8")]
    asked = found = right = 0
    for row in rows:
        mentions = find_dates(row["text"], _day(row["published"]))
        days = {(m.start_char, m.end_char): (m.first_day, m.last_day) for m in mentions}
        asked, found = asked + len(row["dates"]), found + len(days)
        for date in row["dates"]:
            interval = (_day(date["from"]), _day(date["to"]))
            right += any(a < date["end"] and date["start"] < b and d == interval for (a, b), d in days.items())
    figure = 2 * right / (asked + found)
    return f"\nDate expressions with the right interval ({asked} annotated): F1 {figure:.3f}.\n"


def _day(value: str | None) -> dt.date | None:
    return dt.datetime.fromisoformat(value).date() if value else None


if __name__ == "__main__":
    main()
