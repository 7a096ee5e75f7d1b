"""CSV buttons under a table: the whole of what the filters leave, guarded for spreadsheets or plain.

The writing of CSV is `fanews.store.export`'s; this module names the file and draws the buttons.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import streamlit as st

from fanews.store.queries.rows import Row
from fanews.ui.state import View


def csv_buttons(name: str, rows: Callable[[], Sequence[Row]], view: View) -> None:
    """Two buttons; the rows are asked for when one is pressed, not before."""
    words = view.words
    with st.container(horizontal=True, key="csv"):
        for kind, guarded in (("safe", True), ("plain", False)):
            st.download_button(
                words(f"csv.{kind}"),
                data=lambda guarded=guarded: _file(rows(), guarded),  # type: ignore[misc]
                file_name=file_name(name, view, guarded),
                mime="text/csv",
                on_click="ignore",
                key=f"csv.{kind}",
            )
    st.caption(words("csv.note"))


def file_name(name: str, view: View, guarded: bool) -> str:
    """`fanews-visits-country-AZ-2024-11-25.csv`: the view, its filter, the day."""
    picked = [f"{key}-{'+'.join(values)}" for key, values in sorted(view.values.items()) if key not in {"page", "visit"}]
    safe = "-".join("".join(c for c in part if c.isalnum() or c in "+-_")[:40] for part in picked)
    parts = ["fanews", name, safe, dt.date.today().isoformat(), "" if guarded else "plain"]
    return "-".join(part for part in parts if part) + ".csv"


def _file(rows: Sequence[Row], guarded: bool) -> bytes:
    raise NotImplementedError
