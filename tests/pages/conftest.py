"""Pages run by Streamlit's own harness on a store of made-up articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from dashboard_store import make_store
from page_harness import ROOT, OpenPage, html
from streamlit.testing.v1 import AppTest


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of `dashboard_store.articles()`."""
    return make_store(tmp_path_factory.mktemp("store"))


@pytest.fixture
def open_page(made_store: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Opens a page of the dashboard (`app` is app.py itself) with a query; fails when the page did.

    The harness cannot follow `st.navigation`, so pages run without the frame; the browser tests see them in it.
    """
    monkeypatch.setenv("FANEWS_STORE", str(made_store))

    def open_(page: str, /, **query: str | list[str]) -> AppTest:
        file = ROOT / "app.py" if page == "app" else ROOT / "pages" / f"{page}.py"
        app = AppTest.from_file(str(file), default_timeout=30)
        for name, value in query.items():
            app.query_params[name.rstrip("_")] = value
        app.run()
        assert not app.exception
        assert "fa-bad" not in html(app)
        return app

    return open_
