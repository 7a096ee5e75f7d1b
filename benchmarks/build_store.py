"""Builds a large store of generated articles, to measure the store and the pages on.

    python benchmarks/build_store.py FOLDER --articles 100000

Words are drawn by Zipf's law from made-up words, people and visits from made-up officials of real countries. Per
article: about 300 words, 3 quotes, 8 mentions, and a fifth of a visit. The same seed gives the same store.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from fanews.model import (
    DateEvidence,
    Document,
    EntityType,
    EvidenceKind,
    Level,
    Mention,
    ParsedArticle,
    Person,
    Quote,
    QuoteKind,
    Span,
    Visit,
    VisitPurpose,
    VisitStatus,
)
from fanews.store import open_writer

_LETTERS = "ابپتجچحخدرزژسشصطعغفقکگلمنوهی"
_COUNTRIES = (
    "IR",
    "IQ",
    "TR",
    "RU",
    "CN",
    "AZ",
    "AM",
    "PK",
    "AF",
    "SA",
    "AE",
    "QA",
    "OM",
    "KW",
    "SY",
    "LB",
    "DE",
    "FR",
)
_CITIES = ("تهران", "بغداد", "آنکارا", "مسکو", "پکن", "باکو", "ایروان", "اسلام‌آباد", "کابل", "ریاض", "ابوظبی", "دوحه")
_OFFICES = (
    ("رئیس‌جمهور", Level.HEAD_OF_STATE),
    ("وزیر امور خارجه", Level.MINISTER),
    ("وزیر دفاع", Level.MINISTER),
    ("معاون وزیر امور خارجه", Level.DEPUTY_MINISTER),
    ("رئیس مجلس", Level.PARLIAMENT),
    ("سفیر", Level.ENVOY),
    ("کارشناس", Level.OTHER),
)
_FIRST_DAY = dt.date(2019, 3, 21)
_DAYS = 2200


@dataclass(frozen=True, slots=True)
class _Official:
    name: str
    role: str
    level: Level
    country: str


class Generator:
    """Articles one after the other, the same for the same seed."""

    def __init__(self, seed: int = 7, words: int = 60_000, officials: int = 20_000) -> None:
        self._random = np.random.default_rng(seed)
        self._words = self._made_up(words)
        self._officials = [self._official() for _ in range(officials)]

    def articles(self, count: int) -> Iterator[ParsedArticle]:
        """`count` articles in order of publication."""
        for number in range(count):
            yield self._article(number, _FIRST_DAY + dt.timedelta(days=number * _DAYS // count))

    def _made_up(self, count: int) -> list[str]:
        lengths = self._random.integers(2, 8, count * 2)
        letters = "".join(_LETTERS[i] for i in self._random.integers(len(_LETTERS), size=int(lengths.sum())))
        ends = np.cumsum(lengths)
        words = dict.fromkeys(letters[end - n : end] for end, n in zip(ends, lengths, strict=True))
        return list(words)[:count]

    def _official(self) -> _Official:
        first, last = (self._words[int(i)] for i in self._random.integers(200, len(self._words), 2))
        role, level = _OFFICES[int(self._random.integers(len(_OFFICES)))]
        return _Official(f"{first} {last}", role, level, _COUNTRIES[int(self._random.zipf(1.4)) % len(_COUNTRIES)])

    def _sentence(self, length: int) -> str:
        ranks = np.minimum(self._random.zipf(1.15, length), len(self._words)) - 1
        return " ".join(self._words[rank] for rank in ranks)

    def _article(self, number: int, day: dt.date) -> ParsedArticle:
        picks = np.minimum(self._random.zipf(1.3, 2), len(self._officials)) - 1
        people = [self._officials[pick] for pick in dict.fromkeys(int(p) for p in picks)]
        page = _Page()
        page.write(self._sentence(8) + "\n")
        city = _CITIES[int(self._random.integers(len(_CITIES)))]
        for person, official in enumerate(people):
            page.name(official, person)
            page.write(" در ")
            page.place(city)
            for _ in range(2):
                page.write(" گفت: ")
                page.quote(self._sentence(25), official, person)
                page.write(".\n" + self._sentence(40) + "\n")
        if self._random.random() < 0.2:
            page.visit(people[0], city, _COUNTRIES[int(self._random.integers(1, len(_COUNTRIES)))], day)
        page.write(self._sentence(90))
        return page.article(number, day, people)


class _Page:
    """A text under construction with its spans."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._mentions: list[Mention] = []
        self._quotes: list[Quote] = []
        self._visits: list[Visit] = []

    def write(self, words: str) -> Span:
        span = Span(self._length, self._length + len(words), words)
        self._parts.append(words)
        self._length += len(words)
        return span

    def name(self, official: _Official, person: int) -> None:
        self._mentions.append(Mention(self.write(official.name), EntityType.PERSON, person=person))
        self.write(" ")
        role = Mention(self.write(official.role), EntityType.ROLE, official.country, official.level, person)
        self._mentions.append(role)

    def place(self, city: str) -> None:
        self._mentions.append(Mention(self.write(city), EntityType.PLACE, "IR" if city == "تهران" else None))

    def quote(self, words: str, official: _Official, person: int) -> None:
        span = self.write(words)
        said = (official.name, official.role, official.country, person, "generated", 0.9)
        self._quotes.append(Quote(span, QuoteKind.DIRECT, None, None, *said))

    def visit(self, official: _Official, city: str, host: str, day: dt.date) -> None:
        span = self.write(f"{official.name} وارد {city} شد")
        self.write(".\n")
        visitor = (official.name, official.role, official.country, 0, official.level)
        told = (VisitStatus.ONGOING, VisitPurpose.BILATERAL, day, day, False, span, None, "generated", 0.9)
        self._visits.append(Visit(*visitor, host, city, (), *told))

    def article(self, number: int, day: dt.date, people: list[_Official]) -> ParsedArticle:
        text = "".join(self._parts)
        title = text.partition("\n")[0]
        url = f"https://news.example/{number}"
        return ParsedArticle(
            document=Document(str(number), text, url=url, published=day, published_kind=EvidenceKind.FIELD),
            language="fa",
            title=Span(0, len(title), title),
            agency=f"خبرگزاری نمونه {number % 40}",
            via=None,
            published=day,
            published_evidence=(DateEvidence(EvidenceKind.FIELD, day, chosen=True),),
            people=tuple(Person(p.name, p.role, p.country, p.level) for p in people),
            mentions=tuple(self._mentions),
            quotes=tuple(self._quotes),
            visits=tuple(self._visits),
        )


def build(folder: Path, articles: int) -> None:
    """Fill the store in `folder`, saying on stderr how long each step took."""
    start = time.perf_counter()

    def say(step: str) -> None:
        print(f"{time.perf_counter() - start:8.1f} s  {step}", file=sys.stderr)

    say("articles")
    with open_writer(folder, progress=say) as writer:
        for number, article in enumerate(Generator().articles(articles)):
            writer.add(article)
            if number % 20_000 == 0:
                say(f"{number} articles")
    say(f"published {writer.summary}")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--articles", type=int, default=100_000)
    options = arguments.parse_args()
    build(options.folder, options.articles)
