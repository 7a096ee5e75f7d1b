"""Going on from an article to the next in the very list the reader came from."""

from __future__ import annotations

import html as entities
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from page_harness import OpenPage, html


def follow(open_page: OpenPage, href: str) -> str:
    """The article page a link leads to."""
    query = parse_qs(urlsplit(entities.unescape(href)).query)
    return html(open_page("article", **{f"{name}_": value for name, value in query.items()}))


def link(page: str, pattern: str) -> str:
    found = re.search(pattern, page)
    assert found, pattern
    return found[1]


def beside(page: str, rel: str) -> str:
    return link(page, rf'<a href="([^"]+)" rel="{rel}"')


def title(page: str) -> str:
    return link(page, r'<h1 class="fa-title"[^>]*>([^<]*)</h1>')


def test_the_next_article_is_the_next_of_the_search_and_back_leads_to_it(open_page: OpenPage) -> None:
    found = html(open_page("search", q="بازار"))
    names = re.findall(r'<strong><a href="([^"]+)"[^>]*>([^<]+)</a>', found)
    page = follow(open_page, names[4][0])
    assert title(page) == names[4][1]
    assert "شمارهٔ ۵ این فهرست" in page
    assert title(follow(open_page, beside(page, "next"))) == names[5][1]
    assert title(follow(open_page, beside(page, "prev"))) == names[3][1]
    back = link(page, r'<a href="([^"]+)"[^>]*>بازگشت به «جست‌وجوی «بازار»»')
    assert parse_qs(urlsplit(entities.unescape(back)).query) == {"q": ["بازار"]}


def test_from_a_quote_one_goes_on_to_the_next_quote_under_the_same_filters(open_page: OpenPage) -> None:
    found = html(open_page("quotes", kind="direct"))
    links = re.findall(r'<a href="([^"]+#q\d+)"[^>]*>در متن', found)
    page = follow(open_page, links[0])
    assert 'rel="prev"' not in page
    after = beside(page, "next")
    assert "بازگشت به «نقل‌قول‌ها: مستقیم»" in page
    assert after.rpartition("#")[2] == links[1].rpartition("#")[2]
    assert "kind=direct" in after


def test_the_second_page_of_a_list_goes_on_where_the_first_ends(open_page: OpenPage) -> None:
    second = html(open_page("search", page_="2"))
    first_there = re.findall(r'<strong><a href="([^"]+)"', second)[0]
    assert "n=51" in first_there
    page = follow(open_page, first_there)
    last_of_first = re.findall(r"<strong><a [^>]*>([^<]+)</a>", html(open_page("search")))[-1]
    assert title(follow(open_page, beside(page, "prev"))) == last_of_first
    assert "page=2" in link(page, r'<a href="(\./search[^"]*)"')


def test_an_article_that_moved_in_its_list_is_found_again(open_page: OpenPage) -> None:
    found = html(open_page("search", q="بازار"))
    href, name = re.findall(r'<strong><a href="([^"]+)"[^>]*>([^<]+)</a>', found)[4]
    page = follow(open_page, href.replace("n=5", "n=12"))
    assert title(page) == name
    assert "شمارهٔ ۵ این فهرست" in page


def test_an_article_that_left_its_list_says_so(open_page: OpenPage) -> None:
    page = html(open_page("article", id="3", list="search", q="بازار", n="1"))
    assert "این خبر دیگر در این فهرست نیست" in page
    assert "rel=" not in page[page.index("fa-turn") : page.index("article-text")]


def test_without_a_list_the_neighbours_are_those_by_day(open_page: OpenPage) -> None:
    page = html(open_page("article", id="1"))
    assert "fa-turn" not in page
    assert "خبر پیشین" in page


@pytest.mark.parametrize(("listing", "more"), [("visit", {"visit": "1"}), ("entity", {"entity": "1"})])
def test_lists_of_a_visit_and_of_a_name_are_followed_too(
    open_page: OpenPage, listing: str, more: dict[str, str]
) -> None:
    page = html(open_page("article", id="1", list=listing, n="1", **more))
    assert "fa-turn" in page
    assert "بازگشت به «خبرهای" in page


def test_what_a_list_link_cannot_mean_is_named(open_page: OpenPage) -> None:
    page = html(open_page("article", id="1", list="dreams", q="x", n="0"))
    for unknown in ("list=dreams", "q=x", "n=0"):
        assert f">{unknown}<" in page
