"""Files that leave the store: complete, both calendars, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable

import pyarrow.parquet as pq
import pytest
from handmade import made, person, quote, visit

from fanews.errors import StoreError
from fanews.model import Level, VisitStatus
from fanews.store import EXPORTS, FORMATS, Reader, export

Fill = Callable[..., Reader]


@pytest.fixture
def reader(fill: Fill) -> Reader:
    """One article of 1403-12-14 with a quote that looks like a formula and two visits, one only planned."""
    who = person("کاوه نمونه", "وزیر دفاع عراق", "IQ", Level.MINISTER)
    text = "کاوه نمونه وزیر دفاع عراق گفت: =HYPERLINK(1). کاوه نمونه وارد تهران شد. سفر کاوه نمونه به باکو"
    happened = visit(
        text, "وارد تهران شد", who, "IR", status=VisitStatus.ONGOING, start=dt.date(2025, 3, 4), hosts=("الف", "ب")
    )
    planned = visit(text, "سفر کاوه نمونه به باکو", who, "AZ")
    quotes = [quote(text, "=HYPERLINK(1)", who)]
    return fill(
        made(
            text,
            people=[who],
            quotes=quotes,
            visits=[happened, planned],
            published=dt.date(2025, 3, 4),
            title="+جمع",
            path="@x",
        )
    )


def _export(reader: Reader, what: str, format_: str, **more: bool) -> bytes:
    out = io.BytesIO()
    export(reader, what, format_, out, **more)
    return out.getvalue()


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("what", EXPORTS)
@pytest.mark.parametrize("format_", FORMATS)
def test_every_export_has_as_many_rows_in_every_format(reader: Reader, what: str, format_: str) -> None:
    expected = len(_rows(_export(reader, what, "csv")))
    data = _export(reader, what, format_)
    counts = {
        "csv": lambda: len(_rows(data)),
        "jsonl": lambda: len([json.loads(line) for line in data.splitlines()]),
        "parquet": lambda: pq.read_table(io.BytesIO(data)).num_rows,
    }
    assert counts[format_]() == expected > 0


def test_csv_for_spreadsheets_has_a_mark_and_guarded_cells(reader: Reader) -> None:
    data = _export(reader, "quotes", "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = _rows(data)
    assert (row["quote"], row["path"]) == ("'=HYPERLINK(1)", "'@x")
    assert (row["published"], row["published_jalali"]) == ("2025-03-04", "1403-12-14")


def test_plain_csv_is_what_is_stored(reader: Reader) -> None:
    data = _export(reader, "quotes", "csv", guarded=False)
    assert not data.startswith(b"\xef\xbb\xbf")
    assert _rows(data)[0]["quote"] == "=HYPERLINK(1)"


def test_text_with_every_separator_survives_csv(fill: Fill) -> None:
    text = 'یک،"دو", سه;\nچهار\tپنج\r شش'
    rows = _rows(_export(fill(made(text)), "articles", "csv", guarded=False))
    assert [row["text"] for row in rows] == [text]


def test_plover_rows_are_visits_that_took_place(reader: Reader) -> None:
    (row,) = _rows(_export(reader, "plover", "csv"))
    told = {name: row[name] for name in ("date", "actor", "actor_sector", "recipient", "event", "mode")}
    assert told == {
        "date": "2025-03-04",
        "actor": "IRQ",
        "actor_sector": "GOV",
        "recipient": "IRN",
        "event": "CONSULT",
        "mode": "visit",
    }


def test_an_empty_store_exports_a_header(fill: Fill) -> None:
    data = _export(fill(), "visits", "csv", guarded=False)
    assert data.decode().startswith("visit_id,") and data.count(b"\n") == 1


def test_unknown_names_are_refused_with_the_known_ones(reader: Reader) -> None:
    with pytest.raises(StoreError, match="no export named people"):
        _export(reader, "people", "csv")
    with pytest.raises(StoreError, match="csv, jsonl, parquet"):
        _export(reader, "visits", "xlsx")
