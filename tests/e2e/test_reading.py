"""The reading view: the text to the character, its marks, and links to places in it."""

from __future__ import annotations

import re

import pytest
from browser_visitor import Visitor, probe
from dashboard_store import HOSTILE, articles
from playwright.sync_api import Page, expect

MADE = articles()
ROUNDING_PX = 2


@pytest.mark.parametrize("number", [1, 3, 4])
def test_the_text_under_the_marks_is_the_stored_text_to_the_character(visitor: Visitor, number: int) -> None:
    page = visitor.open(f"/article?id={number}")
    shown = page.locator("#article-text").evaluate("e => e.textContent")
    assert shown == MADE[number - 1].document.text


@pytest.mark.parametrize("number", [1, 3])
def test_the_text_a_reader_copies_is_the_stored_text_to_the_character(visitor: Visitor, number: int) -> None:
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.open(f"/article?id={number}")
    page.locator("#article-text").evaluate("e => getSelection().selectAllChildren(e)")
    page.keyboard.press("Control+C")
    assert page.evaluate("navigator.clipboard.readText()") == MADE[number - 1].document.text


def test_marks_move_no_word(visitor: Visitor) -> None:
    page = visitor.open("/article?id=1")
    marked = page.evaluate(probe("word_places"))
    page = visitor.open("/article?id=1&layers=none")
    assert page.locator("#article-text .fa-m").count() == 0
    for (word, x, y), (same, marked_x, marked_y) in zip(page.evaluate(probe("word_places")), marked, strict=True):
        assert (word, y) == (same, marked_y)
        assert abs(x - marked_x) <= ROUNDING_PX


def test_half_spaces_put_back_change_nothing_else(visitor: Visitor) -> None:
    page = visitor.open("/article?id=1&zwnj=1")
    shown = page.locator("#article-text").evaluate("e => e.textContent")
    assert without_joins(shown) == without_joins(MADE[0].document.text)


def without_joins(text: str) -> str:
    """A text with neither half-spaces nor spaces."""
    return text.replace("\u200c", "").replace(" ", "")


def test_a_mark_says_who_it_is_and_opens_their_page(visitor: Visitor) -> None:
    page = visitor.open("/article?id=1")
    mark = page.locator("#article-text a.fa-PER", has_text="سهراب نیک‌پی").first
    assert "وزیر ارتباطات" in (mark.get_attribute("title") or "")
    mark.click()
    expect(page.locator("h1")).to_have_text("سهراب نیک‌پی")


def test_a_deep_link_brings_the_quoted_words_into_view(visitor: Visitor) -> None:
    page = visitor.open("/quotes?text=ساختن")
    page.locator(".fa-quote-card footer a").first.click()
    expect(page.locator(".fa-here").first).to_be_in_viewport()
    assert quoted(page) == MADE[0].quotes[0].span.surface
    assert re.search(r"/article\?id=1&?.*#q\d+$", page.url)


def test_a_deep_link_opened_afresh_brings_the_quoted_words_into_view(visitor: Visitor, phone: Visitor) -> None:
    page = visitor.open("/quotes?text=ساختن")
    link = page.locator(".fa-quote-card footer a").first.get_attribute("href") or ""
    fresh = phone.open(link.removeprefix("."))
    expect(fresh.locator(".fa-here").first).to_be_in_viewport()
    assert quoted(fresh) == MADE[0].quotes[0].span.surface


def quoted(page: Page) -> str:
    """The words a deep link points at."""
    return "".join(page.locator(".fa-here").all_text_contents())


def test_the_panel_leads_to_each_quote_in_the_text(visitor: Visitor) -> None:
    page = visitor.open("/article?id=1")
    page.locator("a.fa-jump").nth(1).click()
    expect(page.locator(".fa-here").first).to_be_in_viewport()
    assert quoted(page) == MADE[0].quotes[1].span.surface


def test_what_an_article_holds_shows_as_text(visitor: Visitor) -> None:
    page = visitor.open("/article?id=4")
    assert HOSTILE in page.locator("#article-text").inner_text()
    assert page.title() != "owned"


def test_layers_are_switched_off_and_on_by_a_click_and_kept_in_the_url(visitor: Visitor) -> None:
    page = visitor.open("/article?id=1")
    assert page.locator("#article-text .fa-PER").count() > 0
    page.get_by_role("button", name="شخص").click()
    expect(page.locator("#article-text .fa-PER")).to_have_count(0)
    assert "layers=" in page.url
    page.go_back()
    expect(page.locator("#article-text .fa-PER").first).to_be_visible()
