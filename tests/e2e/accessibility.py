"""axe-core's judgement of a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = {"serious", "critical"}
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}


def serious_faults(page: Page, options: dict[str, Any] = OPTIONS) -> list[str]:
    """Serious and critical faults of all of the page, Streamlit's parts of it included; no rule is left out.

    `options=COLOURS`: of its colours alone, for a page judged before in another theme.
    """
    found = Axe().run(page, options=options).response["violations"]
    return [_worded(fault, node) for fault in found if fault["impact"] in SERIOUS for node in fault["nodes"]]


def _worded(fault: dict[str, Any], node: dict[str, Any]) -> str:
    return f"{fault['impact']} {fault['id']}: {node['html'][:200]}\n  {node['failureSummary']}"
