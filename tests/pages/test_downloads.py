"""CSV files: whole, in both calendars, guarded or plain, and never cut short in silence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from fanews.errors import StoreError
from fanews.store.queries.listing import ArticleFilter, articles_table
from fanews.store.queries.quotes import QuoteFilter, quotes_table
from fanews.store.queries.visits import VisitFilter, visits_table
from fanews.store.reader import Reader
from fanews.ui.downloads import TABLES, file_name, note, streamed
from fanews.ui.state import read_view


def rows_of(batches: Iterator[pa.RecordBatch], guarded: bool = False) -> list[dict[str, str]]:
    text = b"".join(streamed(batches, guarded)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_file_holds_every_row_and_not_a_page_of_them(made_store: Path) -> None:
    db = Reader(made_store).snapshot()
    assert len(rows_of(quotes_table(db, QuoteFilter()))) == 65
    assert len(rows_of(articles_table(db, ArticleFilter()))) == 64
    assert len(rows_of(visits_table(db, VisitFilter()))) == 3


def test_a_file_holds_what_the_filter_leaves_in_both_calendars(made_store: Path) -> None:
    db = Reader(made_store).snapshot()
    (visit,) = rows_of(visits_table(db, VisitFilter(countries=("AZ",))))
    assert (visit["start_day"], visit["start_day_jalali"]) == ("2024-05-06", "1403-02-17")
    assert visit["direction"] == "out"


def test_the_file_for_spreadsheets_starts_with_a_mark_and_guards_formulas() -> None:
    batch = pa.RecordBatch.from_pylist([{"name": "=cmd()", "text": "متن"}])
    guarded = b"".join(streamed(iter([batch]), True))
    assert guarded.startswith(b"\xef\xbb\xbf")
    assert b"'=cmd()" in guarded
    assert b"".join(streamed(iter([batch]), False)).startswith(b"name")


def test_a_file_that_breaks_off_is_not_passed_off_as_whole() -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        yield pa.RecordBatch.from_pylist([{"name": "a"}])
        raise StoreError("The store went away.")

    with pytest.raises(StoreError):
        list(streamed(batches(), False))


def test_a_reader_who_leaves_early_ends_the_writing() -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        while True:
            yield pa.RecordBatch.from_pylist([{"name": "x" * 1000}] * 100)

    pieces = streamed(batches(), False)
    assert next(pieces)
    pieces.close()  # type: ignore[attr-defined]


def test_a_file_is_named_after_the_view_and_its_filter() -> None:
    view = read_view("visits", TABLES["visits"].params, {"country": ["AZ"], "page": ["3"], "from": ["1403-01-01"]})
    assert file_name("visits", view, True).startswith("fanews-visits-country-AZ-from-1403-01-01-20")
    assert file_name("visits", view, False).endswith("-plain.csv")
    assert file_name("visits", view, True, "txt") == file_name("visits", view, True).replace(".csv", ".txt")
    hostile = read_view("search", TABLES["articles"].params, {"q": ['../../x";\r\nSet-Cookie: a=b']})
    assert not set(file_name("articles", hostile, True)) & set('/\\";:\r\n ')


def rows_in(made_store: Path, name: str, **query: list[str]) -> list[dict[str, str]]:
    """The file of a table under a query."""
    view = read_view(TABLES[name].page, TABLES[name].params, query)
    return rows_of(TABLES[name].batches(Reader(made_store).snapshot(), view))


def test_every_table_of_every_page_has_a_file_with_a_heading(made_store: Path) -> None:
    for name, table in TABLES.items():
        query = {param.name: ["1"] for param in table.params if param.name in {"id", "visit"}}
        view = read_view(table.page, table.params, query)
        text = b"".join(streamed(table.batches(Reader(made_store).snapshot(), view), False)).decode()
        assert len(text.splitlines()[0].split(",")) > 2, name


def test_tables_of_an_overview_are_whole(made_store: Path) -> None:
    assert sum(int(row["articles"]) for row in rows_in(made_store, "days")) == 64
    assert sum(int(row["articles"]) for row in rows_in(made_store, "outlets")) == 64
    assert [row["words"] for row in rows_in(made_store, "conflicts")] == ["دوشنبه 5 آذر 1403 ↔ امروز (سه‌شنبه)"]
    assert [row["path"] for row in rows_in(made_store, "rejected")] == ["broken.gz"]


def test_tables_about_one_thing_hold_what_is_about_it_alone(made_store: Path) -> None:
    db = Reader(made_store)
    speaker = db.rows("SELECT entity_id FROM entities WHERE name = 'کاوه راد'")[0]["entity_id"]
    assert len(rows_in(made_store, "entity-articles", id=[str(speaker)])) == 60
    (told,) = rows_in(made_store, "visit-words", visit=["1"])
    assert told["visit_id"] == "1"
    assert rows_in(made_store, "visit-words", visit=["999"]) == []


def test_the_note_beside_a_file_says_what_was_asked_in_words_and_as_a_link(
    made_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FANEWS_STORE", str(made_store))
    view = read_view("visits", TABLES["visits"].params, {"country": ["AZ"], "from": ["1403-01-01"]})
    batches = TABLES["visits"].batches(Reader(made_store).snapshot(), view)
    text = b"".join(note("visits", view, "v7", batches, "http://127.0.0.1:8501/")).decode("utf-8-sig")
    assert "کشور: آذربایجان (country=AZ)" in text
    assert "http://127.0.0.1:8501/visits?country=AZ&from=1403-01-01" in text
    assert "نسخهٔ انباره: v7" in text
    assert "start_day, start_day_jalali" in text
    assert text.endswith("شمار ردیف‌ها: ۱\n")


def test_a_file_of_a_hundred_thousand_rows_streams() -> None:
    asked = []

    def batches() -> Iterator[pa.RecordBatch]:
        for number in range(150):
            asked.append(number)
            yield pa.RecordBatch.from_pylist([{"name": "x" * 100}] * 1000)

    pieces = streamed(batches(), True)
    next(pieces)
    assert len(asked) < 20  # the rest waits until the reader has taken this
    assert sum(map(len, pieces)) > 15_000_000
