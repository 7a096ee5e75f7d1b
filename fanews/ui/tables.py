"""Tables as right-to-left HTML with links in their cells, and their CSV buttons.

A cell's value is escaped unless it is `Markup` made by us. Complete tables go out as CSV through
`fanews.store`'s writer; what is drawn here is one page of one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fanews.store.queries.rows import Row
from fanews.ui.html import Markup, join, tag


@dataclass(frozen=True)
class Column:
    """One column: its heading and what a row shows in it."""

    heading: str
    cell: Callable[[Row], object]
    is_number: bool = False


def table(columns: Sequence[Column], rows: Sequence[Row], caption: str) -> Markup:
    """A table of `rows`; on a narrow screen each row becomes a card with its headings beside the values."""
    head = tag("tr", join(tag("th", column.heading, scope="col") for column in columns))
    body = join(tag("tr", join(_cell(column, row) for column in columns)) for row in rows)
    return tag(
        "div",
        tag("table", tag("caption", caption), tag("thead", head), tag("tbody", body)),
        class_="fa-table fa-in",
    )


def _cell(column: Column, row: Row) -> Markup:
    value = column.cell(row)
    shown = value if isinstance(value, Markup) else tag("bdi", "" if value is None else value)
    return tag("td", shown, data_label=column.heading, class_="fa-number" if column.is_number else None)
