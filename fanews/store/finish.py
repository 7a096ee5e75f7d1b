"""What a version needs after its last article: identities, visits, postings, groups, lists. Owns only their order."""

from __future__ import annotations

from collections.abc import Callable

import duckdb

from fanews.store.lists import build_lists
from fanews.store.people import assign_entities
from fanews.store.postings import build_postings
from fanews.store.quote_groups import group_quotes
from fanews.store.visits import merge_visits


def finish_version(
    connection: duckdb.DuckDBPyConnection, ids: dict[str, int], run_id: int, progress: Callable[[str], None]
) -> None:
    """Work out everything that rests on the whole store. `ids` holds the next free numbers."""
    progress("identities")
    assign_entities(connection, ids)
    progress("visits")
    merge_visits(connection, ids)
    progress("search")
    build_postings(connection, run_id)
    progress("quotes")
    group_quotes(connection)
    progress("lists")
    build_lists(connection)
