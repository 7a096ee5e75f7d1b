"""What is known of quotes and speakers on annotated articles: figures for the documents, numbers for the lexicon.

usage: python tests/gold/measure_quotes.py rules ../shared/gold/train > fanews/lexicon/quote_rules.tsv
       python tests/gold/measure_quotes.py figures ../shared/gold/dev

`rules`: how often each rule of attribution is right. `figures`: Markdown tables by kind and by what names the speaker
at the cue, with intervals (95 %, 400 resamples of whole articles). A quote counts where it overlaps an annotated one
by 0.3 or more (0.8 in the table by kind); a speaker is right where `score.py` beside the articles says so.
"""

from __future__ import annotations

import importlib.util
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fanews.model import Document
from fanews.parse import parse_document
from fanews.record import as_record
from fanews.text import fold_key

HEAD = """# How often the speaker was right, by the rule that found them: `right` of `of` quotes.
# Measured on the training half of the annotated articles by tests/gold/measure_quotes.py; the confidence stored with
# a quote is (right + 1) / (of + 2). The examples are fanews' own.
rule\tright\tof\texample"""
EXAMPLES = {
    "name": "رضا کریمی گفت: راه باز است.",
    "role": "شهردار گفت: راه باز است.",
    "pronoun": "وی افزود: راه باز است.",
    "institution": "شهرداری اعلام کرد: راه باز است.",
    "country": "ایران اعلام کرد که راه باز است.",
    "delegation": "هیئت شهرداری اعلام کرد که راه باز است.",
    "group": "کارشناسان می‌گویند که راه باز است.",
    "anonymous": "یک منبع آگاه گفت که راه باز است.",
    "several": "شهرداری و استانداری اعلام کردند که راه باز است.",
    "words": "این ورزشکار جوان گفت: راه باز است.",
    "part of a name": "کریمی گفت: راه باز است (رضا کریمی در متن).",
    "same sentence": "کریمی گفت که راه باز است و افزود: پل هم باز است.",
    "carried": "بند بعدی همان سخن، بی فعل گفتن.",
    "repeat": "همان جمله در تیتر.",
    "unsaid": "در ادامه افزود: راه باز است.",
    "this": "به نوشته این روزنامه، راه باز است.",
    "issuer": "در این بیانیه آمده است: راه باز است.",
    "only speaker": "شهردار گفت ... کریمی افزود ... (تنها گوینده نام‌دار)",
    "office next to a name": "شهردار گفت: ... . کریمی افزود: ...",
    "office at home": "رئیس‌جمهور گفت: ... (رئیس‌جمهور ایران، نه مهمان)",
    "nobody": "گفته می‌شود: راه باز است.",
}
_PRONOUN = re.compile(r"(?:وی|او|ایشان|آنان|آن ?ها|نامبرده)$|این ")

type Pair = tuple[float, dict[str, Any], dict[str, Any]]
type Article = tuple[list[dict[str, Any]], list[dict[str, Any]], list[Pair]]


def scorer(gold: Path) -> Any:
    """`score.py` of the annotated articles."""
    spec = importlib.util.spec_from_file_location("score", gold.parent / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(gold: Path, score: Any) -> Iterator[Article]:
    """(annotated quotes, found quotes, their pairs) of each article."""
    for path in sorted(gold.glob("*.json")):
        wanted = json.loads(path.read_text("utf-8"))["quotes"]
        text = path.with_suffix(".txt").read_text("utf-8")
        found = as_record(parse_document(Document(path.stem, text)))["quotes"]
        yield wanted, found, score.pair_up(wanted, found, score.iou)


def print_rules(gold: Path) -> None:
    """The lexicon file."""
    score, right, of = scorer(gold), Counter[str](), Counter[str]()
    for _, _, pairs in read(gold, score):
        for overlap, g, p in pairs:
            if overlap >= 0.3:
                of[p["rule"]] += 1
                right[p["rule"]] += score.same(g["speaker"], p["speaker"])
    print(HEAD)
    for rule in sorted(set(of) | set(EXAMPLES), key=lambda r: (-of[r], r)):
        print(rule, right[rule], of[rule], EXAMPLES.get(rule, ""), sep="\t")


def print_figures(gold: Path) -> None:
    """Two tables."""
    score = scorer(gold)
    articles = list(read(gold, score))
    print("| kind | F1 at 0.8 | 95 % | precision | recall | annotated |\n| --- | --- | --- | --- | --- | --- |")
    for kind in ("direct", "indirect", None):
        parts = [_counts(article, kind) for article in articles]
        hits, found, wanted = (sum(p[i] for p in parts) for i in range(3))
        low, high = _interval(parts, lambda t: 2 * t[0] / (t[1] + t[2]) if t[1] + t[2] else 0.0)
        f1 = 2 * hits / (found + wanted)
        cells = [kind or "all", f"{f1:.3f}", f"{low:.3f}-{high:.3f}", f"{hits / found:.3f}", f"{hits / wanted:.3f}"]
        print("|", " | ".join([*cells, str(wanted)]), "|")
    print("\n| named at the cue by | speaker right | 95 % | of |\n| --- | --- | --- | --- |")
    kinds = sorted({mention_kind(g) for _, _, pairs in articles for s, g, _ in pairs if s >= 0.3})
    for kind in [*kinds, None]:
        rights = [_rights(article, score, kind) for article in articles]
        right, of = (sum(p[i] for p in rights) for i in range(2))
        low, high = _interval(rights, lambda t: t[0] / t[1] if t[1] else 0.0)
        print(f"| {kind or 'all'} | {right / of:.3f} | {low:.3f}-{high:.3f} | {of} |")


def mention_kind(quote: dict[str, Any]) -> str:
    """What names the speaker at the cue of an annotated quote."""
    mention, speaker = quote["mention"] or "", quote["speaker"]
    if not mention:
        return "nothing (carried on, repeated)"
    if _PRONOUN.match(mention):
        return "a pronoun or «این ...»"
    if quote["speaker_role"] is None and fold_key(mention) in fold_key(speaker):
        return "an institution, group or name without office"
    return "a name" if fold_key(speaker.split()[-1]) in fold_key(mention) else "an office or part of a name"


def _counts(article: Article, kind: str | None) -> tuple[int, ...]:
    wanted, found, pairs = article
    hits = sum(s >= 0.8 and (kind is None or kind == g["kind"] == p["kind"]) for s, g, p in pairs)
    return hits, sum(kind in (None, p["kind"]) for p in found), sum(kind in (None, g["kind"]) for g in wanted)


def _rights(article: Article, score: Any, kind: str | None) -> tuple[int, ...]:
    pairs = [(g, p) for s, g, p in article[2] if s >= 0.3 and kind in (None, mention_kind(g))]
    return sum(score.same(g["speaker"], p["speaker"]) for g, p in pairs), len(pairs)


def _interval(parts: list[tuple[int, ...]], figure: Callable[[list[int]], float]) -> tuple[float, float]:
    rng = random.Random(7)
    samples = (rng.choices(parts, k=len(parts)) for _ in range(400))
    values = sorted(figure([sum(p[i] for p in sample) for i in range(len(parts[0]))]) for sample in samples)
    return values[10], values[389]


if __name__ == "__main__":
    {"rules": print_rules, "figures": print_figures}[sys.argv[1]](Path(sys.argv[2]))
