"""The pages there are, in one place, and the frame around whichever is open: header, menu, first run, errors.

A new page is one line in `PAGES`, its file in `pages/` and its words in the catalogue.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from fanews.errors import FanewsError
from fanews.ui import data, state
from fanews.ui.html import Markup, join, show, tag
from fanews.ui.reasons import reason
from fanews.ui.words import LANGUAGES, Words, words_in

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PageSpec:
    """One page: its key (file and words), its path in URLs, and whether the menu lists it."""

    key: str
    path: str
    in_menu: bool = True
    needs_store: bool = True


PAGES = (
    PageSpec("overview", ""),
    PageSpec("visits", "visits"),
    PageSpec("quotes", "quotes"),
    PageSpec("search", "search"),
    PageSpec("article", "article", in_menu=False),
    PageSpec("entity", "entity", in_menu=False),
    PageSpec("ingest", "ingest", needs_store=False),
)


def run() -> None:
    """Show the page the URL asks for."""
    words = words_in((st.query_params.get_all("lang") or ["fa"])[-1])
    st.set_page_config(page_title=words("app.name"), layout="wide")
    specs = {_page(spec, words): spec for spec in PAGES}
    chosen = st.navigation(list(specs), position="hidden")
    spec = next(spec for page, spec in specs.items() if page.url_path == chosen.url_path)
    show(_header(spec, words))
    _run_page(chosen.run, spec, words)


def _page(spec: PageSpec, words: Words) -> st.Page:  # type: ignore[valid-type,unused-ignore]
    return st.Page(
        data.ROOT / "pages" / f"{spec.key}.py",
        title=f"{words(f'nav.{spec.key}')} · {words('app.name')}",
        url_path=spec.path or None,
        default=not spec.path,
    )


def _run_page(run_page: Callable[[], object], spec: PageSpec, words: Words) -> None:
    """The one place a page's failure is caught: the reader gets words, the log gets the trace."""
    try:
        if spec.needs_store and not data.is_there():
            show(first_run(words))
        else:
            run_page()
    except FanewsError as error:
        log.warning("%s: %s", spec.key, error)
        said = join(tag("p", reason(text, words), dir="auto") for text in (error.message, error.hint) if text)
        show(tag("div", said, class_="fa-note fa-bad", role="alert"))
    except Exception:
        log.exception("page %s failed", spec.key)
        show(tag("div", words("error.page"), class_="fa-note fa-bad", role="alert"))


def _header(spec: PageSpec, words: Words) -> Markup:
    links = [_menu_link(page, spec, words) for page in PAGES if page.in_menu]
    other = next(lang for lang in LANGUAGES if lang != words.lang)
    return tag(
        "header",
        tag("a", words("app.name"), class_="fa-brand", href=state.address("", _lang(words)), data_nav=True),
        tag("nav", join(links), class_="fa-nav", aria_label=words("nav.menu")),
        tag(
            "div",
            tag("button", words("link.copy"), type="button", data_copy=True, data_done=words("link.copied")),
            tag("a", words("lang.other"), href=_in_language(spec, other), hreflang=other, data_full=True),
            class_="fa-tools",
        ),
        class_="fa-top",
    )


def _menu_link(page: PageSpec, spec: PageSpec, words: Words) -> Markup:
    current = "page" if page.key == spec.key else None
    return tag("a", words(f"nav.{page.key}"), href=state.address(page.path, _lang(words)), aria_current=current)


def _lang(words: Words) -> dict[str, list[str]]:
    return {} if words.lang == "fa" else {"lang": [words.lang]}


def _in_language(spec: PageSpec, lang: str) -> str:
    """This very view in another language; the document is loaded anew, as its direction changes."""
    query = {name: st.query_params.get_all(name) for name in st.query_params if name != "lang"}
    return state.address(spec.path, {**({} if lang == "fa" else {"lang": [lang]}), **query})


def first_run(words: Words) -> Markup:
    """What an empty dashboard says: how to fill it."""
    return tag(
        "section",
        tag("h1", words("empty.title")),
        tag("p", words("empty.text")),
        tag("pre", "fanews ingest PATH", dir="ltr"),
        tag("p", words("empty.where", folder=""), tag("code", str(data.store_dir()), dir="ltr")),
        tag("p", tag("a", words("empty.upload"), href=state.address("ingest", _lang(words)), data_nav=True)),
        class_="fa-empty",
    )
