"""What users of the dashboard look at, drawn at random: views of every page with the filters people pick.

Speakers, outlets, countries and words are taken by how often the store has them, so that both the heaviest and the
rarest come up. The same seed gives the same views.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fanews.store import Snapshot

PAGES = {"overview": 2, "visits": 4, "quotes": 4, "search": 4, "article": 4, "entity": 2}  # how often each is opened


@dataclass(frozen=True)
class View:
    """A page (its key) and its query."""

    page: str
    query: dict[str, list[str]] = field(default_factory=dict)


class Views:
    """Random views of the store behind `db`."""

    def __init__(self, db: Snapshot, seed: int = 1) -> None:
        self.random = random.Random(seed)
        ((self.articles,),) = db.cursor().execute("SELECT max(article_id) FROM articles").fetchall()
        self.speakers = _column(db, "SELECT entity_id FROM entities WHERE quotes > 0 ORDER BY quotes DESC LIMIT 500")
        self.entities = _column(db, "SELECT entity_id FROM entities ORDER BY mentions DESC LIMIT 5000")
        self.visits = _column(db, "SELECT visit_id FROM visits LIMIT 1000")
        self.told_last = dict(  # the article of each one's latest quote: first of the list it is opened from
            db.cursor()
            .execute(
                "SELECT l.speaker_id, arg_min(q.article_id, place) FROM quote_list l JOIN quotes q USING (quote_id)"
                " WHERE l.speaker_id IN (SELECT unnest(?::INTEGER[])) GROUP BY 1",
                [self.speakers],
            )
            .fetchall()
        )
        self.outlets = _column(db, "SELECT outlet FROM articles GROUP BY 1 ORDER BY count(*) DESC LIMIT 60")
        self.countries = _column(db, "SELECT host_country FROM visits GROUP BY 1 ORDER BY count(*) DESC LIMIT 40")
        step = max(1, self.articles // 500)
        self.sentences = _column(
            db, f"SELECT string_split(text, chr(10))[2] FROM articles WHERE article_id % {step} = 0"
        )

    def page(self, key: str) -> View:
        """A random view of one page."""
        make: Callable[[], dict[str, Any]] = getattr(self, f"_{key}")
        return View(key, {name: [str(v) for v in _listed(value)] for name, value in make().items()})

    def any(self) -> View:
        """A random view of any page."""
        return self.page(self.random.choices(list(PAGES), list(PAGES.values()))[0])

    def words(self, count: int) -> list[str]:
        """Words that stand side by side somewhere."""
        said = self.random.choice(self.sentences).replace("،", "").replace(".", "").split()[3:]
        start = self.random.randrange(max(1, len(said) - count))
        return said[start : start + count]

    def _maybe(self, share: float, **picked: Any) -> dict[str, Any]:
        return picked if self.random.random() < share else {}

    def _days(self, share: float) -> dict[str, Any]:
        year, month = self.random.randint(1398, 1403), self.random.randint(1, 12)
        spans = ({"from": f"{year}-{month:02}-01", "to": f"{year}-{month:02}-29"}, {"from": f"{year}-01-01"})
        return self._maybe(share, **self.random.choice(spans))

    def _ranked(self, values: list[Any]) -> Any:
        """One of `values`, the first ones more often."""
        return values[int(len(values) * self.random.random() ** 2)]

    def _overview(self) -> dict[str, Any]:
        return self._maybe(0.3, week=f"{self.random.randint(1398, 1403)}-{self.random.randint(1, 12):02}-15")

    def _visits(self) -> dict[str, Any]:
        return {
            **self._maybe(0.5, country=self._ranked(self.countries)),
            **self._maybe(0.3, direction=self.random.choice(["in", "out"])),
            **self._maybe(0.2, status="planned"),
            **self._maybe(0.2, outlet=self._ranked(self.outlets)),
            **self._maybe(0.3, visit=self.random.choice(self.visits)),
            **self._maybe(0.2, page=self.random.randint(2, 5)),
            **self._days(0.4),
        }

    def _quotes(self) -> dict[str, Any]:
        several = [self._ranked(self.speakers) for _ in range(self.random.choice([1, 1, 1, 2]))]
        return {
            **self._maybe(0.5, speaker=several),
            **self._maybe(0.2, country=self._ranked(self.countries)),
            **self._maybe(0.2, outlet=self._ranked(self.outlets)),
            **self._maybe(0.2, text=" ".join(self.words(self.random.choice([1, 2])))),
            **self._maybe(0.2, page=self.random.randint(2, 5)),
            **self._days(0.3),
        }

    def _search(self) -> dict[str, Any]:
        words = " ".join(self.words(self.random.choice([1, 2, 2, 3])))
        return {
            **self._maybe(0.8, q=f"«{words}»" if self.random.random() < 0.25 else words),
            **self._maybe(0.2, order="relevance"),
            **self._maybe(0.3, outlet=self._ranked(self.outlets)),
            **self._maybe(0.2, page=self.random.randint(2, 5)),
            **self._days(0.3),
        }

    def _article(self) -> dict[str, Any]:
        speaker = self._ranked(self.speakers)
        from_list = {"id": self.told_last[speaker], "list": "quotes", "speaker": speaker, "n": 1}
        return self._maybe(0.3, **from_list) or {"id": self.random.randint(1, self.articles)}

    def _entity(self) -> dict[str, Any]:
        return {"id": self._ranked(self.entities)}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _column(db: Snapshot, sql: str) -> list[Any]:
    return [value for (value,) in db.cursor().execute(sql).fetchall() if value is not None]
