"""Stores for the tests: real folders, real DuckDB."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fanews.model import ParsedArticle
from fanews.store import Reader, open_writer


@pytest.fixture
def store_dir(tmp_path: Path) -> Path:
    """Where a store goes; nothing is there yet."""
    return tmp_path / "store"


@pytest.fixture
def fill(store_dir: Path) -> Callable[..., Reader]:
    """Write articles into the store in one run and read it."""

    def write(*articles: ParsedArticle, refresh: bool = False) -> Reader:
        with open_writer(store_dir, refresh=refresh) as writer:
            for article in articles:
                writer.add(article)
        return Reader(store_dir)

    return write
