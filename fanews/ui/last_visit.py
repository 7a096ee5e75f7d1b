"""When this reader was here before, kept in their own browser: a cookie of two moments, nothing else about them.

A reader who comes back after a pause begins a new visit. The server keeps nothing. It draws nothing.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "fanews_visit"
PAUSE_S = 30 * 60
KEPT_S = 400 * 24 * 3600  # as long as browsers keep a cookie


class LastVisit:
    """ASGI middleware: each document that is sent tells the browser when this visit and the one before it were."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_document(message):
                value = renewed(_held(scope), int(time.time()))
                cookie = f"{COOKIE}={value}; Path=/; Max-Age={KEPT_S}; SameSite=Lax; HttpOnly"
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        await self.app(scope, receive, tell)


def renewed(held: str | None, now_s: int) -> str:
    """The cookie's next value: `<the visit before>.<latest document>`, in seconds since 1970, 0 for never.

    >>> renewed(None, 5000), renewed("0.5000", 5060), renewed("0.5000", 9000)
    ('0.5000', '0.5060', '5000.9000')
    """
    before, latest = _moments(held)
    if latest and now_s - latest > PAUSE_S:
        before = latest
    return f"{before}.{now_s}"


def before(cookies: Mapping[str, str]) -> dt.datetime | None:
    """The end of the reader's visit before this one (UTC, naive, as the store keeps moments); None on a first visit."""
    moment, _ = _moments(cookies.get(COOKIE))
    return dt.datetime.fromtimestamp(moment, dt.UTC).replace(tzinfo=None) if moment else None


def _moments(held: str | None) -> tuple[int, int]:
    """Both moments; zeros for what is no value of ours."""
    parts = (held or "").split(".")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) <= 10 for part in parts):
        return 0, 0
    return int(parts[0]), int(parts[1])


def _held(scope: MutableMapping[str, Any]) -> str | None:
    raw = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    try:
        jar = SimpleCookie(raw)
    except CookieError:
        return None
    return jar[COOKIE].value if COOKIE in jar else None


def _is_document(message: Message) -> bool:
    headers = dict(message["headers"])
    return bool(headers.get(b"content-type", b"").startswith(b"text/html"))
