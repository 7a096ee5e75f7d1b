"""What readers need who do not see colours, or the screen, or do not use a mouse."""

from __future__ import annotations

import pytest
from accessibility import COLOURS, serious_faults
from browser_visitor import PAGES, Visitor, probe
from playwright.sync_api import expect

VIEWS = (
    *PAGES.values(),
    "/visits?visit=1&country=AZ",
    "/visits?country=JP&status=planned",
    "/quotes?speaker=1&speaker=3",
    "/search?q=بازار",
    "/article?id=3",
    "/article?id=999",
    "/entity?id=999&no=such",
)


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("path", VIEWS)
def test_no_page_has_a_serious_fault_in_light_or_in_dark(visitor: Visitor, path: str, lang: str) -> None:
    page = visitor.open(path + ("&" if "?" in path else "?") + f"lang={lang}")
    assert serious_faults(page) == []
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".stApp")).to_have_css("color-scheme", "dark")
    assert serious_faults(page, COLOURS) == []


@pytest.mark.parametrize("path", ["/visits?visit=1", "/quotes", "/article?id=1", "/ingest"])
def test_no_page_has_a_serious_fault_on_a_phone(phone: Visitor, path: str) -> None:
    assert serious_faults(phone.open(path)) == []


def test_open_lists_and_filters_have_no_serious_fault(visitor: Visitor, phone: Visitor) -> None:
    page = visitor.open("/visits")
    page.get_by_role("combobox", name="وضعیت").click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert serious_faults(page) == []
    page = phone.open("/visits")
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_role("combobox", name="کشور")).to_be_in_viewport()
    assert serious_faults(page) == []


def test_the_menu_is_walked_and_opened_by_the_keyboard(visitor: Visitor) -> None:
    page = visitor.open("/")
    walked: list[str] = []
    while "سفرها" not in walked and len(walked) < 15:
        page.keyboard.press("Tab")
        words, is_seen = page.evaluate(probe("focus"))
        assert is_seen, words
        walked.append(words)
    assert walked[-3:] == ["fanews", "نمای کلی", "سفرها"]
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("سفرهای دوجانبه")


def test_a_mark_in_the_text_is_reached_and_opened_by_the_keyboard(visitor: Visitor) -> None:
    page = visitor.open("/article?id=1")
    page.locator("#article-text a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    _, is_seen = page.evaluate(probe("focus"))
    assert is_seen
    page.keyboard.press("Enter")
    expect(page.locator(".fa-facts")).to_be_visible()
    page.wait_for_url("**/entity?id=*")
