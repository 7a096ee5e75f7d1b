"""What every page begins and ends with: its view out of the URL, its title, what was ignored, its parts."""

from __future__ import annotations

import math
from collections.abc import Iterable

import streamlit as st

from fanews.ui import filter_words
from fanews.ui.html import Markup, join, show, tag
from fanews.ui.state import Param, View, read_view, whole_number
from fanews.ui.words import Words

ROWS_A_PAGE = 50
PAGE = Param("page", whole_number)


def begin(path: str, params: Iterable[Param] = ()) -> View:
    """The view the URL asks for."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    return read_view(path, params, query)


def title(view: View, text: str, lead: str | None = None, window: str | None = None) -> None:
    """The page's heading and the window's title (`text` too, or `window`), with what the URL could not have."""
    st.set_page_config(page_title=f"{window or text} · {view.words('app.name')}")
    show(join([tag("h1", text, class_="fa-title", dir="auto"), tag("p", lead, class_="fa-lead") if lead else None]))
    ignored(view)


def list_title(view: View, text: str, lead: str, said: frozenset[str] = frozenset()) -> None:
    """The same for a list: what is picked stands in the window's title, and below the heading to be taken off.

    `said`: filters that `text` tells already.
    """
    title(view, text, lead, filter_words.title(text, view, said))
    show(filter_words.chips(view))


def ignored(view: View) -> None:
    """Says plainly which parts of the URL mean nothing here; the rest is shown."""
    if view.ignored:
        words = view.words
        items = [tag("li", tag("code", f"{name}={value}", dir="ltr")) for name, value in view.ignored[:10]]
        show(tag("div", words("url.ignored"), tag("ul", join(items)), class_="fa-note", role="status"))


def note(text: str, bad: bool = False) -> None:
    """One sentence the reader must not miss."""
    show(tag("div", text, class_="fa-note fa-bad" if bad else "fa-note", role="status"))


def nothing(words: Words, view: View) -> None:
    """The empty state of a list: says so, and offers to take the filters off."""
    show(
        tag(
            "div",
            tag("p", words("list.nothing")),
            tag("a", words("list.clear"), href=view.to(view.page), data_nav=True),
            class_="fa-empty",
        )
    )


def offset(view: View, rows: int = ROWS_A_PAGE) -> int:
    """How many rows come before this page of a list."""
    return (view.number("page") - 1) * rows


def pager(view: View, total: int, rows: int = ROWS_A_PAGE) -> Markup:
    """Links through a list, and where in it the reader is."""
    pages = max(1, math.ceil(total / rows))
    here, words = view.number("page"), view.words
    if pages == 1 and here == 1:
        return Markup("")
    return tag(
        "nav",
        _turn(view, words("list.previous"), here - 1, pages),
        tag("span", words("list.page", here=words.number(here), pages=words.number(pages))),
        _turn(view, words("list.next"), here + 1, pages),
        class_="fa-pager fa-in",
        aria_label=words("list.pages"),
    )


def _turn(view: View, label: str, number: int, pages: int) -> Markup:
    if not 1 <= number <= pages:
        return tag("span", label, class_="fa-off", aria_disabled="true")
    return tag("a", label, href=view.link(page=None if number == 1 else number))
