"""Names of people, institutions and places, and offices, in one article.

Owns how recogniser, lexicons and role grammar are put together (`find_mentions`). Titles and roles
override the recogniser; a name found once is found everywhere. Who is who is left to `people`.
"""

from __future__ import annotations

from collections import Counter

from fanews.lexicon import rows
from fanews.model import EntityType
from fanews.models import fast
from fanews.models.phrases import PhraseBook
from fanews.models.tokens import Token, tokenise
from fanews.parse.line import Line, Range, meet
from fanews.parse.places import NOT_PLACES, Place, place_at, place_book
from fanews.parse.reading import Found, Reading
from fanews.parse.roles import Role, role_at, role_book, title_book


def find_mentions(reading: Reading) -> None:
    """Fill `reading.mentions` with PER, ORG, LOC and ROLE, sorted; those of one type never overlap."""
    lines = [read_line(tokenise(reading.norm, s.start, s.end)) for s in reading.sentences]
    spread_names(lines)
    reading.lines = tuple(lines)
    found = [m for line in lines for m in _mentions(line)]
    reading.mentions = tuple(sorted([*reading.mentions, *found], key=lambda m: (m.start, -m.end)))


def read_line(tokens: list[Token]) -> Line:
    """What one sentence alone tells."""
    spans = _spans(fast().recognise(tokens))
    institutions = _institutions(tokens, [(a, b) for a, b, kind in spans if kind == "ORG"])
    people = [_untitled(tokens, (a, b)) for a, b, kind in spans if kind == "PER"]
    people = [p for p in people if p[0] < p[1]]
    roles = _roles(tokens, dict(institutions), people)
    institutions = [i for i in institutions if not _is_role_tail(i, roles, tokens)]
    people = [p for p in people if not any(meet(p, (r.start, r.end)) for r in roles)]
    places = _places(tokens, [(a, b) for a, b, kind in spans if kind == "LOC"], [*institutions, *people], roles)
    return Line(tokens, people, institutions, places, roles)


def _spans(tags: list[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag[0] == "I" and found and found[-1][1] == i and found[-1][2] == tag[2:]:
            found[-1] = (found[-1][0], i + 1, tag[2:])
        elif tag != "O":
            found.append((i, i + 1, tag[2:]))
    return found


def _institution_book() -> PhraseBook[str]:
    return PhraseBook({r["name"]: r["iso"] for r in rows("organisations") if not r["in_context"]})


_KNOWN = _institution_book()


def _institutions(tokens: list[Token], spans: list[Range]) -> list[Range]:
    """The recogniser's institutions and the known ones; of two that meet, the longer."""
    index, found = 0, list(spans)
    while index < len(tokens):
        hit = _KNOWN.longest(tokens, index)
        if hit:
            found.append((index, hit[0]))
        index = hit[0] if hit else index + 1
    return sorted(_longest_apart(found))


def _longest_apart(ranges: list[Range]) -> list[Range]:
    kept: list[Range] = []
    for one in sorted(set(ranges), key=lambda r: (r[0] - r[1], r)):
        if not any(meet(one, other) for other in kept):
            kept.append(one)
    return kept


def _untitled(tokens: list[Token], span: Range) -> Range:
    start, end = span
    title = title_book().longest(tokens, start)
    while title and title[0] < end and tokens[start].key not in ("امیر", "ملک", "میرزا"):
        start = title[0]
        title = title_book().longest(tokens, start)
    while end > start and not tokens[end - 1].key[0].isalnum():
        end -= 1
    return start, end


def _roles(tokens: list[Token], bodies: dict[int, int], people: list[Range]) -> list[Role]:
    found: list[Role] = []
    index = 0
    inside = {i for a, b in people for i in range(a + 1, b)}
    while index < len(tokens):
        role = None if index in inside else role_at(tokens, index, bodies)
        if role:
            found.append(role)
        index = role.end if role else index + 1
    return found


def _is_role_tail(span: Range, roles: list[Role], tokens: list[Token]) -> bool:
    """«وزیر [دفاع عراق]»: the recogniser's institution is a minister's field."""
    for role in roles:
        if role.start < span[1] and span[0] < role.head_end and span != (role.start + 1, role.head_end):
            return True
        if role.start < span[0] < role.head_end:
            return bool(role_book("portfolio").longest(tokens, span[0]))
    return False


_OPENERS = frozenset({"کشور", "شهر", "استان", "جمهوری", "پایتخت", "روستای", "شهرستان", "بندر", "جزیره"})


def _places(
    tokens: list[Token], spans: list[Range], taken: list[Range], roles: list[Role]
) -> dict[Range, Place | None]:
    found: dict[Range, Place | None] = {}
    index = 0
    tagged = {i for a, b in spans for i in range(a, b)}
    while index < len(tokens):
        hit = place_at(tokens, index)
        if hit and hit[1].country not in NOT_PLACES and _sure(tokens, index, hit[0], hit[1], tagged, roles):
            found[index, hit[0]] = hit[1]
            index = hit[0]
        else:
            index += 1
    for a, b in spans:
        inner = [r for r in found if meet(r, (a, b))]
        if all(a <= r[0] and r[1] <= b for r in inner):
            place = place_book().get("".join(t.key for t in tokens[a:b])) or next((found[r] for r in inner), None)
            for r in inner:
                del found[r]
            found[a, b] = place
    return {r: p for r, p in found.items() if not any(meet(r, t) for t in taken)}


def _sure(tokens: list[Token], start: int, end: int, place: Place, tagged: set[int], roles: list[Role]) -> bool:
    if not place.doubtful or start in tagged:
        return True
    if any(role.start < start and end <= role.end and role.country == place.country for role in roles):
        return True
    return start > 0 and tokens[start - 1].key in _OPENERS


def spread_names(lines: list[Line]) -> None:
    """Find everywhere the names that were found somewhere, and the surnames of full names."""
    names: Counter[str] = Counter()
    for line in lines:
        for a, b in line.people:
            names["".join(t.key for t in line.tokens[a:b])] += 1
            if b - a > 1 and not place_at(line.tokens, b - 1) and len(line.tokens[b - 1].key) > 3:
                names[line.tokens[b - 1].key] += 1
    book = PhraseBook(dict.fromkeys(names, True))
    for line in lines:
        _spread(line, book)


def _spread(line: Line, book: PhraseBook[bool]) -> None:
    taken = [*line.people, *line.institutions, *line.places, *((r.start, r.end) for r in line.roles)]
    for index in range(len(line.tokens)):
        hit = book.longest(line.tokens, index)
        if hit and not any(meet((index, hit[0]), t) for t in taken):
            line.people.append((index, hit[0]))
            taken.append((index, hit[0]))


def _mentions(line: Line) -> list[Found]:
    t = line.tokens
    found = [Found(t[a].start, t[b - 1].end, EntityType.PERSON) for a, b in line.people]
    found += [Found(t[a].start, t[b - 1].end, EntityType.ORGANISATION) for a, b in line.institutions]
    found += [
        Found(t[a].start, t[b - 1].end, EntityType.PLACE, country=p.country if p else None)
        for (a, b), p in line.places.items()
    ]
    found += [Found(t[r.start].start, t[r.end - 1].end, EntityType.ROLE, r.country, r.level) for r in line.roles]
    return found
