"""What tests of pages share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parent.parent.parent
type OpenPage = Callable[..., AppTest]


def html(app: AppTest) -> str:
    """All the fragments a page shows."""
    return "\n".join(element.proto.body for element in app.get("html"))
