"""The files a view gives: fetched by a click, read back by a CSV reader, complete and as filtered."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from browser_visitor import Visitor
from dashboard_store import articles

MADE = articles()
SAFE, PLAIN = "CSV برای صفحه‌گسترده", "CSV ساده"


def downloaded(visitor: Visitor, link: str) -> tuple[str, bytes]:
    """The name and the bytes of the file a link gives."""
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name=link).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def rows(raw: bytes) -> list[dict[str, str]]:
    """The file as a CSV reader takes it."""
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_a_file_of_quotes_holds_every_row_in_both_calendars(visitor: Visitor) -> None:
    visitor.open("/quotes?repeats=1")
    name, raw = downloaded(visitor, SAFE)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert name == f"fanews-quotes-repeats-1-{date.today()}.csv"
    read = rows(raw)
    assert sorted(row["surface"] for row in read) == sorted(q.span.surface for made in MADE for q in made.quotes)
    assert {"quote_id", "published", "published_jalali"} <= read[0].keys()
    assert ("2024-05-07", "1403-02-18") in {(row["published"], row["published_jalali"]) for row in read}


def test_a_file_of_articles_holds_more_than_a_screen_shows(visitor: Visitor) -> None:
    page = visitor.open("/search")
    shown = page.locator(".fa-results li").count()
    _, raw = downloaded(visitor, SAFE)
    assert shown < len(rows(raw)) == len(MADE)


@pytest.mark.parametrize("link", [SAFE, PLAIN])
def test_a_file_of_visits_holds_what_the_filter_leaves(visitor: Visitor, link: str) -> None:
    visitor.open("/visits?country=OM")
    name, raw = downloaded(visitor, link)
    assert "country-OM" in name
    assert [row["visitor"] for row in rows(raw)] == ["سالم الحارثی"]
    assert raw.startswith(b"\xef\xbb\xbf") is (link == SAFE)
