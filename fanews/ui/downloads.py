"""CSV buttons under a table: the whole of what the filters leave, guarded for spreadsheets or plain.

How a CSV is written is `fanews.store.tables`'s; this module names the file and draws the buttons.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence

import pyarrow as pa
import streamlit as st

from fanews.store.queries.rows import Row
from fanews.store.tables import write_table
from fanews.ui.state import View

_NOT_A_FILTER = {"page", "visit"}


def csv_buttons(name: str, rows: Callable[[], Sequence[Row]], view: View) -> None:
    """Two buttons; the rows are asked for when one is pressed, not before."""
    words = view.words
    with st.container(horizontal=True, key="csv"):
        for kind, guarded in (("safe", True), ("plain", False)):
            st.download_button(
                words(f"csv.{kind}"),
                data=_Later(rows, guarded),
                file_name=file_name(name, view, guarded),
                mime="text/csv",
                on_click="ignore",
                key=f"csv.{kind}",
            )
    st.caption(words("csv.note"))


def file_name(name: str, view: View, guarded: bool) -> str:
    """`fanews-visits-country-AZ-2024-11-25.csv`: the view, its filter, the day."""
    picked = [f"{key}-{'+'.join(given)}" for key, given in sorted(view.values.items()) if key not in _NOT_A_FILTER]
    safe = "-".join("".join(c for c in part if c.isalnum() or c in "+-_")[:40] for part in picked)
    parts = ["fanews", name, safe, dt.date.today().isoformat(), "" if guarded else "plain"]
    return "-".join(part for part in parts if part) + ".csv"


class _Later:
    """A file made when it is asked for."""

    def __init__(self, rows: Callable[[], Sequence[Row]], guarded: bool) -> None:
        self._rows, self._guarded = rows, guarded

    def __call__(self) -> bytes:
        return as_csv(self._rows(), self._guarded)


def as_csv(rows: Sequence[Row], guarded: bool) -> bytes:
    """The rows as the store writes CSV: both calendars, stable ids, guarded cells and a BOM unless plain."""
    out = io.BytesIO()
    write_table([pa.RecordBatch.from_pylist(list(rows))], "csv", out, guarded)
    return out.getvalue()
