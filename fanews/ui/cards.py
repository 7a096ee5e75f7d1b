"""How a quote, a visit, an article are shown wherever they are: fragments that link to the very words.

Everything out of an article is escaped by `tag`. Pure: rows in, HTML out; no store, no URL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from fanews.store.queries.rows import Row
from fanews.ui.html import Markup, join, tag
from fanews.ui.state import View

ARROWS = {"in": "▼", "out": "▲", "others": "◆", "unknown": "●"}
MAX_CARD_CHARS = 700
_NO_LIST: Mapping[str, object] = MappingProxyType({})


def article_name(row: Row, view: View) -> str:
    """What an article is called in a list: its headline, else where it was read from."""
    return row.get("title") or row.get("path") or view.words("article.untitled")


def article_link(row: Row, view: View, anchor: str = "", step: Mapping[str, object] = _NO_LIST) -> Markup:
    """A link to the reading view, at a span when `anchor` names one; `step`: where in which list (View.step)."""
    href = view.to("article", anchor, id=row["article_id"], **step)
    return tag("a", article_name(row, view), href=href, data_nav=True, dir="auto")


def source_line(row: Row, view: View) -> Markup:
    """Outlet and day of an article, or that the day is not known."""
    words = view.words
    day = words.day(row["published"]) if row.get("published") else words("day.undated")
    return tag("span", tag("bdi", row.get("outlet") or words("outlet.unknown")), " · ", day, class_="fa-source")


def entity_link(entity_id: int | None, name: str, view: View) -> Markup:
    """A name that leads to its page where there is one."""
    if entity_id is None:
        return tag("bdi", name)
    return tag("a", tag("bdi", name), href=view.to("entity", id=entity_id), data_nav=True)


def quote_card(row: Row, view: View, wordings: Sequence[Row] = (), step: Mapping[str, object] = _NO_LIST) -> Markup:
    """One quote: who, with which cue, the words, where they stand; `wordings`: everywhere it was told."""
    words = view.words
    speaker = row.get("speaker_name") or row.get("speaker") or words("speaker.unknown")
    href = view.to("article", f"q{row['quote_id']}", id=row["article_id"], **step)
    return tag(
        "article",
        tag(
            "header",
            entity_link(row.get("speaker_id"), speaker, view),
            tag("span", row["speaker_role"], class_="fa-role") if row.get("speaker_role") else None,
            _kind(row, view),
        ),
        tag("blockquote", _cut(row["surface"]), class_=f"fa-words-{row['kind']}", dir="auto"),
        tag(
            "footer",
            _said(row, view),
            tag("a", words("quote.words"), href=href, data_nav=True),
            source_line(row, view),
        ),
        quote_wordings(wordings, view) if len(wordings) > 1 else None,
        class_="fa-card fa-quote-card fa-in",
        data_quote=row["quote_id"],
    )


def quote_wordings(wordings: Sequence[Row], view: View) -> Markup:
    """A quote that several articles tell: their outlets, and opened, the words of each to compare."""
    words = view.words
    outlets = dict.fromkeys(row["outlet"] or words("outlet.unknown") for row in wordings)
    told = words("quote.told", n=words.number(wordings[0]["places"]))
    items = join(
        tag(
            "li",
            source_line(row, view),
            tag("div", article_link(row, view, f"q{row['quote_id']}")),
            tag("div", "«", _cut(row["surface"]), "»", dir="auto"),
        )
        for row in wordings
    )
    heading = tag("summary", told, ": ", tag("bdi", words("list.comma").join(outlets)))
    return tag("details", heading, tag("ul", items, class_="fa-list"), class_="fa-wordings")


def _kind(row: Row, view: View) -> Markup:
    """Direct or indirect; pointed at, the rule that found the speaker and how sure it is."""
    words = view.words
    sure = words.number(round(100 * row["confidence"])) if row.get("confidence") is not None else "–"
    hint = words("quote.rule", rule=row.get("rule") or "–", n=sure)
    return tag("span", words.named("kind", row["kind"]), class_=f"fa-chip fa-kind-{row['kind']}", title=hint)


def _said(row: Row, view: View) -> Markup | None:
    """The words that attribute the quote, as they stand."""
    said = " ".join(part for part in (row.get("mention"), row.get("cue")) if part)
    return tag("span", view.words("quote.cue", cue=said), class_="fa-cue", dir="auto") if said else None


def _cut(surface: str) -> str:
    return surface if len(surface) <= MAX_CARD_CHARS else surface[:MAX_CARD_CHARS].rstrip() + " …"


def status_chip(status: str, view: View) -> Markup:
    """The status of a visit, by word and colour."""
    return tag("span", view.words.named("status", status), class_=f"fa-chip fa-status-{status}")


def direction(row: Row, view: View) -> Markup:
    """Which way a visit goes: a shape, and its word for readers who do not see it."""
    code = row.get("direction") or "unknown"
    return tag("span", ARROWS[code], " ", view.words.named("direction", code), class_="fa-direction")


def route(row: Row, view: View) -> str:
    """«آذربایجان ← ایران (تهران)»: where from, where to."""
    words = view.words
    where_from = words.country(row.get("visitor_country"))
    city = f" ({row['host_city']})" if row.get("host_city") else ""
    return f"{where_from} {'←' if words.is_rtl else '→'} {words.country(row['host_country'])}{city}"


def when(row: Row, view: View) -> str:
    """The days of a visit as far as they are known; else that they are not, and when it was told."""
    words = view.words
    if row.get("start_day") or row.get("end_day"):
        return words.span(row.get("start_day"), row.get("end_day"))
    told = row.get("last_published")
    return words("visit.told", day=words.day(told)) if told else words("day.unknown")


def visit_card(visit: Row, mentions: Sequence[Row], disagreements: Sequence[Row], view: View) -> Markup:
    """One merged visit with the words that show it, each a link into its article."""
    words = view.words
    facts = [
        (words("visit.route"), tag("bdi", route(visit, view))),
        (words("visit.when"), when(visit, view)),
        (words("visit.hosts"), tag("bdi", "، ".join(visit["hosts"])) if visit["hosts"] else words("visit.hosts.none")),
        (words("visit.purpose"), words.named("purpose", visit["purpose"])),
    ]
    return tag(
        "section",
        tag(
            "header",
            tag("h2", entity_link(visit.get("visitor_id"), visit["visitor"], view)),
            tag("span", visit["visitor_role"], class_="fa-role") if visit.get("visitor_role") else None,
            status_chip(visit["status"], view),
            tag("a", words("card.close"), href=view.link(visit=None), class_="fa-close"),
        ),
        tag("dl", join(tag("div", tag("dt", name), tag("dd", value)) for name, value in facts), class_="fa-facts"),
        tag("h3", words("visit.evidence", n=words.number(len(mentions)))),
        tag("ul", join(evidence(mention, n, view) for n, mention in enumerate(mentions, 1)), class_="fa-list"),
        _disagreements(disagreements, view),
        class_="fa-card fa-visit-card fa-in",
        data_visit=visit["visit_id"],
    )


def evidence(mention: Row, place: int, view: View) -> Markup:
    """The words of one mention of a visit (the visit's `place`-th), and the article they stand in."""
    step = view.step("visit", place, visit=mention["visit_id"])
    link = view.to("article", f"v{mention['visit_mention_id']}", id=mention["article_id"], **step)
    return tag(
        "li",
        tag("a", "«", mention["surface"], "»", href=link, data_nav=True, dir="auto"),
        " ",
        status_chip(mention["status"], view),
        tag("div", tag("bdi", article_name(mention, view)), " · ", source_line(mention, view), class_="fa-source"),
    )


def _disagreements(rows: Sequence[Row], view: View) -> Markup:
    """What the articles say differently. A status that moved on contradicts nothing: it stands by itself."""
    words = view.words
    moved, others = [r for r in rows if r["field"] == "status"], [r for r in rows if r["field"] != "status"]
    told = [tag("h3", words("visit.status_told")), _said_by(moved, view)] if moved else []
    box = [tag("h3", words("visit.disagree")), _said_by(others, view)]
    return join([*told, tag("div", *box, class_="fa-conflict-box") if others else None])


def _said_by(rows: Sequence[Row], view: View) -> Markup:
    items = join(
        tag(
            "li", view.words.named("field", row["field"]), ": ", tag("bdi", _value(row, view)), " ", _tellers(row, view)
        )
        for row in rows
    )
    return tag("ul", items, class_="fa-list")


def _value(row: Row, view: View) -> str:
    group = row["field"] if row["field"] in {"status", "purpose"} else ""
    if row["field"] == "visitor_country":
        return view.words.country(row["value"])
    return view.words.named(group, row["value"]) if group else str(row["value"])


def _tellers(row: Row, view: View) -> Markup:
    links = [tag("a", view.words.number(i), href=view.to("article", id=i), data_nav=True) for i in row["articles"][:20]]
    return tag("span", view.words("visit.told_by"), " ", Markup("، ").join(links), class_="fa-source")


def visit_item(row: Row, view: View) -> Markup:
    """A visit as one item of a list: who (leading to its card), how it stands, where and when."""
    return tag(
        "li",
        tag("a", tag("bdi", row["visitor"]), href=view.to("visits", visit=row["visit_id"]), data_nav=True),
        " ",
        status_chip(row["status"], view),
        tag("div", tag("bdi", route(row, view)), " · ", when(row, view), class_="fa-source"),
    )
