"""How right the parser is, as the overview says it: the figures `benchmarks/accuracy.py --write` left beside this file.

It must measure nothing and word no figure that is not in that file; without the file it shows nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fanews.ui.html import Markup, join, tag
from fanews.ui.state import View
from fanews.ui.words import Words

FIGURES = Path(__file__).with_name("accuracy.json")
SHOWN = ("quotes_0.8", "quotes_joint", "speaker_accuracy", "visits", "visits_joint", "entities")


def accuracy(view: View) -> Markup:
    """Each figure with its interval and what it means, and on how many articles it was measured."""
    if not FIGURES.is_file():
        return Markup("")
    record: dict[str, Any] = json.loads(FIGURES.read_text("utf-8"))
    words, figures = view.words, record["figures"]
    return tag(
        "section",
        tag("h2", words("accuracy.title")),
        tag("dl", join(_figure(key, figures[key], words) for key in SHOWN if key in figures), class_="fa-facts"),
        tag("p", words("accuracy.measured", n=words.number(record["articles"])), class_="fa-source"),
        class_="fa-panel fa-accuracy",
    )


def _figure(key: str, figure: dict[str, float], words: Words) -> Markup:
    value, low, high = (words.number(round(100 * figure[name])) for name in ("value", "low", "high"))
    interval = words("accuracy.interval", low=low, high=high)
    return tag(
        "div",
        tag("dt", words(f"accuracy.{key}")),
        tag("dd", tag("b", words("accuracy.percent", n=value)), " ", tag("span", interval, class_="fa-source")),
    )
