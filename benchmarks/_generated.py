"""Made-up news in columns: a batch of articles as the rows of the store's tables, without a loop over articles.

Words, people and outlets are drawn by Zipf's law out of made-up ones; countries and capitals are real. An article has
a title, a lead and six slots, each a sentence that half the time ends in a quote, some 220 words in all; 3 quotes,
10 mentions, and in three of ten a visit. The same seed gives the same rows. It knows the schema, not the database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fanews.lexicon import rows
from fanews.model import Level
from fanews.store.data_files import data_rows
from fanews.store.naming import name_key, office_key
from fanews.store.search_fold import fold_words, split_words

type Ints = np.ndarray[Any, np.dtype[np.int64]]
type Bools = np.ndarray[Any, np.dtype[np.bool_]]

FIRST_DAY = dt.date(2019, 3, 21)
DAYS = 2200
ARCHIVES = 4  # outlets' archives are taken in one after the other: each goes through all the days
SLOTS = 6
VISITS_AN_ARTICLE = 0.3
REPEATED = 0.12  # quotes that copy an earlier one
UNDATED = 0.03
WORDS, OFFICIALS, OUTLETS = 300_000, 20_000, 120

_LETTERS = "ابپتجچحخدرزژسشصطعغفقکگلمنوهی"
_OFFICES = (
    ("رئیس‌جمهور", Level.HEAD_OF_STATE), ("نخست‌وزیر", Level.HEAD_OF_GOVERNMENT),
    ("وزیر امور خارجه", Level.MINISTER), ("وزیر دفاع", Level.MINISTER), ("وزیر نفت", Level.MINISTER),
    ("معاون وزیر امور خارجه", Level.DEPUTY_MINISTER), ("رئیس مجلس", Level.PARLIAMENT), ("سفیر", Level.ENVOY),
    ("کارشناس بازار", Level.OTHER), ("استاد دانشگاه", Level.OTHER),
)  # fmt: skip
_CUES = ("گفت", "افزود", "تصریح کرد", "اظهار داشت", "اعلام کرد")
_INSTITUTIONS = ("وزارت امور خارجه", "بانک مرکزی", "سازمان ملل متحد")
_WEEKDAYS = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")
_STATUSES = ("completed", "ongoing", "planned", "invited", "cancelled", "postponed", "denied")
_STATUS_SHARES = (0.5, 0.2, 0.2, 0.03, 0.03, 0.03, 0.01)


@dataclass(frozen=True, slots=True)
class Piece:
    """One column of the texts: the words (empty where the article has none), and the same folded, a space before."""

    words: pa.Array
    folded: pa.Array

    def where(self, mask: Bools) -> Piece:
        """Empty where `mask` is false."""
        return Piece(pc.if_else(mask, self.words, ""), pc.if_else(mask, self.folded, ""))


class Texts:
    """Texts that grow by a column at a time; says where each column's words stand."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._length = np.zeros(count, np.int64)
        self._words: list[Any] = []
        self._folded: list[Any] = []

    def add(self, piece: Piece | str) -> tuple[Ints, Ints]:
        """Start and end of the piece in every text."""
        start = self._length
        if isinstance(piece, str):  # punctuation, or nothing but known words
            piece = Piece(pa.scalar(piece), pa.scalar(fold_words(piece).rstrip()))
        self._words.append(piece.words)
        self._folded.append(piece.folded)
        self._length = start + np.asarray(pc.utf8_length(piece.words).as_py() if isinstance(piece.words, pa.Scalar)
                                          else pc.utf8_length(piece.words), dtype=np.int64)  # fmt: skip
        return start, self._length

    def mark(self, mask: Bools, piece: str) -> None:
        """Punctuation where `mask` is true."""
        words = pc.if_else(mask, piece, "")
        self.add(Piece(words, pc.if_else(mask, fold_words(piece).rstrip(), "")))

    def joined(self) -> tuple[pa.Array, pa.Array]:
        """The texts, and the texts folded."""
        first = pa.array([""] * self.count)
        text = pc.binary_join_element_wise(first, *self._words, "")
        return text, pc.binary_join_element_wise(first, *self._folded, " ", "")


class World:
    """What all batches share: words, people, outlets, and who goes where on which day."""

    def __init__(self, articles: int, seed: int = 7) -> None:
        self.articles = articles
        self.seed = seed
        random = np.random.default_rng(seed)
        self.words = pa.array(_made_up(random, WORDS))
        self.drawn = _by_rank(WORDS, 1.0, 2.7, 1 << 22)
        self._name_everybody(random)
        self.outlets = pa.array([f"خبرگزاری {self.words[200 + n].as_py()}" for n in range(OUTLETS)])
        self.outlet_drawn = _by_rank(OUTLETS, 1.0, 2.0, 1 << 14)
        self._plan_visits(random)

    def _name_everybody(self, random: np.random.Generator) -> None:
        """People with names, then offices that articles give without a name."""
        capitals = {row["iso"]: row["name"] for row in rows("capitals") if row["iso"] not in ("EU", "UN")}
        self.countries = ["IR", *[iso for iso in sorted(capitals) if iso != "IR"][:80]]
        names = {row["iso"]: row["name"] for row in rows("countries")}
        places = [capitals[iso] for iso in self.countries]
        self.cities = Piece(pa.array(places), pa.array([fold_words(place).rstrip() for place in places]))
        country_drawn = _by_rank(len(self.countries), 1.1, 0.5, 1 << 12)
        self.is_named = np.arange(OFFICIALS + 200) < OFFICIALS
        self.country = country_drawn[random.integers(len(country_drawn), size=len(self.is_named))]
        self.office = random.choice(len(_OFFICES), len(self.is_named), p=_shares(len(_OFFICES)))
        first, last = random.integers(300, 1500, OFFICIALS), random.permutation(60_000)[:OFFICIALS] + 1500
        full = [f"{self.words[int(a)]} {self.words[int(b)]}" for a, b in zip(first, last, strict=True)]
        self.name = pa.array([*full, *[None] * 200])
        country = [self.countries[n] for n in self.country]
        role = [f"{_OFFICES[o][0]} {names[c]}" for o, c in zip(self.office, country, strict=True)]
        self.role = pa.array(role)
        self.iso = pa.array(country)
        self.level = pa.array([_OFFICES[o][1].value for o in self.office])
        self.name_key = pa.array([name_key(name) for name in self.name.to_pylist()])
        self.role_key = pa.array([office_key(r, c) for r, c in zip(role, country, strict=True)])
        self.name_piece = _fold_each(pc.fill_null(self.name, ""))
        self.role_piece = _fold_each(self.role)
        self.person_drawn = _by_rank(OFFICIALS, 0.9, 5.0, 1 << 20)

    def _plan_visits(self, random: np.random.Generator) -> None:
        """Which article tells of which journey: told in one to four articles of the days around it."""
        told = int(self.articles * VISITS_AN_ARTICLE)
        events = max(1, int(told / 1.35))
        times = 1 + np.minimum(random.geometric(0.75, events) - 1, 3)
        event = np.repeat(np.arange(events), times)
        a_day = self.articles / ARCHIVES / DAYS
        place = random.integers(0, self.articles, events)[event] + random.normal(0, 1.5 * a_day, len(event))
        article, kept = np.unique(np.clip(place.astype(np.int64), 0, self.articles - 1), return_index=True)
        officials = np.flatnonzero(np.isin(self.office, [0, 1, 2, 3, 4, 5, 6]) & self.is_named)
        visitor = random.choice(officials, events)
        abroad = random.integers(1, len(self.countries), events)
        at_home = self.country[visitor] == 0
        elsewhere = random.random(events) < 0.1
        host = np.where(at_home | elsewhere, abroad, 0)
        self.visit_article, self.visit_event = article, event[kept]
        self.visitor, self.host = visitor, np.where(host == self.country[visitor], (host + 1) % 80, host)
        self.visit_status = random.choice(len(_STATUSES), events, p=_STATUS_SHARES)

    def _term_parts(self) -> pa.Table:
        """How the words that are written with a ZWNJ come apart."""
        joined = [text for text in (*self.words.to_pylist(), *self.role.to_pylist(), *_WEEKDAYS) if "\u200c" in text]
        parts = dict.fromkeys(pair for text in joined for pair in split_words(text))
        return pa.table({"term": [term for term, _ in parts], "parts": [apart for _, apart in parts]})

    def batches(self, size: int = 40_000) -> Iterator[dict[str, pa.Table]]:
        """Rows by table, `size` articles at a time; ids count from 1."""
        ids = {"quote_id": 1, "visit_mention_id": 1}
        for first in range(0, self.articles, size):
            tables = Batch(self, first, min(size, self.articles - first), ids).tables()
            yield tables if first else tables | {"new_term_parts": self._term_parts()}


class Batch:
    """The articles from `first` on; `ids` holds the next free numbers and is moved on."""

    def __init__(self, world: World, first: int, count: int, ids: dict[str, int]) -> None:
        self.world, self.count, self.ids = world, count, ids
        self.random = np.random.default_rng([world.seed, first])
        self.number = np.arange(first, first + count)
        self.article_id = self.number + 1
        self.text = Texts(count)
        self.people: list[tuple[Ints, Ints]] = []  # places in the batch, officials
        self.mentions: list[dict[str, Any]] = []
        self.quotes: list[dict[str, Any]] = []

    def tables(self) -> dict[str, pa.Table]:
        """Write the texts, then number what was marked in them."""
        self._date()
        title = self.text.add(self._sentence(6, 11))
        self.text.add("\n")
        self._lead()
        visits = self._visits()
        for _ in range(SLOTS):
            self._slot()
        text, folded = self.text.joined()
        persons = self._persons()
        quotes = self._quotes()
        return {
            "articles": self._articles(text, title),
            "date_evidence": self._evidence(),
            "article_people": persons,
            "mentions": self._mentions(),
            "quotes": quotes.drop_columns(["folded"]),
            "quote_search": quotes.select(["quote_id", "folded"]),
            "visit_mentions": self._visit_mentions(visits),
            "article_search": pa.table({"article_id": self.article_id, "folded": folded}),
        }

    def _date(self) -> None:
        archive = self.world.articles / ARCHIVES
        self.day_number = (self.number % archive / archive * DAYS).astype(np.int64)
        self.is_dated = self.random.random(self.count) >= UNDATED
        days = np.datetime64(FIRST_DAY, "D") + self.day_number
        self.day = pa.array(days, mask=~self.is_dated)
        self.outlet = self._drawn(self.world.outlet_drawn, self.count)

    def _drawn(self, table: Ints, count: int) -> Ints:
        return table[self.random.integers(len(table), size=count)]

    def _sentence(self, fewest: int, most: int, count: int | None = None) -> Piece:
        """A sentence of words for each article (or for each of `count`)."""
        lengths = self.random.integers(fewest, most + 1, count or self.count)
        words = self.world.words.take(pa.array(self._drawn(self.world.drawn, int(lengths.sum()))))
        offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        joined = pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets), words), " ")
        plain = pc.replace_substring(joined, "\u200c", "")
        return Piece(joined, pc.binary_join_element_wise("", plain, " "))

    def _lead(self) -> None:
        world = self.world
        self.text.add("به گزارش ")
        outlet = _take(_fold_each(world.outlets), self.outlet)
        self._mention("ORG", outlet)
        self.text.add("، روز ")
        weekday = (self.day_number + 3) % 7
        piece = _take(_fold_each(pa.array(_WEEKDAYS)), weekday)
        self._mention("DATE", piece, mask=self.is_dated, first_day=self.day, last_day=self.day,
                      grain=pa.array(["day"] * self.count))  # fmt: skip
        self.text.add(" ")
        self.text.add(self._sentence(15, 30))
        self.text.add(".\n")

    def _mention(self, kind: str, piece: Piece, mask: Bools | None = None, **columns: Any) -> tuple[Ints, Ints]:
        """Write a piece and mark it where it is not empty and `mask` holds."""
        start, end = self.text.add(piece)
        kept = (end > start) if mask is None else (end > start) & mask
        place = np.flatnonzero(kept)
        row = {"place": place, "start_char": start[place], "end_char": end[place], "type": kind,
               "surface": piece.words.take(pa.array(place))}  # fmt: skip
        for name, column in columns.items():
            row[name] = column[place] if isinstance(column, np.ndarray) else column.take(pa.array(place))
        self.mentions.append(row)
        return start, end

    def _who(self) -> Ints:
        """Someone in each article: mostly a name, sometimes an office alone."""
        who = self._drawn(self.world.person_drawn, self.count)
        lone = self.random.random(self.count) < 0.08
        return np.where(lone, self.random.integers(OFFICIALS, OFFICIALS + 200, self.count), who)

    def _named(self, who: Ints, mask: Bools) -> tuple[Ints, Ints]:
        """Write name and role of each, and mark both; the place of the name, or of the role alone."""
        world = self.world
        named = mask & world.is_named[who]
        name = self._mention("PER", _take(world.name_piece, who).where(named), who=who)
        self.text.mark(named, " ")
        columns = {"who": who, "country": world.iso.take(pa.array(who)), "level": world.level.take(pa.array(who))}
        role = self._mention("ROLE", _take(world.role_piece, who).where(mask), **columns)
        place = np.flatnonzero(mask)
        self.people.append((place, who[place]))
        return np.where(named, name[0], role[0]), np.where(named, name[1], role[1])

    def _city(self, city: Ints, mask: Bools) -> None:
        iso = pa.array(self.world.countries).take(pa.array(city))
        self._mention("LOC", _take(self.world.cities, city).where(mask), country=iso)

    def _visits(self) -> dict[str, Any]:
        """A sentence of travel in the articles the world's plan names."""
        world = self.world
        low, high = np.searchsorted(world.visit_article, [self.number[0], self.number[-1] + 1])
        event = np.full(self.count, -1)
        event[world.visit_article[low:high] - self.number[0]] = world.visit_event[low:high]
        mask = event >= 0
        who, host = world.visitor[event], world.host[event]
        start = self._named(who, mask)[0]
        self.text.mark(mask, " در ")
        self._city(host, mask)
        self.text.mark(mask, " ")
        trigger = self.text.add(Piece(pc.if_else(mask, "سفر", ""), pc.if_else(mask, " سفر", "")))
        end = self.text.add(Piece(pc.if_else(mask, " کرد", ""), pc.if_else(mask, " کرد", "")))[1]
        self.text.mark(mask, ".\n")
        return {"place": np.flatnonzero(mask), "event": event, "start": start, "end": end, "trigger": trigger}

    def _slot(self) -> None:
        """A sentence with or without a place, then with or without a quote."""
        random, count = self.random, self.count
        self.text.add(self._sentence(8, 24))
        placed = random.random(count) < 0.35
        self.text.mark(placed, " در ")
        self._city(random.integers(0, len(self.world.countries), count), placed)
        self.text.add(".\n")
        self._quote(random.random(count) < 0.5)

    def _quote(self, mask: Bools) -> None:
        who, words = self._said(mask)
        lone = self.random.random(self.count) < 0.05
        institution = np.where(lone, self.random.integers(len(_INSTITUTIONS), size=self.count), -1)
        mention = self._named(who, mask & ~lone)
        spoken = self._mention("ORG", _take(_fold_each(pa.array(_INSTITUTIONS)), institution).where(mask & lone))
        start = np.where(lone, spoken[0], mention[0])
        end = np.where(lone, spoken[1], mention[1])
        self.text.mark(mask, " ")
        cue = self.text.add(_take(_fold_each(pa.array(_CUES)), self._drawn(np.arange(5), self.count)).where(mask))
        self.text.mark(mask, ": «")
        place = np.flatnonzero(mask)
        said = self.text.add(_spread(words, place, self.count))
        self.text.mark(mask, "».\n")
        self.quotes.append({"place": place, "who": np.where(lone, -1, who)[place], "institution": institution[place],
                            "words": words, "said": _pick(said, place), "cue": _pick(cue, place),
                            "mention": _pick((start, end), place)})  # fmt: skip

    def _said(self, mask: Bools) -> tuple[Ints, Piece]:
        """Who speaks in each article and the words where `mask` holds; some say what one before them said."""
        count = int(mask.sum())
        words = self._sentence(12, 32, count)
        number = np.arange(count)
        copied = (self.random.random(count) < REPEATED) & (number > 0)
        source = np.where(copied, np.maximum(number - self.random.integers(1, 200, count), 0), number)
        source = np.where(copied[source], source[source], source)
        who = self._who()
        places = np.flatnonzero(mask)
        who[places] = who[places][source]
        return who, _take(words, source)

    def _articles(self, text: pa.Array, title: tuple[Ints, Ints]) -> pa.Table:
        number = pa.array(self.number).cast(pa.string())
        url = pc.binary_join_element_wise("https://news.example/", number, "")
        kind = pa.array(np.where(self.is_dated, "field", None))
        constants = {"media_type": "text/plain", "language": "fa", "first_run_id": 1, "run_id": 1}
        return pa.table({
            "article_id": self.article_id, "page_key": url, "url": url, "path": number,
            "content_hash": pc.utf8_lpad(number, 32, "0"), "text": text,
            "title": _first_lines(text), "title_start": title[0], "title_end": title[1],
            "outlet": self.world.outlets.take(pa.array(self.outlet)), "published": self.day, "published_kind": kind,
            "stated_published": self.day, "stated_kind": kind,
            **{name: pa.array([value] * self.count) for name, value in constants.items()},
        })  # fmt: skip

    def _evidence(self) -> pa.Table:
        place = np.flatnonzero(self.is_dated)
        zero = np.zeros(len(place), np.int64)
        kind = pa.array(["field"] * len(place))
        return pa.table({"article_id": self.article_id[place], "ordinal": zero, "kind": kind,
                         "day": self.day.take(pa.array(place)), "chosen": pa.array(zero == 0)})  # fmt: skip

    def _persons(self) -> pa.Table:
        """The people of each article, numbered from 0; keeps their sorted keys for `_number`."""
        world = self.world
        place = np.concatenate([places for places, _ in self.people])
        who = np.concatenate([officials for _, officials in self.people])
        self.keys = np.unique(place * 2**32 + who)
        place, who = self.keys >> 32, self.keys & (2**32 - 1)
        self.first = np.searchsorted(place, np.arange(self.count))
        columns = {name: getattr(world, name).take(pa.array(who))
                   for name in ("name", "role", "level", "name_key", "role_key")}  # fmt: skip
        country = world.iso.take(pa.array(who))
        person = np.arange(len(place)) - self.first[place]
        return pa.table({"article_id": self.article_id[place], "person": person, "country": country, **columns})

    def _number(self, place: Ints, who: Ints) -> pa.Array:
        """The number of `who` in the article at `place`; null where nobody (-1) is meant."""
        person = np.searchsorted(self.keys, place * 2**32 + np.maximum(who, 0)) - self.first[place]
        return pa.array(person, mask=who < 0)

    def _mentions(self) -> pa.Table:
        """All mentions in order of article and start."""
        tables = []
        for row in self.mentions:
            place, who = row.pop("place"), row.pop("who", None)
            size = len(place)
            row["article_id"], row["type"] = self.article_id[place], pa.array([row["type"]] * size)
            if who is not None:
                row["person"] = self._number(place, who)
            tables.append(pa.table(row))
        whole = pa.concat_tables(tables, promote_options="default")
        return whole.sort_by([("article_id", "ascending"), ("start_char", "ascending")])

    def _quotes(self) -> pa.Table:
        world = self.world
        tables = []
        for row in self.quotes:
            place, who = row["place"], row["who"]
            known = pa.array(np.maximum(who, 0))
            nobody = pa.array(who < 0)
            speaker = pc.coalesce(world.name.take(known), world.role.take(known))
            institution = pa.array(_INSTITUTIONS).take(pa.array(np.maximum(row["institution"], 0)))
            spoken = {
                name: pc.if_else(nobody, pa.scalar(None, pa.string()), column.take(known))
                for name, column in (("speaker_role", world.role), ("speaker_country", world.iso))
            }
            tables.append(pa.table({
                "article_id": self.article_id[place], "surface": row["words"].words,
                "folded": pc.binary_join_element_wise(row["words"].folded, " ", ""),
                "speaker": pc.if_else(nobody, institution, speaker),
                **_ends("", row["said"]), **_ends("cue", row["cue"]), **_ends("mention", row["mention"]), **spoken,
                "person": self._number(place, who),
            }))  # fmt: skip
        whole = pa.concat_tables(tables).sort_by([("article_id", "ascending"), ("start_char", "ascending")])
        return self._numbered(whole, "quote_id", kind="direct", rule="generated")

    def _visit_mentions(self, told: dict[str, Any]) -> pa.Table:
        world, place = self.world, told["place"]
        event = told["event"][place]
        who = world.visitor[event]
        known = pa.array(who)
        status = pa.array(_STATUSES).take(pa.array(world.visit_status[event]))
        has_days = (self.random.random(len(place)) < 0.75) & self.is_dated[place]
        start = np.datetime64(FIRST_DAY, "D") + self.day_number[place]
        table = pa.table({
            "article_id": self.article_id[place], "visitor": world.name.take(known),
            "visitor_role": world.role.take(known), "visitor_country": world.iso.take(known),
            "visitor_level": world.level.take(known), "person": self._number(place, who),
            "host_country": pa.array(world.countries).take(pa.array(world.host[event])),
            "host_city": world.cities.words.take(pa.array(world.host[event])), "status": status,
            "hosts": pa.array([[]] * len(place), pa.list_(pa.string())),
            "start_day": pa.array(start, mask=~has_days), "end_day": pa.array(start + 1, mask=~has_days),
            "background": pa.array(self.random.random(len(place)) < 0.1),
            "start_char": told["start"][place], "end_char": told["end"][place],
            "trigger_start": told["trigger"][0][place], "trigger_end": told["trigger"][1][place],
            "trigger_surface": pa.array(["سفر"] * len(place)),
        })  # fmt: skip
        return self._numbered(table, "visit_mention_id", purpose="bilateral", rule="generated")

    def _numbered(self, table: pa.Table, name: str, **constants: str) -> pa.Table:
        """The table with ids, a confidence and constant columns."""
        count = table.num_rows
        first = self.ids[name]
        self.ids[name] = first + count
        table = table.append_column(name, pa.array(np.arange(first, first + count)))
        table = table.append_column("confidence", pa.array(np.full(count, 0.9)))
        for column, value in constants.items():
            table = table.append_column(column, pa.array([value] * count))
        return table


def _made_up(random: np.random.Generator, count: int) -> list[str]:
    """Distinct words, the first ones short; one in thirty is written with a ZWNJ."""
    lengths = 2 + (np.log1p(np.arange(count * 3)) / 2.8).astype(int) + random.integers(0, 3, count * 3)
    letters = "".join(_LETTERS[i] for i in random.integers(len(_LETTERS), size=int(lengths.sum())))
    ends = np.cumsum(lengths)
    known = dict.fromkeys(letters[end - n : end] for end, n in zip(ends, lengths, strict=True))
    affixes = {row["part"] for row in data_rows("search_affixes")}  # folding would glue them to the word beside them
    plain = [word for word in known if word not in affixes][:count]
    joined = {n: f"{plain[n][:2]}\u200c{plain[n][2:]}" for n in range(300, count, 30) if len(plain[n]) > 4}
    return [joined.get(n, word) for n, word in enumerate(plain)]


def _by_rank(count: int, power: float, shift: float, size: int) -> Ints:
    """A table of `size` places to draw ranks out of, each as often as Zipf's law (with Mandelbrot's shift) says."""
    weights = 1 / (np.arange(count) + 1 + shift) ** power
    ends = np.round(np.cumsum(weights) / weights.sum() * size).astype(np.int64)
    return np.repeat(np.arange(count), np.diff(ends, prepend=0))


def _shares(count: int) -> Any:
    shares = 1 / np.arange(3, 3 + count)
    return shares / shares.sum()


def _fold_each(words: pa.Array) -> Piece:
    """Few words, each folded by itself."""
    return Piece(words, pa.array([fold_words(word).rstrip() for word in words.to_pylist()]))


def _take(piece: Piece, places: Ints) -> Piece:
    index = pa.array(np.maximum(places, 0))
    return Piece(piece.words.take(index), piece.folded.take(index))


def _spread(piece: Piece, places: Ints, count: int) -> Piece:
    """A piece of some articles as a piece of all, empty elsewhere."""
    index = np.full(count, -1)
    index[places] = np.arange(len(places))
    chosen = pa.array(np.maximum(index, 0), mask=index < 0)
    return Piece(pc.fill_null(piece.words.take(chosen), ""), pc.fill_null(piece.folded.take(chosen), ""))


def _pick(ends: tuple[Ints, Ints], places: Ints) -> tuple[Ints, Ints]:
    return ends[0][places], ends[1][places]


def _ends(prefix: str, ends: tuple[Ints, Ints]) -> dict[str, Ints]:
    names = ("start_char", "end_char") if not prefix else (f"{prefix}_start", f"{prefix}_end")
    return dict(zip(names, ends, strict=True))


def _first_lines(text: pa.Array) -> pa.Array:
    return pc.list_element(pc.split_pattern(text, "\n", max_splits=1), 0)
