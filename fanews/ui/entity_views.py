"""The parts of an entity's page. Pure: rows in, HTML out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fanews.store.queries.rows import Row
from fanews.text import fold_key
from fanews.ui.cards import article_link, entity_link, source_line, visit_item
from fanews.ui.html import Markup, join, tag
from fanews.ui.quote_views import cards, told
from fanews.ui.state import View
from fanews.ui.words import country_names


def lead(entity: Row, view: View) -> str:
    """What it is: kind, role, country."""
    words = view.words
    role = entity["role"] if entity["role"] != entity["name"] else None
    country = words.country(entity["country"]) if entity["country"] else None
    return " · ".join(part for part in (words.named("entity", entity["kind"]), role, country) if part)


def country_of(entity: Row) -> str | None:
    """The code of the country the entity is; None for a place in it, and for everything else."""
    code = entity["country"]
    if entity["kind"] != "place" or not code:
        return None
    return code if entity["folded"] in {fold_key(name) for name in country_names(code)} else None


def figures(entity: Row, view: View) -> Markup:
    """How often it is named, speaks and travels, and over which days."""
    words = view.words
    facts = [
        (words("figure.articles"), words.number(entity["articles"])),
        (words("figure.mentions"), words.number(entity["mentions"])),
        (words("figure.quotes"), words.number(entity["quotes"])),
        (words("figure.visits"), words.number(entity["visits"])),
        (words("entity.days"), words.span(entity["first_day"], entity["last_day"])),
    ]
    return tag("dl", join(tag("div", tag("dt", name), tag("dd", value)) for name, value in facts), class_="fa-facts")


def said(rows: Sequence[Row], entity: Row, view: View) -> Markup:
    """Its latest quotes."""
    if not rows:
        return Markup("")
    shown = tag("div", cards(rows, told(rows), view, speaker=entity["entity_id"]), class_="fa-cards")
    more = tag("a", view.words("overview.all"), href=view.to("quotes", speaker=entity["entity_id"]), class_="fa-more")
    return tag("section", tag("h2", view.words("entity.quotes")), shown, more, class_="fa-panel fa-in")


def articles(rows: Sequence[Row], entity: Row, first: int, view: View) -> Markup:
    """Articles that name it; `first`: place of the first of `rows` among all of them."""
    steps = (view.step("entity", first + n, entity=entity["entity_id"]) for n in range(len(rows)))
    items = (
        tag("li", article_link(row, view, step=step), tag("div", source_line(row, view)))
        for row, step in zip(rows, steps, strict=True)
    )
    return _panel(view, "entity.articles", items)


def offices(rows: Sequence[Row], entity: Row, view: View) -> Markup:
    """A person's offices over time, or an office's holders."""
    items = (
        tag(
            "li",
            entity_link(row["entity_id"], row["name"], view),
            tag("div", _seen(row, view), class_="fa-source"),
        )
        for row in rows
    )
    heading = "entity.holders" if entity["kind"] == "office" else "entity.offices"
    return _panel(view, heading, items) if rows else Markup("")


def _seen(row: Row, view: View) -> str:
    words = view.words
    days = words.span(row["first_day"], row["last_day"]) if row["first_day"] else words("day.unknown")
    return words("entity.seen", days=days, n=words.number(row["articles"]))


def visits(rows: Sequence[Row], entity: Row, view: View) -> Markup:
    """Its journeys; of a country, those from and to it."""
    items = (visit_item(row, view) for row in rows)
    return _panel(view, "figure.visits", items) if rows else Markup("")


def company(rows: Sequence[Row], view: View) -> Markup:
    """Who and what is named in the same articles."""
    words = view.words
    items = (
        tag(
            "li",
            entity_link(row["entity_id"], row["name"], view),
            " ",
            tag("span", words.named("entity", row["kind"]), class_="fa-chip"),
            tag("span", " ", words("overview.articles", n=words.number(row["articles"])), class_="fa-source"),
        )
        for row in rows
    )
    return _panel(view, "entity.company", items, "fa-list fa-columns")


def _panel(view: View, heading: str, items: Iterable[Markup], class_: str = "fa-list") -> Markup:
    listed = list(items)
    body = (
        tag("ul", join(listed), class_=class_) if listed else tag("p", view.words("entity.nothing"), class_="fa-source")
    )
    return tag("section", tag("h2", view.words(heading)), body, class_="fa-panel fa-in")
