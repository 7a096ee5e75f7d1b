"""How often each rule of attribution is right on annotated articles: the numbers in `fanews/lexicon/quote_rules.tsv`.

usage: python tests/gold/measure_quotes.py ../shared/gold/train > fanews/lexicon/quote_rules.tsv

A quote counts where it overlaps an annotated one by 0.3 or more; it is right where the speakers are the same by
`score.py` of the same folder's parent.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from fanews.model import Document
from fanews.parse import parse_document
from fanews.record import as_record

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


def scorer(gold: Path) -> Any:
    """`score.py` of the annotated articles."""
    spec = importlib.util.spec_from_file_location("score", gold.parent / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(gold: Path) -> tuple[Counter[str], Counter[str]]:
    """(right, of) by rule."""
    score, right, of = scorer(gold), Counter[str](), Counter[str]()
    for path in sorted(gold.glob("*.json")):
        wanted = json.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_text("utf-8")
        found = as_record(parse_document(Document(path.stem, text)))
        for overlap, g, p in score.pair_up(wanted["quotes"], found["quotes"], score.iou):
            if overlap >= 0.3:
                of[p["rule"]] += 1
                right[p["rule"]] += score.same(g["speaker"], p["speaker"])
    return right, of


def main() -> None:
    right, of = measure(Path(sys.argv[1]))
    print(HEAD)
    for rule in sorted(set(of) | set(EXAMPLES), key=lambda r: (-of[r], r)):
        print(rule, right[rule], of[rule], EXAMPLES.get(rule, ""), sep="\t")


if __name__ == "__main__":
    main()
