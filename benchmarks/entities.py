"""How fast names and people are found, beside CRFsuite's own tagger: `python benchmarks/entities.py`.

Prints articles a second on one core for the step (names, institutions, places, offices; then who is
who), and for python-crfsuite extracting hazm-style features and tagging nothing else, in one run.
Skips, saying so, without ../shared.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pycrfsuite

from fanews.model import Document
from fanews.models import MODELS, fast
from fanews.models.features import features
from fanews.models.tokens import Token, tokenise
from fanews.parse.entities import find_mentions
from fanews.parse.people import find_people
from fanews.parse.reading import Reading
from fanews.text import align
from fanews.text.sentences import split_sentences

ARTICLES = Path(__file__).resolve().parent.parent.parent / "shared" / "articles" / "fars.jsonl"


def reading_of(text: str) -> Reading:
    """The article as the step gets it."""
    reading = Reading(Document("article", text), align(text))
    reading.sentences = tuple(split_sentences(reading.norm))
    return reading


def per_second(step: Callable[[Reading], object], readings: Sequence[Reading]) -> float:
    """Of processor time, so that a busy machine does not show."""
    start = time.process_time()
    for reading in readings:
        step(reading)
    return len(readings) / (time.process_time() - start)


def crfsuite_tagger(sentences: list[list[Token]]) -> Callable[[Reading], object]:
    """CRFsuite with the same features, tagged with a model of what `fast` says of a few sentences."""
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    trainer.set_params({"max_iterations": 3})
    for tokens, tags in zip(sentences, fast().recognise(sentences), strict=True):
        trainer.append(features(tokens), tags)
    tagger = pycrfsuite.Tagger()
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/crf")
        tagger.open(f"{folder}/crf")

    def tag(reading: Reading) -> None:
        for s in reading.sentences:
            tagger.tag(features(tokenise(reading.norm, s.start, s.end)))

    return tag


def main() -> None:
    """Print the figures."""
    if not ARTICLES.is_file():
        print("skipped: ../shared is not here")
        return
    readings = [reading_of(json.loads(line)["text"]) for line in ARTICLES.read_text("utf-8").splitlines()]
    few_enough = {"accurate": readings[:200], "fast": readings}
    for name, articles in few_enough.items():
        start = time.process_time()
        recogniser = MODELS[name]()
        print(f"{name}: loaded in {time.process_time() - start:.2f} s of processor time")
        speed = per_second(partial(find_mentions, recogniser=recogniser), articles)
        print(f"fanews, names and offices, {name + ':':10}{speed:6.1f} articles/s/core")
    print(f"fanews, who is who:                  {per_second(find_people, readings):6.0f} articles/s/core")
    few = [line.tokens for reading in readings[:20] for line in reading.lines]
    print(
        f"CRFsuite, names alone:               {per_second(crfsuite_tagger(few), readings[:200]):6.0f} articles/s/core"
    )


if __name__ == "__main__":
    main()
