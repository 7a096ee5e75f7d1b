"""Python and DuckDB count the same code points, whatever the text: what every stored offset rests on."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80) | st.text(
    "اي ك\u200c\u200f\u0301😀🇮🇷e\u0308\u0000\n👨\u200d👩\ufeff", min_size=1, max_size=40
)


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of its own: the question is DuckDB's, not the store's."""
    with duckdb.connect() as connection:
        yield connection


@given(text=_TEXTS, data=st.data())
def test_a_slice_in_python_is_the_slice_in_duckdb(
    database: duckdb.DuckDBPyConnection, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    asked = "SELECT substring(t, s + 1, e - s), length(t) FROM (SELECT ?::VARCHAR AS t, ? AS s, ? AS e)"
    assert database.execute(asked, [text, start, end]).fetchall() == [(text[start:end], len(text))]
