"""Pages on a screen 390 pixels wide."""

from __future__ import annotations

import pytest
from browser_visitor import PAGES, Visitor, probe
from playwright.sync_api import expect

WIDTH = 390


@pytest.mark.parametrize("path", [*PAGES.values(), "/visits?visit=1&lang=en", "/quotes?lang=en", "/article?id=3"])
def test_a_phone_shows_every_page_without_scrolling_sideways_and_reaches_its_controls(
    phone: Visitor, path: str
) -> None:
    page = phone.open(path)
    for part in ("document.documentElement", "document.querySelector('[data-testid=stMain]')"):
        assert page.evaluate(f"{part}.scrollWidth") <= WIDTH
    assert page.evaluate(probe("unreachable")) == []


def test_the_filters_open_over_the_page_on_a_phone_and_work(phone: Visitor) -> None:
    page = phone.open("/visits")
    page.get_by_test_id("stExpandSidebarButton").click()
    box = page.get_by_role("combobox", name="کشور")
    expect(box).to_be_in_viewport()
    box.click()
    page.get_by_role("option", name="عمان").click()
    page.keyboard.press("Escape")
    expect(page.locator(".fa-table td[data-label=سفرکننده]")).to_have_count(1)
    assert "country=OM" in page.url
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator(".fa-table td[data-label=سفرکننده]")).to_be_visible()


def test_the_menu_leads_on_and_gets_out_of_the_way_on_a_phone(phone: Visitor) -> None:
    page = phone.open("/")
    page.locator(".fa-nav a", has_text="جست‌وجو").click()
    expect(page.locator("h1")).to_have_text("خبرها")
    expect(page.get_by_label("جست‌وجو")).to_be_in_viewport()
