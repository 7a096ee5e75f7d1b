"""How often each rule of visits is right on annotated articles.

usage: python tests/gold/measure_visits.py ../shared/gold/train > fanews/lexicon/visit_rules.tsv

A visit is right where both states agree with an annotated one and one's name or office holds the other's.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from fanews.lexicon import rows
from fanews.model import Document
from fanews.parse import parse_document
from fanews.record import as_record
from fanews.text import fold_key

HEAD = """# How often a visit was right, by the rule that found it: `right` of `of` visits.
# Measured on the training half of the annotated articles by tests/gold/measure_visits.py; the confidence stored with
# a visit is (right + 1) / (of + 2). The examples are fanews' own.
rule\tright\tof\texample"""


def same(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether two rows are one journey."""
    if any(gold[key] != found[key] for key in ("visitor_country", "host_country")):
        return False
    left = [fold_key(gold[key] or "") for key in ("visitor", "visitor_role")]
    right = [fold_key(found[key] or "") for key in ("visitor", "visitor_role")]
    return any(a and b and (a in b or b in a) for a in left for b in right)


def main() -> None:
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text("utf-8"))["visits"]
        for visit in as_record(parse_document(Document(path.stem, path.read_text("utf-8"))))["visits"]:
            of[visit["rule"]] += 1
            right[visit["rule"]] += any(same(g, visit) for g in gold)
    print(HEAD)
    for row in rows("visit_rules"):
        print(row["rule"], right[row["rule"]], of[row["rule"]], row["example"], sep="\t")


if __name__ == "__main__":
    main()
