"""Texts and pages: encodings, line ends, metadata."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fanews.model import EvidenceKind
from fanews.sources import Document, iter_documents
from fanews.sources.days import parse_day

TEXT = "وزير راه كشور نمونه گفت: پل بندر آفتاب آماده است.\nوی افزود: مردم از آن می‌گذرند؛ چه روزی!\n"


def the_document(path: Path) -> Document:
    (only,) = iter_documents([str(path)])
    assert isinstance(only, Document), only
    return only


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "page.txt").write_bytes(TEXT.encode(encoding))
    assert the_document(tmp_path / "page.txt").text == TEXT


def test_windows_1256_is_read(tmp_path: Path) -> None:
    text = TEXT.replace("ی", "ي")
    (tmp_path / "page.txt").write_bytes(text.encode("cp1256"))
    assert the_document(tmp_path / "page.txt").text == text


def test_windows_line_ends_become_plain_and_nothing_else_changes(tmp_path: Path) -> None:
    odd = "  " + TEXT.replace("\n", "\r\n") + "\u200f\u00a0\t"
    (tmp_path / "page.txt").write_bytes(odd.encode())
    assert the_document(tmp_path / "page.txt").text == odd.replace("\r\n", "\n")


def test_a_file_without_a_known_suffix_is_read_by_how_it_begins(tmp_path: Path) -> None:
    (tmp_path / "page").write_text(TEXT, "utf-8")
    (tmp_path / "feed").write_text('{"id": "a7", "text": "وزیر راه گفت: پل آماده است."}\n', "utf-8")
    (tmp_path / "sheet").write_text("id,text\nb7,وزیر راه گفت: پل آماده است.\n", "utf-8")
    assert [o.path.rpartition("/")[2] for o in iter_documents([str(tmp_path)])] == ["a7", "page", "b7"]


PAGE = """<!doctype html><html lang="fa"><head><meta charset="utf-8"><title>پل بندر آفتاب گشوده شد | نمونه</title>
<meta property="og:title" content="پل بندر آفتاب گشوده شد"><meta property="og:site_name" content="خبرگزاری نمونه | خبر">
<link rel="canonical" href="https://news.example/1">{head}</head><body><nav><a href="/">خانه</a></nav><article>
<h1>پل بندر آفتاب گشوده شد</h1>
<p>وزیر راه کشور نمونه روز دوشنبه پل بندر آفتاب را گشود و از کارگران آن سپاس‌گزاری کرد.</p>
<p>وی گفت: این پل راه مردم را کوتاه&zwnj;تر می‌کند و بندر را به شهرهای دیگر می‌رساند؛ کار آن سه سال به درازا کشید.</p>
</article><footer>همه حقوق از آن نمونه است</footer></body></html>"""


def page(tmp_path: Path, head: str = "") -> Document:
    (tmp_path / "page.html").write_text(PAGE.replace("{head}", head), "utf-8")
    return the_document(tmp_path / "page.html")


def test_a_page_gives_its_main_text_with_its_joiners(tmp_path: Path) -> None:
    text = page(tmp_path).text
    assert "سپاس\u200cگزاری" in text and "کوتاه\u200cتر" in text
    assert "خانه" not in text and "حقوق" not in text


def test_a_page_states_title_outlet_and_address(tmp_path: Path) -> None:
    document = page(tmp_path)
    assert (document.title, document.agency) == ("پل بندر آفتاب گشوده شد", "خبرگزاری نمونه")
    assert (document.url, document.media_type) == ("https://news.example/1", "text/html")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-11-25T09:30:00+03:30">',
        '<meta name="DC.Date" content="2024/11/25">',
        '<meta itemprop="datePublished" content="1403-09-05">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2024-11-25T06:00:00Z"}]}</script>',
    ],
)
def test_a_page_states_its_day_in_metadata(tmp_path: Path, head: str) -> None:
    document = page(tmp_path, head)
    assert document.published == dt.date(2024, 11, 25)
    assert document.published_kind is EvidenceKind.METADATA


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta name="date" content="soon">',
        '<script type="application/ld+json">{broken</script>',
        '<meta property="og:url" content="javascript:alert(1)">',
    ],
)
def test_a_page_that_states_no_day_has_none(tmp_path: Path, head: str) -> None:
    document = page(tmp_path, head)
    assert document.published is None and document.published_kind is None
    assert document.url is None or document.url.startswith("https://")


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2024-11-25", dt.date(2024, 11, 25)),
        ("2026-06-01T07:01:00+03:30", dt.date(2026, 6, 1)),
        ("2024-11-25 14:00", dt.date(2024, 11, 25)),
        ("۱۴۰۳/۰۹/۰۵", dt.date(2024, 11, 25)),
        ("1403-12-31", None),
        ("2024-13-01", None),
        ("0001-01-01", None),
        ("25 November 2024", None),
        ("2024-11-255", None),
    ],
)
def test_a_day_is_read_as_written_or_not_at_all(stated: str, day: dt.date | None) -> None:
    assert parse_day(stated) == day
