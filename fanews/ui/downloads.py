"""Files of what a view shows: the links under a table, and the routes they lead to.

A file holds every row the filters leave, and streams: however large it is, only a batch of it is in
memory. Beside each CSV goes a note of the same name that says what was asked. How a CSV is written is
`fanews.store.tables`'s; this module names the file and words the note.
"""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyarrow as pa
from markupsafe import Markup

from fanews.errors import FanewsError
from fanews.store.queries import files, listing, quotes, visits
from fanews.store.reader import Snapshot
from fanews.store.tables import with_jalali, write_table
from fanews.ui import data, filter_words, quote_views, search_views, state, visit_views
from fanews.ui.html import tag
from fanews.ui.state import Param, View, read_view

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

CHUNK_BYTES = 65_536
_NOT_A_FILTER = {"page", "order", "plain"}
_PLAIN = Param("plain", state.one_of({"1"}))


@dataclass(frozen=True)
class Table:
    """One table that leaves as a file: the page it is on, its parameters, and its rows under a view of them."""

    page: str
    params: tuple[Param, ...]
    batches: Callable[[Snapshot, View], Iterator[pa.RecordBatch]]


def _list(page: str, params: tuple[Param, ...], wanted: Callable[[View], Any], batches: Callable[..., Any]) -> Table:
    kept = tuple(param for param in params if param.name not in {"page", "visit", "order"})
    return Table(page, kept, lambda db, view: batches(db, wanted(view)))


def _whole(page: str, name: str, param: Param | None = None) -> Table:
    if param is None:
        return Table(page, (), lambda db, _: files.whole_table(db, name))
    return Table(page, (param,), lambda db, view: files.whole_table(db, name, int(view.one(param.name) or 0)))


def _by_year(db: Snapshot, view: View) -> Iterator[pa.RecordBatch]:
    """Visits by country and day, as the matrix counts them."""
    schema = pa.schema([("country", pa.string()), ("day", pa.date32()), ("visits", pa.int64())])
    rows = visits.visits_by_country(db, visit_views.wanted(view))
    yield pa.RecordBatch.from_pylist(rows, schema=schema)


_ID = Param("id", state.whole_number)
_VISITS = _list("visits", visit_views.PARAMS, visit_views.wanted, visits.visits_table)
TABLES: Mapping[str, Table] = {
    "visits": _VISITS,
    "visits-by-country": Table("visits", _VISITS.params, _by_year),
    "visit-words": _whole("visits", "told", Param("visit", state.whole_number)),
    "quotes": _list("quotes", quote_views.PARAMS, quote_views.wanted, quotes.quotes_table),
    "articles": _list("search", search_views.PARAMS, search_views.wanted, listing.articles_table),
    "entity-articles": _whole("entity", "naming", _ID),
    "entity-offices": _whole("entity", "offices", _ID),
    "entity-company": _whole("entity", "company", _ID),
    **{name: _whole("", name) for name in ("speakers", "partners", "outlets", "days", "conflicts")},
    **{name: _whole("ingest", name) for name in ("runs", "rejected")},
}


def csv_links(name: str, view: View) -> Markup:
    """Links to the whole of what the filters leave: guarded for spreadsheets, plain, and the note beside it."""
    words, address = view.words, partial(_address, name, view)
    links = (
        tag("a", words("csv.safe"), href=address("csv"), download=True, class_="fa-button"),
        tag("a", words("csv.plain"), href=address("csv", plain=["1"]), download=True, class_="fa-button"),
        tag("a", words("csv.filter"), href=address("txt"), download=True, class_="fa-button"),
    )
    return tag("div", *links, tag("span", words("csv.note"), class_="fa-source"), class_="fa-downloads")


def small_links(name: str, view: View) -> Markup:
    """The same in one line, for a table among others."""
    words, address, called = view.words, partial(_address, name, view), view.words(f"csv.of.{name}")
    forms = (("safe", address("csv")), ("plain", address("csv", plain=["1"])), ("filter", address("txt")))
    links = [
        tag("a", words(f"csv.{form}.short"), href=href, download=True, aria_label=words(f"csv.{form}.of", what=called))
        for form, href in forms
    ]
    return tag("div", words("csv.whole"), ": ", Markup(" · ").join(links), class_="fa-downloads fa-small fa-source")


def _address(name: str, view: View, kind: str, **more: list[str]) -> str:
    kept = {param.name for param in TABLES[name].params} | {"lang"}
    query = {key: given for key, given in view.query().items() if key in kept}
    return state.address(f"export/{name}.{kind}", query | more)


def export(request: Request) -> Response:
    """`/export/<table>.csv?<the view's filters>`; `plain=1` for scripts. `/export/<table>.txt`: what was asked."""
    from starlette.responses import PlainTextResponse, StreamingResponse

    name, kind = request.path_params["table"], request.path_params["kind"]
    table = TABLES.get(name)
    if table is None or kind not in {"csv", "txt"}:
        return PlainTextResponse("There is no such table.", 404)
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    view = read_view(table.page, (*table.params, _PLAIN), query)
    is_plain = view.one("plain") == "1"
    try:
        db = data.snapshot()
        batches = table.batches(db, view)
        told = note(name, view, db.version, batches, str(request.base_url)) if kind == "txt" else None
    except FanewsError as error:
        return PlainTextResponse(str(error), 503)
    called = quote(file_name(name, view, not is_plain, kind))
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{called}"}
    media = "text/csv" if told is None else "text/plain"
    body = streamed(batches, not is_plain) if told is None else told
    return StreamingResponse(body, media_type=f"{media}; charset=utf-8", headers=headers)


def file_name(name: str, view: View, guarded: bool, kind: str = "csv") -> str:
    """`fanews-visits-country-AZ-2024-11-25.csv`: the view, its filter, the day."""
    picked = [f"{key}-{'+'.join(given)}" for key, given in sorted(view.values.items()) if key not in _NOT_A_FILTER]
    safe = "-".join("".join(c for c in part if c.isalnum() or c in "+-_")[:40] for part in picked)
    parts = ["fanews", name, safe, dt.date.today().isoformat(), "" if guarded else "plain"]
    return "-".join(part for part in parts if part) + f".{kind}"


def note(name: str, view: View, version: str, batches: Iterator[pa.RecordBatch], server: str) -> Iterator[bytes]:
    """What the file of the same name holds: which view and filters, of which day and store, how many rows."""
    words = view.words
    seen = [param.name for param in TABLES[name].params]
    view = View(view.page, words, view.params, {key: view.values[key] for key in seen if key in view.values})
    address = f"{server.rstrip('/')}/{view.link().removeprefix('./')}"
    picked = [f"  {one.text} ({one.name}={one.value})" for one in filter_words.picked(view)]
    others = [f"  {key}={value}" for key in ("id", "visit") for value in view.all(key)]
    lines = [
        words("note.table", what=words(f"csv.of.{name}")),
        words("note.file", name=file_name(name, view, True)),
        words("note.day", day=words.day(dt.date.today()), iso=dt.date.today().isoformat()),
        words("note.store", version=version),
        words("note.view", address=address),
        words("note.filter"),
        *(picked + others or [f"  {words('note.no_filter')}"]),
    ]
    yield ("\ufeff" + "\n".join(lines) + "\n").encode()
    yield from _measured(batches, view)


def _measured(batches: Iterator[pa.RecordBatch], view: View) -> Iterator[bytes]:
    """The columns, and the rows counted one batch after another."""
    rows = 0
    for number, batch in enumerate(batches):
        if not number:
            names = ", ".join(with_jalali(batch).schema.names)
            yield (view.words("note.columns", names=names) + "\n").encode()
        rows += batch.num_rows
    yield (view.words("note.rows", n=view.words.number(rows)) + "\n").encode()


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
