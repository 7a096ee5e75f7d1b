"""The one way from a page to the store: where it is, which version is open, and what was asked of it before.

Every answer is cached by the store's version, so an ingest makes all of them fresh and none is stale.
It must hold no SQL (fanews.store) and draw nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from fanews.store.directory import has_store
from fanews.store.reader import Reader, Snapshot

ROOT = Path(__file__).resolve().parent.parent.parent
MAX_ANSWERS = 400


def store_dir() -> Path:
    """The store's folder: `FANEWS_STORE`, else `data/store` beside the program."""
    return Path(os.environ.get("FANEWS_STORE") or ROOT / "data" / "store")


def is_there() -> bool:
    """Whether anything was ingested yet."""
    return has_store(store_dir())


def snapshot() -> Snapshot:
    """The store as it is now. Raises StoreError where it cannot be read."""
    return _reader(str(store_dir())).snapshot()


def ask[T](query: Callable[..., T], *args: object) -> T:
    """`query(snapshot, *args)`, remembered until the store changes. Every argument must have a telling repr."""
    now = snapshot()
    name = f"{query.__module__}.{query.__qualname__}{args!r}"
    answer: T = _answer(str(store_dir()), now.version, name, lambda: query(now, *args))
    return answer


@st.cache_resource(show_spinner=False)
def _reader(folder: str) -> Reader:
    return Reader(folder)


@st.cache_data(max_entries=MAX_ANSWERS, show_spinner=False)
def _answer(folder: str, version: str, name: str, _find: Callable[[], Any]) -> Any:
    return _find()
