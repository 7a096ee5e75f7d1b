"""Tables: JSON Lines and CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.model import EvidenceKind
from fanews.sources import Document, Rejected, iter_documents

ROW = {
    "id": "n-7",
    "url": "https://news.example/7",
    "title": "پل گشوده شد",
    "published": "2024-11-25T10:00:00+03:30",
    "agency": "نمونه",
    "text": "وزیر راه گفت: «پل، آماده است».\nوی افزود: راه باز است.",
}


def read(path: Path) -> list[Document | Rejected]:
    return list(iter_documents([str(path)]))


def write_jsonl(path: Path, rows: list[object]) -> Path:
    path.write_text(
        "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in rows), "utf-8"
    )
    return path


def write_csv(path: Path, rows: list[dict[str, str]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(ROW), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(buffer.getvalue().encode(encoding))
    return path


def as_stated(path: Path) -> Document:
    return Document(
        path=ROW["id"], text=ROW["text"], url=ROW["url"], title=ROW["title"], agency=ROW["agency"],
        published=dt.date(2024, 11, 25), published_kind=EvidenceKind.FIELD, origin=str(path),
    )  # fmt: skip


def test_a_json_row_states_everything_about_its_article(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "feed.jsonl", [ROW])
    assert read(path) == [as_stated(path)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_row_does_too(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = write_csv(tmp_path / "feed.csv", [ROW], delimiter, encoding)
    assert read(path) == [as_stated(path)]


def test_all_but_the_text_may_be_missing(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "feed.jsonl", [{"text": ROW["text"]}, {"text": ROW["text"], "title": None, "id": 12}])
    first, second = read(path)
    assert (first.path, first.title, first.published) == (f"{path}:1", None, None)
    assert (second.path, second.title) == ("12", None)


def test_broken_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = [
        ROW,
        "{broken",
        "[1, 2]",
        '"text"',
        {"id": "x"},
        {"text": "English only here"},
        {"text": 7},
        ROW | {"id": "last"},
    ]
    path = write_jsonl(tmp_path / "feed.jsonl", rows)
    found = read(path)
    assert [o.path for o in found] == ["n-7", *(f"{path}:{i}" for i in range(2, 8)), "last"]
    assert [o.reason for o in found if isinstance(o, Rejected)] == [
        "The line is not JSON.",
        "The line is not a JSON object.",
        "The line is not a JSON object.",
        "The row has no `text`.",
        "It has no Persian text.",
        "It has no Persian text.",
    ]


def test_a_line_of_bytes_that_are_no_text_costs_only_itself(tmp_path: Path) -> None:
    good = json.dumps(ROW, ensure_ascii=False).encode()
    path = tmp_path / "feed.jsonl"
    path.write_bytes(
        b'{"text": "\xd9\xff\xfe"}\n' + good + b"\n" + b"\xff" * 40 + b"\n" + good.replace(b"n-7", b"n-8") + b"\n"
    )
    assert [type(o) for o in read(path)] == [Rejected, Document, Rejected, Document]


def test_half_a_character_pair_costs_only_its_row(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "feed.jsonl", ['{"text": "وزیر راه \\ud800 گفت"}', ROW])
    assert [type(o) for o in read(path)] == [Rejected, Document]


def test_a_deeply_nested_line_costs_only_itself(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "feed.jsonl", ["[" * 200_000, ROW])
    assert [type(o) for o in read(path)] == [Rejected, Document]


def test_a_row_that_is_too_long_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fanews.sources.tables.TEXT_LIMIT", 2000)
    path = write_jsonl(tmp_path / "feed.jsonl", [{"text": "پل " * 5000}, ROW])
    refused, taken = read(path)
    assert isinstance(refused, Rejected) and refused.reason == "The row is larger than 10 MB."
    assert isinstance(taken, Document)


def test_a_published_day_that_is_none_is_told_and_the_article_is_taken(tmp_path: Path) -> None:
    refused, taken = read(write_jsonl(tmp_path / "feed.jsonl", [ROW | {"published": "last week"}]))
    assert isinstance(refused, Rejected) and "no ISO date" in refused.reason
    assert isinstance(taken, Document) and taken.published is None and taken.published_kind is None


def test_a_quotation_mark_that_is_never_closed_costs_one_row_of_a_csv(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text('id,text\n1,وزیر راه گفت\n2,"وزیر راه\n3,پل آماده است\n4,"راه ""باز"" است"\n', "utf-8")
    found = read(path)
    assert [o.path for o in found] == ["1", f"{path}:3", "3", "4"]
    assert found[-1].text == 'راه "باز" است'


def test_a_csv_row_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text("id,text\n1,وزیر راه گفت, پل آماده است\n2,پل آماده است\n", "utf-8")
    assert [type(o) for o in read(path)] == [Rejected, Document]


def test_many_broken_rows_are_counted_and_not_listed(tmp_path: Path) -> None:
    found = read(write_jsonl(tmp_path / "feed.jsonl", ["{"] * 1500 + [ROW]))
    assert len(found) == 1002
    assert isinstance(found[-1], Rejected) and found[-1].reason == "500 more rows cannot be read."


def test_windows_line_ends_in_a_row_become_plain(tmp_path: Path) -> None:
    (only,) = read(write_jsonl(tmp_path / "feed.jsonl", [ROW | {"text": "پل آماده است.\r\nراه باز است."}]))
    assert only.text == "پل آماده است.\nراه باز است."


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=60))
def test_any_text_comes_back_from_json_and_csv_as_it_was(tmp_path_factory: pytest.TempPathFactory, tail: str) -> None:
    folder = tmp_path_factory.mktemp("tables")
    row = ROW | {"text": "پل آماده است، " + tail + "\nراه باز است."}
    tables = (write_jsonl(folder / "feed.jsonl", [row]), write_csv(folder / "feed.csv", [row]))
    assert [outcome.text for path in tables for outcome in read(path)] == [row["text"]] * 2
