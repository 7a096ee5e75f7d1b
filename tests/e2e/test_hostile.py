"""Pages on a store made by an enemy: everything shows as text, nothing runs, nothing loads from elsewhere.

That nothing was asked of anywhere else, and no dialog opened, every test with a `visitor` finds on its way out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from browser_visitor import Visitor, probe
from dashboard_server import serving
from hostile_articles import ATTACKS, LONG, ODD, hostile_articles, make_hostile_store
from playwright.sync_api import Page, expect

LISTS = ("/", "/visits", "/visits?visit=1", "/quotes", "/quotes?repeats=1&speaker=1&speaker=2", "/search", "/ingest")
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a dashboard on the enemy's store."""
    store = make_hostile_store(tmp_path_factory.mktemp("store"))
    with serving(store, tmp_path_factory.mktemp("log") / "server.log") as address:
        yield address


def assert_harmless(page: Page) -> None:
    """Nothing that an article holds became part of the page."""
    assert page.evaluate("window.owned") is None
    assert page.evaluate(probe("brought_in")) == []
    assert page.evaluate(probe("direction_leaks")) == []
    assert page.locator(".fa-bad").count() == 0


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_every_list_shows_attacks_as_text(visitor: Visitor, lang: str) -> None:
    for path in LISTS:
        page = visitor.open(path + ("&" if "?" in path else "?") + f"lang={lang}")
        assert_harmless(page)
        shown = page.locator("#root").inner_text()
        assert sum(attack.split("\n")[0] in shown for attack in ATTACKS) >= 1, path


def test_every_attack_shows_as_text_in_the_reading_view(visitor: Visitor) -> None:
    for number, parsed in enumerate(hostile_articles()[1:], 2):
        page = visitor.follow(f"/article?id={number}") if number > 2 else visitor.open("/article?id=2")
        expect(page.locator("h1")).to_have_text(ATTACKS[number - 2])
        assert page.locator("#article-text").evaluate("e => e.textContent") == parsed.document.text
        assert_harmless(page)


def test_every_attack_shows_as_text_on_its_entitys_page(visitor: Visitor) -> None:
    page = visitor.open("/search")
    for number in range(2, len(ATTACKS) + 2):
        page = visitor.follow(f"/article?id={number}")
        page.locator(".fa-names a").first.click()
        expect(page.locator(".fa-facts dd").first).to_be_visible()
        page.wait_for_url("**/entity?id=*")
        visitor.ready()
        assert_harmless(page)


def test_addresses_of_articles_lead_only_to_the_web(visitor: Visitor) -> None:
    page = visitor.open("/search")
    links = 0
    for number in range(2, 8):
        page = visitor.follow(f"/article?id={number}")
        links += page.locator("a[target=_blank]").count()
        for link in page.locator("a[target=_blank]").all():
            assert (link.get_attribute("href") or "").startswith("https://")
    assert links


def test_names_in_filters_and_charts_show_as_text(visitor: Visitor) -> None:
    page = visitor.open("/quotes")
    for label in ("گوینده", "رسانه"):
        box = page.get_by_role("combobox", name=label)
        box.click()
        box.fill("elsewhere.invalid/a.js")  # into the box, wherever the focus is: on a slow machine it may have moved
        page.get_by_role("option", name=ATTACKS[0]).first.click()
        page.keyboard.press("Escape")
        visitor.ready()
    expect(page.locator("h1")).to_contain_text(ATTACKS[0])
    assert_harmless(page)
    page = visitor.open("/visits")
    page.wait_for_selector(".js-plotly-plot .scatterlayer path.point")
    point = page.locator(".js-plotly-plot path.point").last.bounding_box()
    assert point
    page.mouse.move(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    expect(page.locator(".hoverlayer text").first).to_be_visible()
    assert page.locator(".js-plotly-plot a, .js-plotly-plot img").count() == 0
    assert_harmless(page)


def test_attacks_in_the_address_show_as_text(visitor: Visitor) -> None:
    page = visitor.open("/search")
    for attack in ATTACKS:
        for path, name in (("search", "q"), ("quotes", "text"), ("visits", "outlet"), ("article", "id")):
            page = visitor.follow(f"/{path}?{urlencode({name: attack})}")
            assert_harmless(page)


def test_the_text_under_the_marks_keeps_every_character(visitor: Visitor) -> None:
    page = visitor.open("/article?id=1")
    shown = page.locator("#article-text").evaluate("e => e.textContent")
    assert shown == ODD.replace("\r", "\n").replace("\0", "\ufffd")
    assert_harmless(page)


def test_a_word_without_an_end_does_not_push_the_page_sideways(phone: Visitor) -> None:
    for path in ("/article?id=1", "/article?id=3", *LISTS):
        page = phone.open(path)
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390, path
    assert LONG in ODD


@pytest.mark.parametrize("table", ["visits", "quotes", "articles"])
def test_no_cell_of_a_file_for_spreadsheets_is_a_formula(visitor: Visitor, table: str) -> None:
    guarded, plain = (_cells(visitor, f"/export/{table}.csv?repeats=1{plain}") for plain in ("", "&plain=1"))
    assert len(guarded) == len(plain) >= len(ATTACKS)
    assert not [cell for row in guarded for cell in row if cell.startswith(RISKY)]
    assert any(cell in ATTACKS[11:] for row in plain for cell in row)
    assert [[cell.removeprefix("'") for cell in row] for row in guarded] == [
        [cell.removeprefix("'") for cell in row] for row in plain
    ]


def _cells(visitor: Visitor, path: str) -> list[list[str]]:
    text = visitor.context.request.get(visitor.server + path).body().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))[1:]
