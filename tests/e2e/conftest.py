"""The real server on a store of made-up articles, and Debian's Chromium to look at it with."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_visitor import Visitor
from dashboard_store import make_store
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
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
READY_S = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests skip without Chromium, but never where CI=true."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM.exists() and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip(reason="Debian's chromium is not installed"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a dashboard on a store of `dashboard_store.articles()`."""
    store = make_store(tmp_path_factory.mktemp("store"))
    log = tmp_path_factory.mktemp("log") / "server.log"
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "FANEWS_STORE": str(store)}, stdout=out, stderr=out
        )
    try:
        _wait(port, process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + READY_S
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server did not start:\n{log.read_text('utf-8')}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Browser, server: str) -> Iterator[Visitor]:
    """A reader at a desk."""
    reader = Visitor(browser, server)
    yield reader
    reader.close()


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Visitor]:
    """A reader on a phone."""
    reader = Visitor(browser, server, viewport={"width": 390, "height": 844}, has_touch=True)
    yield reader
    reader.close()


@pytest.fixture
def at_night(browser: Browser, server: str) -> Iterator[Visitor]:
    """A reader whose system is dark."""
    reader = Visitor(browser, server, color_scheme="dark")
    yield reader
    reader.close()
