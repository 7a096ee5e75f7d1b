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
    search_articles(reader, text, phrase=..., filters=..., limit=...), search_quotes(...)

An exception inside the `with` leaves the old version in place and nothing behind. This package never imports parse.
"""

from fanews.store.check import Violation, check_store
from fanews.store.directory import has_store
from fanews.store.export import EXPORTS, export
from fanews.store.reader import Reader, Snapshot
from fanews.store.tables import FORMATS, write_table
from fanews.store.writer import RunSummary, Writer, open_writer

__all__ = [
    "EXPORTS",
    "FORMATS",
    "Reader",
    "RunSummary",
    "Snapshot",
    "Violation",
    "Writer",
    "check_store",
    "export",
    "has_store",
    "open_writer",
    "write_table",
]
