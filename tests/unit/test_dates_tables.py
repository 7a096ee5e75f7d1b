"""The tables of the date grammar: every row has an example, and the example does what the row says."""

from __future__ import annotations

import datetime as dt

import pytest

from fanews.dates import find_dates
from fanews.dates.calendars import Calendar, month
from fanews.dates.find import LISTS, READERS
from fanews.dates.grammar import find_fits
from fanews.dates.vocabulary import lexicon, read_numeric, rows, scan
from fanews.text import align

TABLES = ["words", "numbers", "months", "traps", "units", "events", "future_cues", "verb_nouns", "grammar"]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_an_example(table: str) -> None:
    assert all(row["example"] for row in rows(table))


@pytest.mark.parametrize("row", [row for row in rows("grammar") if row["kind"] == "rule"], ids=lambda row: row["name"])
def test_the_example_of_a_rule_fits_the_rule(row: dict[str, str]) -> None:
    assert row["name"] in {fit.rule for fit in find_fits(scan(align(row["example"]).norm))}


def test_every_rule_names_a_reader_that_exists() -> None:
    named = {row["reader"] for row in rows("grammar") if row["kind"] == "rule"}
    assert named - {"-"} <= {*READERS, *LISTS}


@pytest.mark.parametrize("table", ["words", "numbers", "months"])
def test_every_phrase_is_known_with_its_zwnjs_kept_lost_and_spaced(table: str) -> None:
    for row in rows(table):
        for instead in ("\u200c", "", " "):
            words = tuple(align(row["phrase"].replace("\u200c", instead)).norm.replace("ئ", "ی").split())
            known = {entry.words for entry in lexicon().get(words[0], ())}
            assert words in known or any(mark in row["phrase"] for mark in "0123456789."), row


@pytest.mark.parametrize(
    "row",
    [row for row in rows("traps") if row["rule"] not in ("lunar", "dated", "tajik") and not row["unless"]],
    ids=lambda row: row["example"],
)
def test_the_example_of_a_trap_is_no_date(row: dict[str, str]) -> None:
    assert find_dates(row["example"], dt.date(2026, 7, 4)) == []


def test_every_named_month_exists_in_its_calendar() -> None:
    years = {Calendar.JALALI: 1403, Calendar.GREGORIAN: 2024, Calendar.HIJRI: 1446}
    for row in rows("months"):
        calendar = Calendar(row["calendar"])
        assert month(calendar, years[calendar], int(row["number"]))


@pytest.mark.parametrize("figures", ["93/3/0014", "6-3-3", "1.5.6", "10:45", "1400/13/2", "12/12/12", "1,200,300"])
def test_figures_that_are_no_date_are_not_read_as_one(figures: str) -> None:
    assert read_numeric(figures) is None
