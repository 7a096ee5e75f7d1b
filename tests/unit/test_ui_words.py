"""The catalogue of the interface, and how days, figures and countries are written in each language."""

from __future__ import annotations

import ast
import datetime as dt
import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.model import EntityType, EvidenceKind, Level, QuoteKind, VisitPurpose, VisitStatus
from fanews.ui.navigation import PAGES
from fanews.ui.reading import LAYERS
from fanews.ui.words import catalogue, parse_day, url_day, words_in

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "fanews" / "ui").glob("*.py")]
KEY = re.compile(r"^[a-z_]+\.[A-Za-z0-9_.]+$")


def keys_used() -> set[str]:
    """Every literal key handed to `words(...)`, `view.words(...)`, `self.words(...)` or a heading."""
    found = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and re.search(r"words$", ast.unparse(node.func)) and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_every_key_the_interface_uses_is_in_the_catalogue() -> None:
    assert keys_used() <= catalogue().keys()


def test_every_key_is_there_in_both_languages_with_the_same_blanks() -> None:
    for key, row in catalogue().items():
        assert row["fa"] and row["en"], key
        blanks = [{name for _, name, _, _ in string.Formatter().parse(row[lang]) if name} for lang in ("fa", "en")]
        assert blanks[0] == blanks[1], key


def test_no_key_stands_twice() -> None:
    lines = (ROOT / "fanews" / "ui" / "strings.tsv").read_text("utf-8").splitlines()
    keys = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
    assert len(keys) == len(set(keys))


def test_every_code_the_store_may_hold_has_words() -> None:
    groups = {
        "status": VisitStatus, "purpose": VisitPurpose, "level": Level, "kind": QuoteKind, "evidence": EvidenceKind,
        "layer": [*EntityType, *LAYERS], "direction": ["in", "out", "others", "unknown"],
        "entity": ["person", "office", "organisation", "place", "other"],
        "conflict": ["weekday_contradicts_banner", "weekday_contradicts_date"],
        "nav": [page.key for page in PAGES],
    }  # fmt: skip
    missing = [f"{group}.{code}" for group, codes in groups.items() for code in codes
               if f"{group}.{code}" not in catalogue()]  # fmt: skip
    assert not missing


def test_persian_words_hold_no_arabic_letters_and_no_latin_digits() -> None:
    for key, row in catalogue().items():
        assert not re.search(r"[كي0-9]", row["fa"]), key


def test_no_persian_stands_in_code() -> None:
    for source in SOURCES:
        tree = ast.parse(source.read_text("utf-8"))
        docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree)
                if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)}  # fmt: skip
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docs:
                assert not re.search(r"[\u0621-\u064a\u067e-\u06cc]", node.value), (source.name, node.value)


@given(st.dates(dt.date(1750, 1, 1), dt.date(2100, 1, 1)))
def test_a_day_survives_the_url_and_both_ways_of_typing(day: dt.date) -> None:
    fa = words_in("fa")
    assert parse_day(url_day(day)) == day
    assert parse_day(day.isoformat()) == day
    assert parse_day(fa.short_day(day)) == day


@pytest.mark.parametrize(
    "typed", ["", "فردا", "1403", "1403-13-01", "1403-01-32", "1403/7/31", "x-y-z", "1403-01-01-02"]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        parse_day(typed)


def test_days_and_figures_are_written_as_readers_of_each_language_expect() -> None:
    fa, en = words_in("fa"), words_in("en")
    day = dt.date(2024, 11, 25)
    assert fa.day(day) == "۵ آذر ۱۴۰۳"
    assert en.day(day) == "25 Nov 2024 (1403/09/05)"
    assert fa.number(12345) == "۱۲٬۳۴۵"
    assert fa.span(day, day) == fa.day(day)
    assert fa.day(None) == "روز نامعلوم"


def test_countries_go_by_the_names_readers_use() -> None:
    fa, en = words_in("fa"), words_in("en")
    assert [fa.country(code) for code in ("AZ", "US", "PS", "IR", "EU")] == [
        "آذربایجان", "آمریکا", "فلسطین", "ایران", "اتحادیهٔ اروپا",
    ]  # fmt: skip
    assert en.country("AZ") == "Azerbaijan"
    assert fa.country(None) == "کشور نامعلوم"


@pytest.mark.parametrize(
    ("end", "shown"),
    [
        (dt.date(2024, 11, 25), "۵ آذر ۱۴۰۳"),
        (dt.date(2024, 11, 27), "۵ تا ۷ آذر ۱۴۰۳"),
        (dt.date(2024, 12, 22), "۵ آذر تا ۲ دی ۱۴۰۳"),
        (dt.date(2025, 3, 22), "۵ آذر ۱۴۰۳ تا ۲ فروردین ۱۴۰۴"),
    ],
)
def test_a_stretch_of_days_says_month_and_year_once(end: dt.date, shown: str) -> None:
    assert words_in("fa").span(dt.date(2024, 11, 25), end) == shown


def test_english_counts_one_as_one() -> None:
    words = words_in("en")
    assert words("quotes.count", n="1", places="12") == "1 quote in 12 places"
    assert words("quotes.count", n="21", places="1") == "21 quotes in 1 place"
    assert words("search.count", n="1") == "1 article"
