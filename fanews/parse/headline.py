"""The headline of a page: which line it is, where it is said again, and which lines are a doubled lead.

Owns the title alone; `layout` makes blocks of what it finds. Figures in comments were counted on the
annotated articles (174) and on 300 aggregator pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fanews.parse.lines import Line, ends_sentence, is_boilerplate, is_date, is_mark
from fanews.text import fold_key

_LONGEST_TITLE = 250  # an aggregator's "title" beyond this is the lead
_LONGEST_HEADLINE = 165
_LONGEST_KICKER = 80
_LONGEST_UNDER_KICKER = 90
_SHORTEST_BODY = 60
_SHORTEST_TITLE = 10
_MOST_TAILS = 3
_SITE = r"(?:[A-Za-z]|نیوز|خبر|اخبار|آنلاین|انلاین|روزنامه|تسنیم)"
_PAGE_TAIL = re.compile(rf" [|»] (?=[^|«»]*{_SITE})[^|«»]{{2,60}}$| ?- (?=[^-]*{_SITE})[^-|]{{2,45}}$")
_FULL_STOP = re.compile(r"\.[»”\")]*$")
_SENTENCE_TITLE = 120  # a first line with a full stop over a paragraph; beyond this it is the article's beginning
_SHORT_SENTENCE_TITLE = 70  # and in a post, or over a line like itself, where it is its beginning as often
_FOOT_MARKS = ("@", "-", "|", ".")
_PREPOSITIONS = frozenset(["با", "در", "به", "از", "پس", "برای", "طی", "بر"])


@dataclass(frozen=True, slots=True)
class Headline:
    """`title`: a range of the text; `lines`, `leads`: numbers of the lines that are headline or doubled lead."""

    title: tuple[int, int] | None = None
    lines: frozenset[int] = frozenset()
    leads: frozenset[int] = frozenset()


def find_headline(lines: list[Line], stated: str | None, source: int | None, height: int, post: bool) -> Headline:
    """The headline of the page.

    `stated`: the title its row states; `source`: the number of an aggregator's line; `height`: the number
    of lines that are headline on a page set to a width, else 0; `post`: a channel's handle stands at the foot.
    """
    if source is not None and source < len(lines):
        return _aggregated(lines, source)
    if stated:
        return _as_stated(lines, stated)
    return _set_to_width(lines, height) if height else _plain(lines, post)


def _aggregated(lines: list[Line], source: int) -> Headline:
    """Banner, title, source line, the title again, the lead twice, the body."""
    above = [i for i in range(source) if not is_date(lines[i])]
    keys = {lines[i].key for i in above}
    again = [i for i in range(source + 1, min(source + 3, len(lines))) if lines[i].key in keys]
    body = (again[-1] if again else source) + 1
    doubled = body + 1 < len(lines) and lines[body].key == lines[body + 1].key
    leads = frozenset({body, body + 1} if doubled else ())
    if not above:
        return Headline(leads=leads)
    title = lines[above[0]]
    if len(title.text) > _LONGEST_TITLE:
        return Headline(leads=leads | {*above, *again})
    if doubled and _is_kicker(title) and _is_headline(lines[body]):
        return Headline(_trimmed(lines[body]), frozenset({*above, *again}) | leads)
    return Headline(_trimmed(title), frozenset({*above, *again}), leads)


def _as_stated(lines: list[Line], stated: str) -> Headline:
    """The lines near the top that say the title the row states."""
    key = fold_key(stated)
    said = frozenset(i for i, line in enumerate(lines[:8]) if line.key == key)
    if not said:
        return Headline()
    first = lines[min(said)]
    return Headline((first.start, first.end), said)


def _set_to_width(lines: list[Line], height: int) -> Headline:
    """A headline may run over several lines; a date and a line that ends in a colon stand above it."""
    above = (i for i in range(height) if not lines[i].text.endswith(":") and not is_date(lines[i]))
    first = next(above, 0)
    return Headline((lines[first].start, lines[height - 1].end), frozenset(range(height)))


def _plain(lines: list[Line], post: bool) -> Headline:
    texts = [i for i, line in enumerate(lines) if not is_mark(line) and not (i < 2 and is_date(line))]
    if len(texts) < 2:
        return Headline()
    first, second = texts[0], texts[1]
    title, following = lines[first], lines[second]
    if following.text.startswith(title.text):
        return Headline(_trimmed(title), frozenset({first, second} if following.key == title.key else {first}))
    marked = _marked(lines, first)
    if len(texts) > 2 and not marked and _stands_over(title, following, lines[texts[2]]):
        return Headline(_trimmed(following), frozenset({first, second}))
    body_near = any(len(lines[i].text) >= _SHORTEST_BODY for i in texts[1:8])
    if (body_near and _heads(title, following, post)) or (marked and len(title.text) <= _LONGEST_TITLE):
        return Headline(_trimmed(title), frozenset({first}))
    return Headline()


def _marked(lines: list[Line], i: int) -> bool:
    """Is the next line a bullet? A channel post's headline is followed by one."""
    return i + 1 < len(lines) and is_mark(lines[i + 1]) and lines[i + 1].text not in _FOOT_MARKS


def _heads(line: Line, following: Line, post: bool) -> bool:
    """Is the first line short enough for a headline?"""
    if not _FULL_STOP.search(line.text):
        return len(line.text) <= _LONGEST_HEADLINE
    over_paragraph = not post and len(following.text) > 1.5 * len(line.text)
    return len(line.text) <= (_SENTENCE_TITLE if over_paragraph else _SHORT_SENTENCE_TITLE)


def _stands_over(line: Line, following: Line, body: Line) -> bool:
    """Is `line` no headline itself but stands over one: «وزیر کار:», «نگاه», «برای گشودن راه بندر»?"""
    short = len(following.text) <= _LONGEST_UNDER_KICKER
    if _names_a_column(line):
        return (short or line.text.endswith(":")) and _is_headline(following)
    return (
        short and len(body.text) > _LONGEST_UNDER_KICKER and _begins_with_preposition(line) and _is_headline(following)
    )


def _names_a_column(line: Line) -> bool:
    return len(line.text) <= _LONGEST_KICKER and (line.text.endswith(":") or len(line.text.split()) <= 2)


def _begins_with_preposition(line: Line) -> bool:
    return line.text.split()[0] in _PREPOSITIONS and len(line.text) <= _LONGEST_KICKER and not line.text.endswith(".")


def _is_kicker(line: Line) -> bool:
    """Over a doubled line, which is the headline then, a few words do: «با ساخت سه پل»."""
    return _names_a_column(line) or (_begins_with_preposition(line) and len(line.text.split()) <= 6)


def _is_headline(line: Line) -> bool:
    """Could this line be a headline below a kicker?"""
    return (
        len(line.text.split()) >= 3
        and len(line.text) <= _LONGEST_HEADLINE
        and not line.text.endswith((".", ":"))
        and not is_boilerplate(line)
        and not (ends_sentence(line) and len(line.text) > _LONGEST_KICKER)
    )


def _trimmed(line: Line) -> tuple[int, int]:
    """The range of the title without the site's name that browsers' titles end in («... | نمونه نیوز»)."""
    text = line.text
    for _ in range(_MOST_TAILS if len(text) <= 2 * _LONGEST_TITLE else 0):
        tail = _PAGE_TAIL.search(text)
        if (
            not tail
            or tail.start() < _SHORTEST_TITLE
            or text.count("«", 0, tail.start()) > text.count("»", 0, tail.start())
        ):
            break
        text = text[: tail.start()]
    bullet = len(text) - len(text.lstrip(" •*▪-–"))
    return line.start + (bullet if bullet < len(text) else 0), line.start + len(text.rstrip())
