"""The real server on a store of made-up articles, and Debian's Chromium to look at it with.

One browser a module, with a context for each kind of reader, so that what does not change is loaded once; a page for
each test. Playwright's event loop runs in this thread as long as its browser does: it must have ended when tests of
pages begin, which run loops of their own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_visitor import DRAWN_MS, Visitor
from dashboard_server import serving
from dashboard_store import make_store
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1440, "height": 1000}
READERS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": DESK},
    "colleague": {"viewport": DESK},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "night": {"viewport": DESK, "color_scheme": "dark"},
}
# A busy machine is not a failure.
expect.set_options(timeout=DRAWN_MS)
type NewVisitor = Callable[[str], Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests skip without Chromium, but never where CI=true."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM.exists() and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip(reason="Debian's chromium is not installed"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a dashboard on a store of `dashboard_store.articles()`. Tests that change a store start their own."""
    with serving(
        make_store(tmp_path_factory.mktemp("store")), tmp_path_factory.mktemp("log") / "server.log"
    ) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a module."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[Callable[[str], BrowserContext]]:
    """The browser profile of a kind of reader (`READERS`), one a module."""
    made: dict[str, BrowserContext] = {}

    def context(reader: str) -> BrowserContext:
        if reader not in made:
            made[reader] = browser.new_context(locale="fa-IR", **READERS[reader])
        return made[reader]

    yield context
    for profile in made.values():
        profile.close()


@pytest.fixture
def new_visitor(contexts: Callable[[str], BrowserContext], server: str) -> Iterator[NewVisitor]:
    """Gives a page of its own to a kind of reader; all are closed, and judged, after the test."""
    visitors: list[Visitor] = []

    def new(reader: str) -> Visitor:
        visitors.append(Visitor(contexts(reader), server))
        return visitors[-1]

    yield new
    for visitor in visitors:
        visitor.close()


@pytest.fixture
def visitor(new_visitor: NewVisitor) -> Visitor:
    """A reader at a desk."""
    return new_visitor("desk")


@pytest.fixture
def colleague(new_visitor: NewVisitor) -> Visitor:
    """A reader at another desk, with a browser of their own."""
    return new_visitor("colleague")


@pytest.fixture
def phone(new_visitor: NewVisitor) -> Visitor:
    """A reader on a phone."""
    return new_visitor("phone")


@pytest.fixture
def at_night(new_visitor: NewVisitor) -> Visitor:
    """A reader whose system is dark."""
    return new_visitor("night")
