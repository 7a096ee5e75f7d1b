"""The parts of the reading view: the marked text, and what is known about the article, each pointing into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from fanews.store.queries.rows import Row
from fanews.text.zwnj import restore_zwnj
from fanews.ui.cards import entity_link, route, status_chip, when
from fanews.ui.html import Markup, join, outside_link, tag
from fanews.ui.lists import Beside
from fanews.ui.reading import LAYERS, Mark, marked
from fanews.ui.state import View

MAX_HOVER_CHARS = 160
MAX_START_CHARS = 70


@dataclass(frozen=True)
class Parts:
    """One article and everything that points into its text, as rows of the store."""

    article: Row
    mentions: Sequence[Row]
    quotes: Sequence[Row]
    visits: Sequence[Row]
    evidence: Sequence[Row]
    conflicts: Sequence[Row]


def no_article(view: View, why: str = "article.none.text") -> Markup:
    """What the page says without an article (or a name) to show; `why`: a key of the catalogue."""
    link = tag("a", view.words("article.find"), href=view.to("search"), data_nav=True)
    return tag("div", tag("p", view.words(why)), link, class_="fa-empty")


def lost_place(view: View) -> Markup:
    """Said by the page's script when the address names a place (`#q42`) that the text does not have."""
    return tag("div", view.words("article.no_place"), class_="fa-note", role="status", hidden=True, data_no_anchor=True)


def shown_layers(view: View) -> tuple[str, ...]:
    """The layers switched on: all of them unless the URL says which (`none` for none)."""
    picked = view.all("layers")
    return tuple(layer for layer in picked if layer != "none") if picked else LAYERS


def text(parts: Parts, view: View) -> Markup:
    """The text as received under its marks."""
    layers = set(shown_layers(view))
    marks = [mark if mark.layer in layers else mark.hidden() for mark in _marks(parts, view)]
    marks = [mark for mark in marks if (mark.layer or mark.at) and mark.start >= 0]
    shown = parts.article["text"]
    if view.one("zwnj"):
        shown, marks = _with_zwnj(parts, marks)
    size = view.one("size")
    return tag(
        "div",
        marked(shown, marks),
        class_="fa-text fa-in" + (f" fa-size-{size}" if size else ""),
        dir="auto" if parts.article["language"] == "" else None,
        lang=parts.article["language"] or None,
        id="article-text",
    )


def _with_zwnj(parts: Parts, marks: Sequence[Mark]) -> tuple[str, list[Mark]]:
    """The text with lost ZWNJs put back, names of people left alone, and the marks where they now lie."""
    names = [(row["start_char"], row["end_char"]) for row in parts.mentions if row["type"] == "PER"]
    restored = restore_zwnj(parts.article["text"], names)
    moved = []
    for mark in marks:
        start, end = restored.from_original(mark.start, mark.end)
        moved.append(replace(mark, start=start, end=end))
    return restored.text, moved


def _marks(parts: Parts, view: View) -> Iterator[Mark]:
    for row in parts.mentions:
        yield Mark(row["start_char"], row["end_char"], row["type"], _mention_tip(row, view), _mention_href(row, view))
    for row in parts.quotes:
        tip, at = _quote_tip(row, view), f"q{row['quote_id']}"
        href = view.to("entity", id=row["speaker_id"]) if row["speaker_id"] is not None else None
        yield Mark(row["start_char"], row["end_char"], "quote", tip, href, at)
        if row["cue_start"] is not None:
            said = view.words("tip.cue", who=_speaker(row, view))
            yield Mark(row["cue_start"], row["cue_end"], "quote", said, href)
    for row in parts.visits:
        href = view.to("visits", visit=row["visit_id"]) if row["visit_id"] else None
        at = f"v{row['visit_mention_id']}"
        yield Mark(row["start_char"], row["end_char"], "visit", _visit_tip(row, view), href, at)
    for row in parts.conflicts:
        for span in row["spans"]:
            at = f"c{row['ordinal']}"
            href = _here(view, "conflicts")
            yield Mark(span["start_char"], span["end_char"], "conflict", _conflict_text(row, view), href, at)
    for row in parts.evidence:
        if row["start_char"] is not None:
            href, at = _here(view, "evidence"), f"d{row['ordinal']}"
            yield Mark(row["start_char"], row["end_char"], "DATE", _evidence_tip(row, view), href, at)


def _mention_tip(row: Row, view: View) -> str:
    words = view.words
    kind = words.named("layer", row["type"])
    if row["type"] == "DATE":
        is_known = row["first_day"] or row["last_day"]
        return f"{kind}: {words.span(row['first_day'], row['last_day']) if is_known else words('day.unsettled')}"
    facts = [row["entity_name"] or row["surface"], row["entity_role"] if row["type"] == "PER" else None]
    country = row["country"] or row["entity_country"]
    facts.append(words.country(country) if country else None)
    return f"{kind}: " + words("list.comma").join(dict.fromkeys(fact for fact in facts if fact))


def _mention_href(row: Row, view: View) -> str | None:
    return view.to("entity", id=row["entity_id"]) if row["entity_id"] is not None else None


def _speaker(row: Row, view: View) -> str:
    return row.get("speaker_name") or row.get("speaker") or view.words("speaker.unknown")


def _quote_tip(row: Row, view: View) -> str:
    return f"{view.words.named('kind', row['kind'])}: {_speaker(row, view)}"


def _visit_tip(row: Row, view: View) -> str:
    facts = [row["visitor"], route(row, view), view.words.named("status", row["status"])]
    return f"{view.words('layer.visit')}: {view.words('list.comma').join(facts)}"


def _conflict_text(row: Row, view: View) -> str:
    """What contradicts what, in the interface's language; the record's English where the code is new to us."""
    worded = view.words.named("conflict", row["code"])
    return row["detail"] if worded == row["code"] else worded


def _evidence_tip(row: Row, view: View) -> str:
    day = view.words.day(row["day"]) if row["day"] else view.words("day.unsettled")
    return f"{view.words.named('evidence', row['kind'])}: {day}"


def metadata(parts: Parts, view: View) -> Markup:
    """Outlet, whom it cites, day, place it was read from."""
    words, article = view.words, parts.article
    facts = [
        (words("article.outlet"), tag("bdi", article["outlet"] or words("outlet.unknown"))),
        (words("article.via"), tag("bdi", article["via"])) if article["via"] else None,
        (words("article.published"), words.day(article["published"]) if article["published"] else words("day.undated")),
        (words("article.language"), words.named("language", article["language"])),
        (words("article.path"), _address(article, view)),
    ]
    rows = join(tag("div", tag("dt", fact[0]), tag("dd", fact[1])) for fact in facts if fact)
    return tag("dl", rows, class_="fa-facts")


def _address(article: Row, view: View) -> Markup:
    link = outside_link(article["url"], view.words("article.original"))
    return join([link, " " if link else None, tag("bdi", article["path"], class_="fa-source", dir="ltr")])


def conflicts(parts: Parts, view: View) -> Markup:
    """Statements that cannot both hold, with the words of each side as links into the text."""
    if not parts.conflicts:
        return Markup("")
    items = join(tag("li", tag("p", _conflict_text(row, view)), join(_sides(row, view))) for row in parts.conflicts)
    title = tag("h2", view.words("article.conflicts"))
    return tag(
        "section", title, tag("ul", items, class_="fa-list"), class_="fa-conflict-box fa-in", data_at="conflicts"
    )


def _sides(row: Row, view: View) -> Iterator[Markup]:
    for number, span in enumerate(row["spans"]):
        link = _jump(span["surface"], view, f"c{row['ordinal']}")
        yield join([view.words("conflict.against") if number else None, link])


def _jump(surface: str, view: View, anchor: str) -> Markup:
    """The words themselves, leading to their place in the text."""
    return tag("a", "«", surface, "»", href=_here(view, anchor), dir="auto")


def _here(view: View, anchor: str) -> str:
    """A link to a place in this very text."""
    return f"{view.link()}#{anchor}"


def date(parts: Parts, view: View) -> Markup:
    """What the day of publication rests on."""
    words = view.words
    items = [tag("li", _evidence(row, view), class_="fa-chosen" if row["chosen"] else None) for row in parts.evidence]
    listed = tag("ul", join(items), class_="fa-list") if items else tag("p", words("article.no_evidence"))
    return _panel(words("article.evidence"), listed, "evidence")


def _evidence(row: Row, view: View) -> Markup:
    words = view.words
    said = _jump(row["surface"], view, f"d{row['ordinal']}") if row["surface"] else None
    chosen = tag("span", words("evidence.chosen"), class_="fa-chip") if row["chosen"] else None
    bound = tag("span", words("evidence.bound"), class_="fa-source") if row["kind"] == "banner" else None
    day = words.day(row["day"]) if row["day"] else words("day.unsettled")
    return join([words.named("evidence", row["kind"]), ": ", day, " ", said, " ", chosen, " ", bound])


def speakers(parts: Parts, view: View) -> Markup:
    """Who speaks in the article, each with jumps to their words."""
    words = view.words
    ordered = sorted(parts.quotes, key=lambda row: (_first_words(parts.quotes, row, view), row["start_char"]))
    groups = [(who, list(rows)) for who, rows in groupby(ordered, key=lambda row: _speaker(row, view))]
    if not groups:
        return _panel(words("article.speakers"), tag("p", words("article.no_quotes")))
    items = join(_speaker_item(*group, view) for group in groups)
    return _panel(words("article.speakers"), tag("ul", items, class_="fa-list"))


def _first_words(quotes: Sequence[Row], row: Row, view: View) -> int:
    return min(int(q["start_char"]) for q in quotes if _speaker(q, view) == _speaker(row, view))


def _speaker_item(who: str, quotes: Sequence[Row], view: View) -> Markup:
    words = view.words
    jumps = join(tag("li", _quoted(row, view)) for row in quotes)
    role = next((row["speaker_role"] for row in quotes if row["speaker_role"]), None)
    return tag(
        "li",
        tag("strong", entity_link(quotes[0]["speaker_id"], who, view)),
        tag("div", role, class_="fa-role") if role else None,
        tag("ul", jumps, class_="fa-said", aria_label=words("article.quotes_n", n=words.number(len(quotes)))),
    )


def _quoted(row: Row, view: View) -> Markup:
    """How a quote begins, leading to its place in the text."""
    surface = row["surface"]
    start = surface if len(surface) <= MAX_START_CHARS else surface[:MAX_START_CHARS].rsplit(None, 1)[0] + " …"
    href, hint = _here(view, f"q{row['quote_id']}"), surface[:MAX_HOVER_CHARS]
    return tag("a", "«", start, "»", href=href, title=hint, class_="fa-jump", dir="auto")


def visits(parts: Parts, view: View) -> Markup:
    """The visits the article tells."""
    words = view.words
    if not parts.visits:
        return _panel(words("article.visits"), tag("p", words("article.no_visits")))
    items = join(tag("li", _visit(row, view)) for row in parts.visits)
    return _panel(words("article.visits"), tag("ul", items, class_="fa-list"))


def _visit(row: Row, view: View) -> Markup:
    words = view.words
    href = view.to("visits", visit=row["visit_id"]) if row["visit_id"] else None
    return join(
        [
            tag("strong", entity_link(row["visitor_id"], row["visitor"], view)),
            " ",
            status_chip(row["status"], view),
            tag("div", tag("bdi", route(row, view)), " · ", when(row, view), class_="fa-source"),
            _jump(row["surface"][:MAX_HOVER_CHARS], view, f"v{row['visit_mention_id']}"),
            " ",
            tag("a", words("visit.card"), href=href, data_nav=True) if href else None,
        ]
    )


def named(parts: Parts, view: View) -> Markup:
    """Who and what is named, by kind, most often first."""
    words = view.words
    groups = (
        tag("div", tag("dt", words.named("layer", kind)), tag("dd", _names(parts, kind, view)))
        for kind in ("PER", "ORG", "LOC")
    )
    return _panel(words("article.named"), tag("dl", join(groups), class_="fa-names"))


def _names(parts: Parts, kind: str, view: View) -> Markup:
    found: dict[tuple[int | None, str], int] = {}
    for row in parts.mentions:
        if row["type"] == kind:
            key = (row["entity_id"], row["entity_name"] or row["surface"])
            found[key] = found.get(key, 0) + 1
    ordered = sorted(found.items(), key=lambda item: -item[1])
    return Markup(view.words("list.comma")).join(entity_link(*key, view) for key, _ in ordered) or Markup("–")


def _panel(heading: str, body: Markup, at: str | None = None) -> Markup:
    return tag("section", tag("h2", heading), body, class_="fa-panel fa-in", data_at=at)


def turn(beside: Beside | None, view: View) -> Markup:
    """Where in which list the reader is, and to the articles before and after in it."""
    if beside is None:
        return Markup("")
    words = view.words
    back = tag("a", words("list.back", title=beside.title), href=beside.href, data_nav=True, dir="auto")
    place = words("list.place", n=words.number(beside.place)) if beside.place else words("list.gone")
    return tag(
        "nav",
        _turn(words("list.previous"), beside.earlier, "prev"),
        tag("span", back, " · ", place, class_="fa-place"),
        _turn(words("list.next"), beside.later, "next"),
        class_="fa-pager fa-turn fa-in",
        aria_label=words("list.pages"),
    )


def _turn(label: str, href: str | None, rel: str) -> Markup:
    if href is None:
        return tag("span", label, class_="fa-off", aria_disabled="true")
    return tag("a", label, href=href, rel=rel, data_nav=True)


def by_day(beside: Row, view: View) -> Markup:
    """To the articles before and after by day, for a reader who came from no list."""
    words = view.words
    links = [
        tag("a", words(f"article.{side}"), href=view.to("article", id=beside[side]), data_nav=True)
        for side in ("earlier", "later")
        if beside[side] is not None
    ]
    return tag("nav", join(links), class_="fa-pager fa-in", aria_label=words("list.pages"))
