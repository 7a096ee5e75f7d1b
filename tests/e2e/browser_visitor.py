"""A reader with a browser, as the tests drive one."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, Page, Request


class Visitor:
    """A browser of one reader. Every request off the server is a failure, as is a script that an article ran."""

    def __init__(self, browser: Browser, server: str, **options: object) -> None:
        self.server = server
        self.off: list[str] = []
        self.context: BrowserContext = browser.new_context(
            **{"viewport": {"width": 1440, "height": 1000}, "locale": "fa-IR", **options}  # type: ignore[arg-type]
        )
        self.context.on("request", self._heard)
        self.page: Page = self.context.new_page()

    def _heard(self, request: Request) -> None:
        if not request.url.startswith((self.server, "data:", "blob:")):
            self.off.append(request.url)

    def open(self, path: str) -> Page:
        """Open a page of the dashboard and wait until it is drawn."""
        self.page.goto(self.server + path)
        self.ready()
        return self.page

    def ready(self) -> None:
        """Wait until the page stands still."""
        self.page.wait_for_selector("h1", timeout=30_000)
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000)

    def close(self) -> None:
        """Close the browser's window and see that nothing left the server."""
        self.context.close()
        assert not self.off, f"requests off the server: {self.off}"
