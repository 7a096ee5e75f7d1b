"""The lists articles are opened from, so that the reading view can go on in the very list the reader came from.

A link out of a list carries the list: its name, its filters, and the place in it (`?id=7&list=quotes&speaker=42&n=3`).
Whoever opens the link gets the same previous and next. It draws nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fanews.store.queries import entities, quotes, visits
from fanews.store.queries.rows import Row
from fanews.ui import filter_words, page, quote_views, search_views, state
from fanews.ui.data import ask as answer
from fanews.ui.state import Param, View

LOOK_AROUND = 200  # rows either side of the remembered place, where new articles may have moved a row to
_PLACE = Param("n", state.whole_number)


@dataclass(frozen=True)
class Listing:
    """One list: where it is shown, its filters, its rows (`view, limit, offset`) and what it is called."""

    page: str
    params: tuple[Param, ...]
    rows: Callable[[View, int, int], list[Row]]
    title: Callable[[View], str]


@dataclass(frozen=True)
class Beside:
    """What lies beside an article in a list. `place` counts from 1; None when the article is no longer in the list."""

    title: str
    href: str
    place: int | None
    earlier: str | None
    later: str | None


def params(name: str | None) -> tuple[Param, ...]:
    """What a link out of the list `name` carries; nothing where there is no such list."""
    known = (Param("list", state.one_of(LISTS)),)
    listing = LISTS.get(name or "")
    return (*known, *(p for p in listing.params if p.name != "page"), _PLACE) if listing else known


def beside(view: View, article_id: int) -> Beside | None:
    """Where the article stands in the list its link names; None without a list."""
    listing = LISTS.get(view.one("list") or "")
    if listing is None:
        return None
    place, around = _find(listing, view, article_id)
    links = {n: _link(listing, view, row, n) for n, row in around.items()}
    return Beside(
        title=listing.title(view),
        href=_list_address(listing, view, place or 1),
        place=place,
        earlier=links.get(place - 1) if place else None,
        later=links.get(place + 1) if place else None,
    )


def _find(listing: Listing, view: View, article_id: int) -> tuple[int | None, dict[int, Row]]:
    """The article's place in the list, the remembered one or the nearest to it, and the rows about it by place."""
    remembered = view.number("n")
    for reach in (1, LOOK_AROUND):
        first = max(1, remembered - reach)
        rows = listing.rows(view, remembered + reach - first + 1, first - 1)
        around = dict(enumerate(rows, first))
        places = [n for n, row in around.items() if row["article_id"] == article_id]
        if remembered in places or reach == LOOK_AROUND:
            return min(places, key=lambda n: abs(n - remembered), default=None), around
    return None, {}


def _link(listing: Listing, view: View, row: Row, place: int) -> str:
    anchor = f"q{row['quote_id']}" if row.get("quote_id") else ""
    anchor = f"v{row['visit_mention_id']}" if row.get("visit_mention_id") else anchor
    carried = {**view.values, "id": [str(row["article_id"])], "n": [str(place)]}
    return view.to("article", anchor, **carried)


def _list_address(listing: Listing, view: View, place: int) -> str:
    names = {param.name for param in listing.params} - {"page", "entity"}
    picked: dict[str, object] = {name: view.all(name) for name in names if view.all(name)}
    if view.one("list") == "entity":
        picked["id"] = view.one("entity")
    if listing.page != "visits" and place > page.ROWS_A_PAGE:
        picked["page"] = (place - 1) // page.ROWS_A_PAGE + 1
    return view.to(listing.page, **picked)


def _articles(view: View, limit: int, offset: int) -> list[Row]:
    return search_views.rows(search_views.wanted(view), view, limit, offset)


def _quotes(view: View, limit: int, offset: int) -> list[Row]:
    return answer(quotes.quotes, quote_views.wanted(view), limit, offset)


def _named_in(view: View, limit: int, offset: int) -> list[Row]:
    return answer(entities.entity_articles, int(view.one("entity") or 0), limit, offset)


def _told(view: View, limit: int, offset: int) -> list[Row]:
    return answer(visits.visit_evidence, int(view.one("visit") or 0))[offset : offset + limit]


def _articles_title(view: View) -> str:
    return filter_words.title(search_views.heading(view), view, frozenset({"q"}))


def _quotes_title(view: View) -> str:
    heading = quote_views.heading(view, quote_views.known_speakers(view))
    return filter_words.title(heading, view, frozenset({"speaker"}))


def _entity_title(view: View) -> str:
    found = answer(entities.entity, int(view.one("entity") or 0))
    return view.words("list.naming", who=found["name"] if found else "–")


def _visit_title(view: View) -> str:
    found = answer(visits.visit, int(view.one("visit") or 0))
    return view.words("list.visit", who=found["visitor"] if found else "–")


LISTS = {
    "search": Listing("search", search_views.PARAMS, _articles, _articles_title),
    "quotes": Listing("quotes", quote_views.PARAMS, _quotes, _quotes_title),
    "entity": Listing("entity", (Param("entity", state.whole_number),), _named_in, _entity_title),
    "visit": Listing("visits", (Param("visit", state.whole_number),), _told, _visit_title),
}
