"""Which way pages run, in which language and type, and the document they are served in."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser_visitor import PAGES, Visitor, style
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_browser_tests_know_every_page() -> None:
    assert {file.stem for file in (ROOT / "pages").glob("*.py")} == PAGES.keys()


@pytest.mark.parametrize("path", PAGES.values())
def test_every_page_runs_from_right_to_left(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("html").get_attribute("lang") == "fa"
    for selector in ("html", "body", ".stApp", ".fa-top", "[data-testid=stMainBlockContainer]"):
        assert style(page, selector, "direction") == "rtl"
    brand, tools = (page.locator(part).bounding_box() for part in (".fa-brand", ".fa-tools"))
    assert brand and tools and brand["x"] > tools["x"]
    assert "Vazirmatn" in style(page, "h1", "fontFamily")
    assert page.evaluate("document.fonts.check('16px Vazirmatn')")
    assert page.locator(".fa-bad").count() == 0


@pytest.mark.parametrize("path", PAGES.values())
def test_every_page_runs_from_left_to_right_in_english(visitor: Visitor, path: str) -> None:
    page = visitor.open(path + ("&" if "?" in path else "?") + "lang=en")
    assert page.locator("html").get_attribute("lang") == "en"
    assert style(page, ".stApp", "direction") == "ltr"
    assert page.locator(".fa-bad").count() == 0


def test_english_is_kept_from_page_to_page(visitor: Visitor) -> None:
    page = visitor.open("/visits?lang=en")
    expect(page.locator("h1")).to_have_text("Bilateral visits")
    page.locator(".fa-nav a", has_text="Quotes").click()
    expect(page.locator("h1")).to_have_text("Quotes")
    assert "lang=en" in page.url


def test_lists_that_open_over_the_page_run_from_right_to_left_too(visitor: Visitor) -> None:
    page = visitor.open("/visits")
    page.get_by_role("combobox", name="کشور").click()
    assert style(page, "[role=option]", "direction") == "rtl"


def test_the_filters_stand_at_the_right_and_leave_no_trace_when_closed(visitor: Visitor) -> None:
    page = visitor.open("/visits")
    filters, main = (page.get_by_test_id(part).bounding_box() for part in ("stSidebar", "stMain"))
    assert filters and main and filters["x"] >= main["x"] + main["width"] - 1
    page.get_by_test_id("stSidebarHeader").hover()
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    wide = page.get_by_test_id("stMain").bounding_box()
    assert wide and wide["width"] == 1440


@pytest.mark.parametrize("path", ["/", "/visits"])
def test_the_document_is_served_with_a_policy_under_which_nothing_loads_from_elsewhere(
    visitor: Visitor, path: str
) -> None:
    answer = visitor.context.request.get(visitor.server + path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert '<html lang="fa" dir="rtl">' in answer.text()


def test_the_title_of_the_window_says_what_is_shown(visitor: Visitor) -> None:
    page = visitor.open("/article?id=1")
    expect(page).to_have_title("وزیر ارتباطات به باکو رفت · fanews")


def test_a_dark_system_gets_dark_pages_and_the_change_shows_at_once(at_night: Visitor) -> None:
    page = at_night.open("/article?id=1")
    assert lightness(style(page, ".stApp", "backgroundColor")) < 0.2
    assert lightness(style(page, ".fa-text", "color")) > 0.7
    page.emulate_media(color_scheme="light")
    expect(page.locator(".stApp")).to_have_css("color-scheme", "light")
    assert lightness(style(page, ".stApp", "backgroundColor")) > 0.9
    assert lightness(style(page, ".fa-text", "color")) < 0.3


def lightness(colour: str) -> float:
    """Of a computed `rgb(...)`, from 0 to 1."""
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(",")[:3])
    return (red + green + blue) / 765
