"""A reader with a browser, as the tests drive one; and what is asked of a page in more than one test."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Locator, Page, WebSocket, expect

DRAWN_MS = 60_000
PROBES = Path(__file__).parent / "probes"
# Every page, by the file in `pages/` that draws it.
PAGES = {
    "overview": "/",
    "visits": "/visits",
    "quotes": "/quotes",
    "search": "/search",
    "article": "/article?id=1",
    "entity": "/entity?id=1",
    "ingest": "/ingest",
}


class Visitor:
    """A page one reader looks at.

    It is a failure, found when the page is closed, that something was asked of anywhere but the server (even
    if the content security policy stopped it), that a script threw, or that a dialog opened.
    """

    def __init__(self, context: BrowserContext, server: str) -> None:
        self.server = server
        self.context = context
        self.faults: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(DRAWN_MS)
        self.page.on("request", lambda request: self._asked_for(request.url))
        self.page.on("websocket", self._connected)
        self.page.on("dialog", self._spoken_to)
        self.page.on("pageerror", lambda error: self.faults.append(f"script failed: {error}"))
        self.page.on("console", self._told)

    def _asked_for(self, url: str) -> None:
        if not url.startswith((self.server + "/", "data:", "blob:")):
            self.faults.append(f"request off the server: {url}")

    def _connected(self, socket: WebSocket) -> None:
        self._asked_for(socket.url.replace("ws://", "http://", 1))

    def _spoken_to(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _told(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(f"stopped by the policy: {message.text}")

    def open(self, path: str) -> Page:
        """Open a page of the dashboard and wait until it is drawn."""
        self.page.goto(self.server + path)
        self.ready()
        return self.page

    def follow(self, path: str) -> Page:
        """Go to a page as a link inside the dashboard does, to one with another heading; the document stays."""
        self.page.evaluate("document.querySelector('h1')?.setAttribute('data-old', '')")
        self.page.evaluate(
            "to => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')) }", path
        )
        expect(self.page.locator("h1[data-old]")).to_have_count(0)
        self.ready()
        return self.page

    def ready(self) -> None:
        """Wait until the page stands still."""
        self.page.wait_for_selector("h1")
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")

    def close(self) -> None:
        """Close the page and see that nothing happened that must not."""
        self.page.close()
        assert not self.faults, "\n".join(self.faults)


def probe(name: str) -> str:
    """A question to a page that takes more than a line of JavaScript."""
    return (PROBES / f"{name}.js").read_text("utf-8")


def style(page: Page, selector: str, name: str) -> str:
    """A computed style of the first element that fits."""
    return str(page.locator(selector).first.evaluate("(e, name) => getComputedStyle(e)[name]", name))


def choose(visitor: Visitor, label: str, option: str) -> None:
    """Pick an option of a multi-select in the sidebar by its label."""
    box = visitor.page.get_by_test_id("stSidebar").get_by_role("combobox", name=label)
    box.click()
    visitor.page.get_by_role("option", name=option).click()
    visitor.page.keyboard.press("Escape")
    visitor.ready()


def visit_rows(page: Page) -> Locator:
    """The rows of the table of visits (the matrix above it is a table as well)."""
    return page.locator(":not(.fa-matrix) > .fa-table tbody tr")


def visitors_shown(page: Page) -> list[str]:
    """Who travels, row by row."""
    return visit_rows(page).locator("td:nth-child(2)").all_inner_texts()


def expect_rows(rows: Locator, number: int) -> None:
    """Wait until there are so many."""
    expect(rows).to_have_count(number)
