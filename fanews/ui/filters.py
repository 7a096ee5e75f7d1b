"""The widgets of a view: set from the URL before they are drawn, written back to it when they change.

Owns the keys of widgets in session state. Labels are plain words of the catalogue, never of an article,
as Streamlit reads labels as Markdown; options may be names out of articles, which Streamlit shows as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import streamlit as st

from fanews.ui.state import View, as_list, day


class Filters:
    """The widgets of one view, drawn where the caller stands."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = view.words
        self._days: set[str] = set()
        self._all_by_default: dict[str, tuple[str, ...]] = {}
        self._switched: dict[str, str] = {}
        self._usual: dict[str, str] = {}
        self._names: list[str] = []

    def many(self, name: str, options: Iterable[str], label: Callable[[str], str]) -> None:
        """Any number out of `options`; what the URL picked stays among them."""
        picked = list(self.view.all(name))
        st.multiselect(
            self.words(f"filter.{name}"),
            list(dict.fromkeys([*options, *picked])),
            format_func=label,
            placeholder=self.words("filter.all"),
            **self._bound(name, picked),
        )

    def pills(self, name: str, options: Sequence[str], label: Callable[[str], str]) -> None:
        """Any number out of a few."""
        picked = [value for value in self.view.all(name) if value in options]
        st.pills(
            self.words(f"filter.{name}"),
            list(options),
            selection_mode="multi",
            format_func=label,
            **self._bound(name, picked),
        )

    def layers(self, name: str, options: Sequence[str], label: Callable[[str], str]) -> None:
        """Any number out of a few, all unless the URL says which; `none` in the URL for none."""
        given = self.view.all(name)
        picked = [value for value in given if value in options] if given else list(options)
        self._all_by_default[name] = tuple(options)
        bound = self._bound(name, picked)
        st.pills(self.words(f"filter.{name}"), list(options), selection_mode="multi", format_func=label, **bound)

    def one(self, name: str, options: Sequence[str], label: Callable[[str], str], usual: str | None = None) -> None:
        """One out of a few, or none; `usual` is what the URL means when it says nothing."""
        if usual:
            self._usual[name] = usual
        bound = self._bound(name, self.view.one(name) or usual)
        st.pills(self.words(f"filter.{name}"), list(options), format_func=label, **bound)

    def pick(self, name: str, options: Sequence[str], label: Callable[[str], str]) -> None:
        """One out of many, or none; what the URL picked stays among them."""
        picked = self.view.one(name)
        known = [*options] if picked is None or picked in options else [picked, *options]
        bound = self._bound(name, picked)
        hint = self.words(f"filter.{name}.hint")
        st.selectbox(self.words(f"filter.{name}"), known, format_func=label, placeholder=hint, **bound)

    def text(self, name: str) -> None:
        """Free text."""
        st.text_input(
            self.words(f"filter.{name}"),
            placeholder=self.words(f"filter.{name}.hint"),
            **self._bound(name, self.view.one(name) or ""),
        )

    def days(self, since: str = "from", until: str = "to") -> None:
        """Two days typed in the Jalali calendar (a Gregorian year is understood)."""
        for name in (since, until):
            self._days.add(name)
            typed = self.view.one(name)
            shown = self.words.digits(typed.replace("-", "/")) if typed else ""
            st.text_input(
                self.words(f"filter.{name}"), placeholder=self.words("filter.day.hint"), **self._bound(name, shown)
            )

    def switch(self, name: str, on: str = "1") -> None:
        """On, which the URL holds as `on`, or off."""
        self._switched[name] = on
        st.toggle(self.words(f"filter.{name}"), **self._bound(name, self.view.one(name) == on))

    def _bound(self, name: str, value: object) -> dict[str, Any]:
        key = _key(self.view, name)
        st.session_state[key] = value
        self._names.append(name)
        return {"key": key, "on_change": self._write}

    def _write(self) -> None:
        """All widgets into the URL at once, which makes one step of history; a list starts at its first page."""
        changes: dict[str, object] = {"page": None, "visit": None}
        for name in self._names:
            changes[name] = self._value(name)
        st.query_params.from_dict(self.view.query(**changes))

    def _value(self, name: str) -> list[str]:
        value = st.session_state.get(_key(self.view, name))
        if isinstance(value, bool):
            return [self._switched[name]] if value else []
        values = as_list(value) if value not in (None, self._usual.get(name)) else []
        if name in self._all_by_default:
            return [] if set(values) == set(self._all_by_default[name]) else values or ["none"]
        if name not in self._days:
            return values
        return [_as_day(typed) for typed in values if typed.strip()]


def _as_day(typed: str) -> str:
    """A typed day as URLs hold it; what is none goes as it is, so that the page says it was not understood."""
    try:
        return day(typed)
    except (ValueError, OverflowError):
        return typed


def _key(view: View, name: str) -> str:
    return f"{view.page or 'overview'}.{name}"
