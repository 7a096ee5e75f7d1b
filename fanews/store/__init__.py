"""The store: a folder of DuckDB files, each complete, and everything that speaks SQL.

What other layers use:

    with open_writer(store_dir) as writer:         # copies the current version, holds the lock
        if not writer.is_known(document):          # content hash: an unchanged page is counted and skipped
            writer.add(parse_document(document))   # ParsedArticle; buffered, written in bulk
        writer.reject(path, reason, hint)
    writer.summary                                 # RunSummary; on exit identities, visits, postings, check, switch

    reader = Reader(store_dir)                     # read-only, shared by threads, notices a new version
    reader.version                                 # key for caches
    reader.rows(sql, params) / .one() / .frame() / .snapshot()

    check_store(store_dir) -> list[Violation]
    export(reader, what, format, out, guarded=...)  # what: EXPORTS; format: FORMATS; out: a binary stream
    write_table(snapshot.batches(sql, params), format, out, guarded)  # any other rows, in the same form
    search_articles(snapshot, text, phrase=..., filters=Filters(...), order=..., limit=...), search_quotes(...)
    match(snapshot, "quote", text)         # .condition(column), .patterns: for a page query's own WHERE

An exception inside the `with` leaves the old version in place and nothing behind. This package never imports parse.
"""

from fanews.store.check import Violation, check_store
from fanews.store.directory import has_store
from fanews.store.export import EXPORTS, export
from fanews.store.matching import match
from fanews.store.reader import Reader, Snapshot
from fanews.store.search import Filters, Found, search_articles, search_quotes
from fanews.store.tables import FORMATS, write_table
from fanews.store.writer import RunSummary, Writer, open_writer

__all__ = [
    "EXPORTS",
    "FORMATS",
    "Filters",
    "Found",
    "Reader",
    "RunSummary",
    "Snapshot",
    "Violation",
    "Writer",
    "check_store",
    "export",
    "has_store",
    "match",
    "open_writer",
    "search_articles",
    "search_quotes",
    "write_table",
]
