"""Every word of the interface, in Persian and in English, and how figures and days are written in each.

The catalogue is `strings.tsv` beside this module (key, fa, en); nothing else in the interface holds
words of its own. Names of countries are CLDR's, save a few the catalogue words shorter
(`country.XX`). It must not read the store or draw anything.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale
from persiantools import digits
from persiantools.jdatetime import JalaliDate

LANGUAGES = ("fa", "en")
_PLURAL = re.compile(r"\{(\w+)\} (article|quote|visit|place)s\b")
_RLM = "\u200f"


class Words:
    """The catalogue in one language: `words("nav.visits")`, `words("count", n=words.number(3))`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._strings = {key: row[self.lang] for key, row in catalogue().items()}

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key`; a key that does not exist is a KeyError, so tests find it."""
        return self._counted(self._strings[key], values).format(**values) if values else self._strings[key]

    def _counted(self, text: str, values: Mapping[str, object]) -> str:
        """`{n} articles` with one of them as `{n} article`; Persian counts without a plural."""
        if self.lang != "en":
            return text
        return _PLURAL.sub(lambda m: f"{{{m[1]}}} {m[2]}" if str(values.get(m[1])) == "1" else m[0], text)

    def __contains__(self, key: str) -> bool:
        """Whether the catalogue has words for `key`."""
        return key in self._strings

    def named(self, group: str, code: str | None) -> str:
        """The words for a stored code (`status`, `planned`), or the code itself where it is new to us."""
        return self._strings.get(f"{group}.{code}", code or "")

    @property
    def is_rtl(self) -> bool:
        """Whether this language is written from right to left."""
        return self.lang == "fa"

    def digits(self, text: object) -> str:
        """`text` with the digits this language writes."""
        return digits.en_to_fa(str(text)) if self.lang == "fa" else str(text)

    def number(self, value: float | None) -> str:
        """1234 → «۱٬۲۳۴» or "1,234"; nothing is a dash."""
        if value is None:
            return "–"
        plain = f"{value:,}"
        return self.digits(plain.replace(",", "٬")) if self.lang == "fa" else plain

    def day(self, value: dt.date | None) -> str:
        """A day as read: «۵ آذر ۱۴۰۳»; in English the Gregorian day, then the Jalali one."""
        return self("day.unknown") if value is None else _day(self, value)

    def short_day(self, value: dt.date | None) -> str:
        """A day in a table: «۱۴۰۳/۰۹/۰۵» or "2024-11-25"; nothing where there is none."""
        if value is None:
            return ""
        if self.lang == "en":
            return value.isoformat()
        return self.digits(JalaliDate.to_jalali(value).isoformat().replace("-", "/"))

    def month(self, year: int, month: int) -> str:
        """A Jalali month as a chart's tick: «آذر ۱۴۰۳»; in English "Azar 1403"."""
        locale = "fa" if self.lang == "fa" else "en"
        return self.digits(f"{JalaliDate(year, month, 1).strftime('%B', locale=locale)} {year}")

    def span(self, start: dt.date | None, end: dt.date | None) -> str:
        """An interval of days, inclusive: one day, or «... تا ...»."""
        if start is None or end is None or start == end:
            return self.day(start or end)
        return self("day.span", start=self._start(start, end), end=self.day(end))

    def _start(self, start: dt.date, end: dt.date) -> str:
        """The first day of an interval, without what the last one says again: «۱۸ تا ۲۴ اسفند ۱۴۰۳»."""
        one, other = JalaliDate.to_jalali(start), JalaliDate.to_jalali(end)
        if self.lang != "fa" or one.year != other.year:
            return self.day(start)
        month = f" {one.strftime('%B', locale='fa')}" if one.month != other.month else ""
        return self.digits(f"{one.day}{month}")

    def country(self, code: str | None) -> str:
        """A country's name by its ISO 3166-1 code; the code itself where CLDR knows none."""
        if not code:
            return self("country.unknown")
        return self._strings.get(f"country.{code}") or _territories(self.lang).get(code) or code

    def isolated(self, label: str) -> str:
        """A label of mixed scripts, held in this language's direction (for chart labels)."""
        return _RLM + label if self.is_rtl else label


@lru_cache(maxsize=50_000)
def _day(words: Words, value: dt.date) -> str:
    """A timeline writes some thousand days, few of them different."""
    jalali = JalaliDate.to_jalali(value)
    if words.lang == "fa":
        return words.digits(f"{jalali.day} {jalali.strftime('%B', locale='fa')} {jalali.year}")
    return f"{value.day} {value:%b %Y} ({jalali.isoformat().replace('-', '/')})"


def words_in(lang: str) -> Words:
    """The catalogue in `lang`, or in Persian where that is no language of ours."""
    return _made(lang if lang in LANGUAGES else "fa")


@cache
def _made(lang: str) -> Words:
    return Words(lang)


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """key → {"fa", "en"}."""
    text = files("fanews.ui").joinpath("strings.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["key"]: {"fa": row["fa"], "en": row["en"]} for row in table}


def country_names(code: str) -> set[str]:
    """What a country is called in Persian: by us and by CLDR."""
    return {words_in("fa").country(code), _territories("fa").get(code, code)}


def parse_day(text: str) -> dt.date:
    """A day typed by a reader or held in a URL, Jalali or Gregorian by its year, in any digits.

    >>> parse_day("۱۴۰۳/۹/۵")
    datetime.date(2024, 11, 25)
    >>> parse_day("2024-11-25")
    datetime.date(2024, 11, 25)

    Raises ValueError where it is no day.
    """
    parts = digits.fa_to_en(digits.ar_to_fa(text)).strip().replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(text)
    year, month, day = map(int, parts)
    if year >= 1700:
        return dt.date(year, month, day)
    gregorian: dt.date = JalaliDate(year, month, day).to_gregorian()
    return gregorian


def url_day(value: dt.date) -> str:
    """A day as URLs hold it: Jalali, ISO-like (`1403-09-05`)."""
    return str(JalaliDate.to_jalali(value).isoformat())


@cache
def _territories(lang: str) -> dict[str, str]:
    return dict(Locale(lang).territories)
