"""How sure an attribution is: how often its rule was right on the annotated articles."""

from __future__ import annotations

from functools import cache

from fanews.lexicon import rows


@cache
def confidence(rule: str) -> float:
    """Between 0 and 1; 0.5 for a rule never measured. Numbers: `lexicon/quote_rules.tsv`."""
    counts = next(((int(row["right"]), int(row["of"])) for row in rows("quote_rules") if row["rule"] == rule), (0, 0))
    return round((counts[0] + 1) / (counts[1] + 2), 3)
