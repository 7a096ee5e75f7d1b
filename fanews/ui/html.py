"""HTML fragments: made with MarkupSafe, so that whatever comes from an article is escaped, and shown in one place.

Owns how fragments reach the browser. It must not hold words of the interface or know the store.
Fragments go through `st.html` (purified again in the browser), never through Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup, escape

__all__ = ["Markup", "escape", "join", "outside_link", "show", "tag"]

# Characters that HTML parsed twice (once to purify it) loses, or counts as one with the next: each keeps its place.
_SHOWN_AS = {"\r": "\n", "\0": "\ufffd"}


class _Fragment:
    """Streamlit dedents plain strings, which would edit the whitespace of an article; it takes this as it is."""

    def __init__(self, html: str) -> None:
        self._html = html

    def _repr_html_(self) -> str:
        return self._html


def show(fragment: Markup) -> None:
    """Draw one fragment here. Takes `Markup` alone: a plain string is a mistake, not HTML."""
    if not isinstance(fragment, Markup):
        raise TypeError("show() takes Markup")
    if fragment:
        st.html(_Fragment(str(fragment)))  # type: ignore[arg-type,unused-ignore]


def exact(text: str) -> Markup:
    """`text` escaped so that the browser's text content is it, character by character (a lone CR is shown as LF)."""
    for character, shown in _SHOWN_AS.items():
        text = text.replace(character, shown)
    return escape(text)


def tag(name: str, *children: object, **attributes: object) -> Markup:
    """`<name attributes>children</name>`, all escaped; `class_`, `data_x` and the like are spelt for Python.

    Attributes that are None or False are left out.
    """
    given = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    written = "".join(
        f' {key}="{"" if value is True else escape(value)}"'
        for key, value in given
        if value is not None and value is not False
    )
    return Markup(f"<{name}{written}>{join(children)}</{name}>")  # noqa: S704 - names are ours, the rest is escaped


def join(parts: Iterable[object]) -> Markup:
    """Parts one after another; strings among them are escaped, None is skipped."""
    return Markup("".join([escape(part) for part in parts if part is not None]))  # noqa: S704 - escaped


def outside_link(url: str | None, label: str) -> Markup | None:
    """A link out of the dashboard, only to http and https: a `javascript:` address shows as nothing."""
    if not url or not is_web_address(url):
        return None
    return tag("a", label, href=url, target="_blank", rel="noopener noreferrer")


def is_web_address(url: str) -> bool:
    """Whether `url` is an absolute http(s) address."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
