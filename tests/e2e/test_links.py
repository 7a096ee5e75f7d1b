"""What a reader picked is in the address: shared, undone, redone, followed."""

from __future__ import annotations

import pytest
from browser_visitor import Visitor, choose, expect_rows, visit_rows, visitors_shown
from playwright.sync_api import Page, expect


def shown(page: Page) -> list[str]:
    """The texts of the rows, cards or results a page lists."""
    return page.locator(".fa-table td:nth-child(2), .fa-quote-card blockquote, .fa-results li strong").all_inner_texts()


def search(visitor: Visitor, label: str, words: str) -> None:
    """Type words into a box and press Enter."""
    before = visitor.page.url
    visitor.page.get_by_label(label).fill(words)
    visitor.page.keyboard.press("Enter")
    expect(visitor.page).not_to_have_url(before)
    visitor.ready()


def test_a_filter_changes_the_table_and_the_url(visitor: Visitor) -> None:
    page = visitor.open("/visits")
    expect_rows(visit_rows(page), 3)
    choose(visitor, "کشور", "آذربایجان")
    expect_rows(visit_rows(page), 1)
    assert "country=AZ" in page.url


def test_visits_opened_by_link_in_another_browser_are_the_same(visitor: Visitor, colleague: Visitor) -> None:
    page = visitor.open("/visits")
    choose(visitor, "وضعیت", "در پیش")
    expect_rows(visit_rows(page), 1)
    theirs = colleague.open(page.url.removeprefix(visitor.server))
    assert visitors_shown(theirs) == visitors_shown(page)


def test_quotes_opened_by_link_in_another_browser_are_the_same(visitor: Visitor, colleague: Visitor) -> None:
    page = visitor.open("/quotes")
    search(visitor, "واژه‌ها در نقل‌قول", "شبکه‌ای مشترک")
    expect_rows(page.locator(".fa-quote-card"), 1)
    theirs = colleague.open(page.url.removeprefix(visitor.server))
    assert shown(theirs) == shown(page)
    expect(theirs.get_by_label("واژه‌ها در نقل‌قول")).to_have_value("شبکه‌ای مشترک")


def test_a_search_opened_by_link_in_another_browser_finds_the_same(visitor: Visitor, colleague: Visitor) -> None:
    page = visitor.open("/search")
    search(visitor, "جست‌وجو", "باکو")
    expect_rows(page.locator(".fa-results li"), 1)
    theirs = colleague.open(page.url.removeprefix(visitor.server))
    assert shown(theirs) == shown(page)


def test_back_and_forward_undo_and_redo_a_filter(visitor: Visitor) -> None:
    page = visitor.open("/visits")
    choose(visitor, "کشور", "عمان")
    expect_rows(visit_rows(page), 1)
    page.go_back()
    expect_rows(visit_rows(page), 3)
    assert "country" not in page.url
    page.go_forward()
    expect_rows(visit_rows(page), 1)
    assert "country=OM" in page.url


def test_back_and_forward_lead_through_pages_with_what_was_picked_on_each(visitor: Visitor) -> None:
    page = visitor.open("/visits?country=AZ")
    steps = [(page.url, page.locator("h1").inner_text())]
    for link in (".fa-table strong a", ".fa-quote-card footer a", ".fa-nav a[href*=search]"):
        page.locator(link).first.click()
        expect(page.locator("h1")).not_to_have_text(steps[-1][1])
        visitor.ready()
        steps.append((page.url, page.locator("h1").inner_text()))
    for back in reversed(steps[:-1]):
        page.go_back()
        expect(page).to_have_url(back[0])
        expect(page.locator("h1")).to_have_text(back[1])
    expect_rows(visit_rows(page), 1)
    for forward in steps[1:]:
        page.go_forward()
        expect(page.locator("h1")).to_have_text(forward[1])
        expect(page).to_have_url(forward[0])


def test_a_link_between_pages_does_not_load_the_document_again(visitor: Visitor) -> None:
    page = visitor.open("/visits")
    page.evaluate("window.stayed = true")
    page.locator(".fa-table a", has_text="سهراب نیک‌پی").first.click()
    expect(page.locator("h1")).to_have_text("سهراب نیک‌پی")
    assert page.evaluate("window.stayed") is True
    page.go_back()
    expect(page.locator("h1")).to_have_text("سفرهای دوجانبه")


def test_unknown_values_in_an_old_link_are_said_and_the_rest_is_shown(visitor: Visitor) -> None:
    page = visitor.open("/visits?country=ZZ&status=planned")
    expect(page.locator(".fa-note")).to_contain_text("country=ZZ")
    expect_rows(visit_rows(page), 1)


JUNK = (
    "id=%3Cscript%3E&id=-1&id=9999999999999999999999&page=0&page=-3&lang=%3Cimg%20src%3Dx%3E&from=0000-00-00&to=%00%00"
    "&q=%F0%28%8C%28&text=%E2%80%AE&speaker=1e9&visitor=%D9%A1&country=%F0%9F%87%AE&outlet=" + "z" * 4000 + "&=&&%3D"
)


@pytest.mark.parametrize("page_path", ["", "visits", "quotes", "search", "article", "entity", "ingest"])
def test_junk_in_the_address_is_said_to_be_junk_on_every_page(visitor: Visitor, page_path: str) -> None:
    page = visitor.open(f"/{page_path}?{JUNK}")
    expect(page.locator(".fa-note").first).to_contain_text("lang=<img src=x>")
    assert page.locator(".fa-bad").count() == 0
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_the_link_of_a_view_is_copied(visitor: Visitor) -> None:
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.open("/visits?country=AZ")
    page.get_by_role("button", name="رونوشت پیوند").click()
    expect(page.locator("[data-copied]")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_timeline_is_drawn_and_a_visit_on_it_opens_its_card(visitor: Visitor) -> None:
    page = visitor.open("/visits?country=AZ")
    page.wait_for_selector(".js-plotly-plot .scatterlayer path.point")
    expect(page.locator(".js-plotly-plot .ytick").first).to_contain_text("آذربایجان")
    box = page.locator(".js-plotly-plot path.point").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".fa-visit-card h2")).to_have_text("سهراب نیک‌پی")
    assert "visit=" in page.url
    assert "country=AZ" in page.url
