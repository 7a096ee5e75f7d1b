"""CSV of what a view shows: the links under a table, and the route they lead to.

A file holds every row the filters leave, and streams: however large it is, only a batch of it is in
memory. How a CSV is written is `fanews.store.tables`'s; this module names the file.
"""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyarrow as pa
from markupsafe import Markup

from fanews.errors import FanewsError
from fanews.store.queries import listing, quotes, visits
from fanews.store.tables import write_table
from fanews.ui import data, quote_views, search_views, state, visit_views
from fanews.ui.html import tag
from fanews.ui.state import Param, View, read_view

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

CHUNK_BYTES = 65_536
_NOT_A_FILTER = {"page", "visit", "order", "plain"}
_PLAIN = Param("plain", state.one_of({"1"}))


@dataclass(frozen=True)
class Table:
    """One table that leaves as a file: its parameters, the filter they make, and its rows."""

    params: tuple[Param, ...]
    wanted: Callable[[View], Any]
    batches: Callable[..., Iterator[pa.RecordBatch]]


TABLES = {
    "visits": Table(visit_views.PARAMS, visit_views.wanted, visits.visits_table),
    "quotes": Table(quote_views.PARAMS, quote_views.wanted, quotes.quotes_table),
    "articles": Table(search_views.PARAMS, search_views.wanted, listing.articles_table),
}


def csv_links(name: str, view: View) -> Markup:
    """Links to the whole of what the filters leave: guarded for spreadsheets, and plain."""
    words = view.words
    query = view.query(page=None, visit=None)
    links = (
        tag("a", words("csv.safe"), href=state.address(f"export/{name}.csv", query), download=True, class_="fa-button"),
        tag(
            "a",
            words("csv.plain"),
            href=state.address(f"export/{name}.csv", query | {"plain": ["1"]}),
            download=True,
            class_="fa-button",
        ),
    )
    return tag("div", *links, tag("span", words("csv.note"), class_="fa-source"), class_="fa-downloads")


def export(request: Request) -> Response:
    """`/export/<table>.csv?<the view's filters>`; `plain=1` for scripts."""
    from starlette.responses import PlainTextResponse, StreamingResponse

    table = TABLES.get(request.path_params["table"])
    if table is None:
        return PlainTextResponse("There is no such table.", 404)
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    view = read_view(request.path_params["table"], (*table.params, _PLAIN), query)
    is_plain = view.one("plain") == "1"
    try:
        batches = table.batches(data.snapshot(), table.wanted(view))
    except FanewsError as error:
        return PlainTextResponse(str(error), 503)
    name = quote(file_name(view.page, view, not is_plain))
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}"}
    return StreamingResponse(streamed(batches, not is_plain), media_type="text/csv; charset=utf-8", headers=headers)


def file_name(name: str, view: View, guarded: bool) -> str:
    """`fanews-visits-country-AZ-2024-11-25.csv`: the view, its filter, the day."""
    picked = [f"{key}-{'+'.join(given)}" for key, given in sorted(view.values.items()) if key not in _NOT_A_FILTER]
    safe = "-".join("".join(c for c in part if c.isalnum() or c in "+-_")[:40] for part in picked)
    parts = ["fanews", name, safe, dt.date.today().isoformat(), "" if guarded else "plain"]
    return "-".join(part for part in parts if part) + ".csv"


def streamed(batches: Iterator[pa.RecordBatch], guarded: bool) -> Iterator[bytes]:
    """The CSV in pieces: the store's writer writes into one end of a pipe, the browser reads from the other."""
    reading, writing = os.pipe()
    failed: list[Exception] = []

    def write() -> None:
        try:
            with open(writing, "wb") as out:  # noqa: PTH123 - a file descriptor has no path
                write_table(batches, "csv", out, guarded)
        except Exception as error:  # noqa: BLE001 - raised again below, where the browser can be told
            failed.append(error)

    thread = threading.Thread(target=write, daemon=True)
    thread.start()
    with open(reading, "rb") as source:  # noqa: PTH123 - a file descriptor has no path
        while piece := source.read1(CHUNK_BYTES):
            yield piece
    thread.join()
    if failed:
        raise failed[0]  # breaks the download off: a file cut short must not look whole
