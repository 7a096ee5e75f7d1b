"""The dashboard in a real browser."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import pytest
from browser_visitor import Visitor
from dashboard_store import HOSTILE, articles
from playwright.sync_api import Browser, Page, expect

PAGES = ["/", "/visits", "/quotes", "/search", "/article?id=1", "/entity?id=1", "/ingest"]
MADE = articles()


def style(page: Page, selector: str, name: str) -> str:
    return str(page.locator(selector).first.evaluate("(e, name) => getComputedStyle(e)[name]", name))


def choose(visitor: Visitor, label: str, option: str) -> None:
    """Pick an option of a multi-select in the sidebar by its label."""
    box = visitor.page.get_by_test_id("stSidebar").get_by_role("combobox", name=label)
    box.click()
    visitor.page.get_by_role("option", name=option).click()
    visitor.page.keyboard.press("Escape")
    visitor.ready()


def visits_shown(page: Page) -> list[str]:
    return page.locator(":not(.fa-matrix) > .fa-table tbody tr td:nth-child(2)").all_inner_texts()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_runs_from_right_to_left(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("html").get_attribute("lang") == "fa"
    for selector in ("html", "body", ".stApp", ".fa-top"):
        assert style(page, selector, "direction") == "rtl"
    assert "Vazirmatn" in style(page, "h1", "fontFamily")
    assert page.locator(".fa-bad").count() == 0


def test_english_runs_from_left_to_right(visitor: Visitor) -> None:
    page = visitor.open("/visits?lang=en")
    assert style(page, "h1", "direction") == "ltr"
    expect(page.locator("h1")).to_have_text("Bilateral visits")
    page.locator(".fa-nav a", has_text="Quotes").click()
    expect(page.locator("h1")).to_have_text("Quotes")
    assert "lang=en" in page.url


def test_a_filter_changes_the_table_and_the_url(visitor: Visitor) -> None:
    page = visitor.open("/visits")
    assert len(visits_shown(page)) == 3
    choose(visitor, "کشور", "آذربایجان")
    expect(page.locator(":not(.fa-matrix) > .fa-table tbody tr")).to_have_count(1)
    assert "country=AZ" in page.url


def test_a_link_opened_in_another_browser_shows_the_same_rows(visitor: Visitor, browser: Browser) -> None:
    page = visitor.open("/visits")
    choose(visitor, "وضعیت", "در پیش")
    expect(page.locator(":not(.fa-matrix) > .fa-table tbody tr")).to_have_count(1)
    colleague = Visitor(browser, visitor.server)
    theirs = colleague.open(page.url.removeprefix(visitor.server))
    assert visits_shown(theirs) == visits_shown(page)
    colleague.close()


def test_back_and_forward_undo_and_redo_a_filter(visitor: Visitor) -> None:
    page = visitor.open("/visits")
    choose(visitor, "کشور", "عمان")
    expect(page.locator(":not(.fa-matrix) > .fa-table tbody tr")).to_have_count(1)
    page.go_back()
    expect(page.locator(":not(.fa-matrix) > .fa-table tbody tr")).to_have_count(3)
    assert "country" not in page.url
    page.go_forward()
    expect(page.locator(":not(.fa-matrix) > .fa-table tbody tr")).to_have_count(1)
    assert "country=OM" in page.url


def test_a_link_between_pages_does_not_load_the_document_again(visitor: Visitor) -> None:
    page = visitor.open("/visits")
    page.evaluate("window.stayed = true")
    page.locator(".fa-table a", has_text="سهراب نیک‌پی").first.click()
    expect(page.locator("h1")).to_have_text("سهراب نیک‌پی")
    assert page.evaluate("window.stayed") is True
    page.go_back()
    expect(page.locator("h1")).to_have_text("سفرهای دوجانبه")


@pytest.mark.parametrize("number", [1, 3, 4])
def test_the_text_under_the_marks_is_the_stored_text_to_the_character(visitor: Visitor, number: int) -> None:
    page = visitor.open(f"/article?id={number}")
    shown = page.locator("#article-text").evaluate("e => e.textContent")
    assert shown == MADE[number - 1].document.text


def test_a_deep_link_brings_the_quoted_words_into_view(visitor: Visitor) -> None:
    page = visitor.open("/quotes?text=ساختن")
    page.locator(".fa-quote-card footer a").first.click()
    expect(page.locator(".fa-here").first).to_be_in_viewport()
    shown = "".join(page.locator(".fa-here").all_text_contents())
    assert shown == MADE[0].quotes[0].span.surface
    assert re.search(r"/article\?id=1#q\d+$", page.url)


def test_what_an_article_holds_shows_as_text_and_never_runs(visitor: Visitor) -> None:
    for path in (
        "/article?id=4",
        "/",
        "/visits",
        "/visits?country=TR",
        "/quotes?from=1403-01-01",
        "/search",
        "/entity?id=1",
    ):
        page = visitor.open(path)
        assert page.title() != "owned"
        assert page.locator("main img, [data-testid=stMain] img").count() == 0
        assert page.locator("[data-testid=stMain] script").count() == 0
    page = visitor.open("/article?id=4")
    assert HOSTILE in page.locator("#article-text").inner_text()
    assert page.locator("[href^='javascript:']").count() == 0


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


def test_a_csv_holds_every_row_guarded_in_both_calendars(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open("/quotes?repeats=1")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV برای صفحه‌گسترده").click()
    file = tmp_path / "quotes.csv"
    download.value.save_as(file)
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert len(rows) == sum(len(article.quotes) for article in MADE)
    assert {"quote_id", "published", "published_jalali"} <= rows[0].keys()


def test_a_phone_shows_every_page_without_scrolling_sideways(phone: Visitor) -> None:
    for path in PAGES:
        page = phone.open(path)
        width = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert width <= 390, path
    page.goto(phone.server + "/visits")
    phone.ready()
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_role("combobox", name="کشور")).to_be_in_viewport()


def test_a_dark_system_gets_dark_pages(at_night: Visitor) -> None:
    page = at_night.open("/article?id=1")
    red, green, blue = map(int, re.findall(r"\d+", style(page, ".stApp", "backgroundColor"))[:3])
    assert red + green + blue < 150
    red, green, blue = map(int, re.findall(r"\d+", style(page, ".fa-text", "color"))[:3])
    assert red + green + blue > 500


def test_unknown_values_in_an_old_link_are_said_and_the_rest_is_shown(visitor: Visitor) -> None:
    page = visitor.open("/visits?country=ZZ&status=planned")
    expect(page.locator(".fa-note")).to_contain_text("country=ZZ")
    assert len(visits_shown(page)) == 1


def test_the_title_of_the_window_says_what_is_shown(visitor: Visitor) -> None:
    page = visitor.open("/article?id=1")
    expect(page).to_have_title("وزیر ارتباطات به باکو رفت · fanews")


@pytest.mark.parametrize("path", ["/", "/visits"])
def test_the_document_is_served_with_a_policy_under_which_nothing_loads_from_elsewhere(
    visitor: Visitor, path: str
) -> None:
    answer = visitor.context.request.get(visitor.server + path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert '<html lang="fa" dir="rtl">' in answer.text()


def test_an_uploaded_archive_becomes_articles_and_what_is_not_taken_is_named(visitor: Visitor, tmp_path: Path) -> None:
    archive = tmp_path / "pages.zip"
    with zipfile.ZipFile(archive, "w") as pages:
        pages.writestr("fresh.txt", "باران تازه در دشت نمونه\n\nدر دشت نمونه باران تازه‌ای بارید و کشاورزان شاد شدند.\n")
        pages.writestr(f"{HOSTILE[:40].replace('/', '_')}.txt", "")
    page = visitor.open("/ingest")
    page.locator("input[type=file]").set_input_files(archive)
    expect(page.get_by_text("pages.zip")).to_be_visible()
    page.get_by_role("button", name="وارد کن").click()
    done = page.locator(".fa-note", has_text="۱ خبر تازه")
    expect(done).to_be_visible(timeout=90_000)
    expect(done).to_contain_text("۱ ورودی پذیرفته‌نشده")
    page.locator(".fa-nav a", has_text="جست‌وجو").click()
    page.get_by_label("جست‌وجو").fill("باران دشت")
    page.keyboard.press("Enter")
    expect(page.locator(".fa-results li")).to_have_count(1)
    expect(page.locator(".fa-results mark").first).to_have_text("باران")


def test_the_link_of_a_view_is_copied(visitor: Visitor) -> None:
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.open("/visits?country=AZ")
    page.get_by_role("button", name="رونوشت پیوند").click()
    expect(page.locator("[data-copied]")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_layers_are_switched_off_and_on_by_a_click_and_kept_in_the_url(visitor: Visitor) -> None:
    page = visitor.open("/article?id=1")
    assert page.locator("#article-text .fa-PER").count() > 0
    page.get_by_role("button", name="شخص").click()
    expect(page.locator("#article-text .fa-PER")).to_have_count(0)
    assert "layers=" in page.url
    page.go_back()
    expect(page.locator("#article-text .fa-PER").first).to_be_visible()
