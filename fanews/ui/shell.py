"""The page around every page: language and direction of the document, its stylesheet, its security policy.

Streamlit serves a fixed left-to-right `index.html`. This middleware hands it out again as
`<html lang="fa" dir="rtl">` (`lang="en" dir="ltr"` for `?lang=en`) with our stylesheet and the one
small script inlined, so nothing flashes from left to right, and sets a content security policy
under which nothing loads from elsewhere. It must not know what the pages show.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import MutableMapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from fanews.ui.words import words_in

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

DIRECTIONS = {"fa": "rtl", "en": "ltr"}
FONT = '<link rel="preload" href="./app/static/Vazirmatn.woff2" as="font" type="font/woff2" crossorigin />'

# Words that stand in the stylesheet, in place of Streamlit's English ones.
_WORDS = {
    "filters": "filter.title",
    "browse": "ingest.browse",
    "none-found": "widget.none",
    "enter": "widget.enter",
    "system": "theme.system",
    "light": "theme.light",
    "dark": "theme.dark",
    "print": "menu.print",
}

# Left to Streamlit, and to its compression: everything that is not the document itself.
_NOT_DOCUMENT = re.compile(r"^/(_stcore|static|app|media|component|_vendor)/|\.[a-z0-9]{2,5}$")
_DROPPED = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
_HOST = re.compile(r"[\w.\-\[\]:]+")
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class DocumentShell:
    """ASGI middleware around the Streamlit app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or _NOT_DOCUMENT.search(scope["path"]):
            await self.app(scope, receive, send)
            return
        # Sub-pages would come back compressed, and a 304 would leave an old document in the browser.
        plain = {**scope, "headers": [(k, v) for k, v in scope["headers"] if k.lower() not in _DROPPED]}
        await self.app(plain, receive, _Rewriting(scope, send).send)


class _Rewriting:
    """Holds a response back until its body is whole, and rewrites it when it is the document."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope, self.forward = scope, send
        self.start: MutableMapping[str, Any] = {}
        self.body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish()

    async def _finish(self) -> None:
        headers = {k.lower(): v for k, v in self.start["headers"]}
        if headers.get(b"content-type", b"").startswith(b"text/html"):
            page = document(self.body.decode("utf-8"), language_of(self.scope["query_string"]))
            self.body = page.encode("utf-8")
            headers |= _policy_headers(page, self.scope)
            headers.pop(b"etag", None)
            headers.pop(b"last-modified", None)
        headers[b"content-length"] = str(len(self.body)).encode()
        await self.forward({**self.start, "headers": list(headers.items())})
        await self.forward({"type": "http.response.body", "body": self.body})


def language_of(query: bytes) -> str:
    """The interface language a query string asks for; Persian unless it names one we have."""
    asked = parse_qs(query.decode("latin-1")).get("lang", ["fa"])[-1]
    return asked if asked in DIRECTIONS else "fa"


def document(index: str, lang: str) -> str:
    """Streamlit's index.html in `lang`, with our font, stylesheet and script in its head."""
    words = words_in(lang)
    named = ":root{" + "".join(f'--fa-{name}:"{words(key)}";' for name, key in _WORDS.items()) + "}"
    head = f"{FONT}<style>{named}{_styles()}</style><script>{_asset('shell.js')}</script></head>"
    page = re.sub(r"<html[^>]*>", f'<html lang="{lang}" dir="{DIRECTIONS[lang]}">', index, count=1)
    page = re.sub(r"<link\s+rel=\"preload\"[^>]*as=\"font\"[^>]*>", "", page)
    page = page.replace("./favicon.png", "./app/static/icon.svg")
    page = re.sub(r"<title>.*?</title>", "<title>fanews</title>", page, count=1)
    return page.replace("</head>", head, 1)


def content_policy(page: str, host: str = "") -> str:
    """The content security policy for a document; its own inline scripts are named by their hashes.

    Styles stay open to inline ones (Streamlit writes its styles at run time); a style loads nothing
    from elsewhere either, as fonts and images are held to this server.
    """
    scripts = " ".join(f"'sha256-{_digest(script)}'" for script in _SCRIPT.findall(page))
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return (
        f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'{sockets}; "
        "worker-src 'self' blob:; frame-src 'none'; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'self'"
    )


def _policy_headers(page: str, scope: Scope) -> dict[bytes, bytes]:
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    return {
        b"content-security-policy": content_policy(page, host).encode("latin-1"),
        b"x-content-type-options": b"nosniff",
        b"referrer-policy": b"same-origin",
    }


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()


def _styles() -> str:
    """What mends Streamlit and the frame, then what pages add to it."""
    return _asset("shell.css") + _asset("pages.css")


@cache
def _asset(name: str) -> str:
    return files("fanews.ui").joinpath("assets", name).read_text("utf-8")
