"""HTML pages: the main text by trafilatura, and what the page's metadata states.

Owns the choice of metadata. The text found goes through the same layout as any other; the day is read
here and not by the library, whose date guess takes Jalali years for Gregorian ones.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from fanews.deadline import deadline
from fanews.errors import FanewsError, SourceError
from fanews.model import Document, EvidenceKind
from fanews.sources.blob import Blob, Outcome
from fanews.sources.days import parse_day
from fanews.sources.decoding import decode, require_persian

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its remarks on a page are not for our users

_SECONDS = 20.0
_ZWNJ = re.compile("\u200c|&zwnj;|&#8204;|&#[xX]200[cC];")
_STAND_INS = "\ua673\ua60d\u2e31"  # printable signs no news page uses: the library drops a ZWNJ
_DAY_META = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish_date",
    "date",
)
_LOWER = "'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'"
_PERSIAN = re.compile("[\u0620-\u06cc]")


def read_html(blob: Blob) -> Iterator[Outcome]:
    """The article of a page. Raises SourceError where there is none."""
    page = decode(blob.read())
    try:
        with deadline(_SECONDS):
            document = _document(blob.path, page)
    except FanewsError:
        raise
    except Exception as error:  # the library meets pages of any kind: one must not stop the rest
        raise SourceError(f"The page cannot be read as HTML ({type(error).__name__}).") from error
    require_persian(document.text)
    yield document


def _document(path: str, page: str) -> Document:
    from trafilatura import bare_extraction, load_html  # a slow import, for those who have HTML

    stand_in = next((c for c in _STAND_INS if c not in page), None)
    tree = load_html(_ZWNJ.sub(stand_in, page) if stand_in else page)
    if tree is None:
        raise SourceError("The page is not HTML.")
    stated = _stated(tree)
    found = bare_extraction(tree, include_comments=False, include_tables=False, with_metadata=False)
    text = _restored(found.text if found else None, stand_in)
    if not text:
        raise SourceError("The page has no article text.", "Save the page with its text, or give the text itself.")
    day = _published(tree)
    return Document(
        path,
        text,
        "text/html",
        url=stated["url"] if stated["url"] and stated["url"].startswith(("http://", "https://")) else None,
        title=_restored(stated["title"], stand_in),
        agency=_outlet(_restored(stated["site"], stand_in)),
        published=day,
        published_kind=EvidenceKind.METADATA if day else None,
    )


def _restored(text: str | None, stand_in: str | None) -> str | None:
    text = (text or "").strip()
    return (text.replace(stand_in, "\u200c") if stand_in else text) or None


def _stated(tree: Any) -> dict[str, str | None]:
    headings = tree.xpath("//h1[normalize-space()]")
    heading = " ".join(headings[0].text_content().split()) if len(headings) == 1 else None
    return {
        "title": _meta(tree, "og:title") or heading,
        "site": _meta(tree, "og:site_name"),
        "url": _meta(tree, "og:url") or next(iter(tree.xpath("//link[@rel='canonical']/@href")), None),
    }


def _meta(tree: Any, name: str) -> str | None:
    """The content of the first meta element of that name, whichever attribute names it."""
    named = " or ".join(f"translate(@{key}, {_LOWER})='{name}'" for key in ("property", "name", "itemprop"))
    return next((value.strip() for value in tree.xpath(f"//meta[{named}]/@content") if value.strip()), None)


def _outlet(site: str | None) -> str | None:
    """The outlet in a site's name («خبرگزاری نمونه | اخبار روز»), where it is in Persian."""
    name = re.split(r"\s+[|»–-]\s+|\s*\|\s*", site)[0].strip() if site else ""
    return name if _PERSIAN.search(name) and len(name) <= 60 else None


def _published(tree: Any) -> dt.date | None:
    stated = [*(_meta(tree, name) for name in _DAY_META), *_linked_data_days(tree), *_times(tree)]
    return next((day for value in stated if value and (day := parse_day(value))), None)


def _times(tree: Any) -> list[str]:
    marked = "@pubdate or translate(@itemprop, 'P', 'p')='datepublished' or @itemprop='datePublished'"
    return [str(value) for value in tree.xpath(f"//time[{marked}]/@datetime")]


def _linked_data_days(tree: Any) -> list[str]:
    days: list[str] = []
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            days += _days_within(json.loads(script), 0)
        except (ValueError, RecursionError):
            continue
    return days


def _days_within(node: Any, depth: int) -> list[str]:
    """Every `datePublished` in JSON-LD, outermost first; nested no deeper than pages really do."""
    if depth > 4:
        return []
    if isinstance(node, list):
        return [day for item in node[:50] for day in _days_within(item, depth + 1)]
    if not isinstance(node, dict):
        return []
    own = [node["datePublished"]] if isinstance(node.get("datePublished"), str) else []
    return own + [day for value in node.values() for day in _days_within(value, depth + 1)]
