"""Names of people, institutions and places, and offices, in one article.

Owns how recogniser, lexicons and role grammar are put together (`find_mentions`). Titles and roles
override the recogniser; a name found once is found everywhere. Who is who is left to `people`.
"""

from __future__ import annotations

from fanews.model import EntityType
from fanews.models import Recogniser, chosen
from fanews.models.tokens import Token, tokenise
from fanews.parse.institutions import is_known_institution, known_institutions, outlet_names
from fanews.parse.line import Line, Range, meet
from fanews.parse.mending import edge_book, mended_institution, mended_names, mended_places, sides, with_initials
from fanews.parse.places import NOT_PLACES, Place, PlaceKind, place_at, place_book
from fanews.parse.press_review import paper_ends
from fanews.parse.reading import Found, Reading
from fanews.parse.roles import Role, head_book, role_at, role_book
from fanews.parse.spreading import spread


def find_mentions(reading: Reading, recogniser: Recogniser | None = None) -> None:
    """Fill `reading.mentions` with PER, ORG, LOC and ROLE, sorted; those of one type never overlap.

    `reading.lines` keeps each sentence's tokens and finds. `recogniser`: the chosen one unless another is given.
    """
    sentences = [tokenise(reading.norm, s.start, s.end) for s in reading.sentences]
    tags = (recogniser or chosen()).recognise(sentences)
    papers = paper_ends(sentences, tags)
    read = enumerate(zip(sentences, tags, strict=True))
    lines = [read_line(tokens, own, papers.get(number, 0)) for number, (tokens, own) in read]
    spread(lines)
    found = [m for line in lines for m in _mentions(line)]
    reading.lines = tuple(lines)
    reading.mentions = tuple(sorted([*reading.mentions, *found], key=lambda m: (m.start, -m.end)))


def read_line(tokens: list[Token], tags: list[str], paper: int = 0) -> Line:
    """What one sentence tells; `tags` are the recogniser's, the first `paper` tokens name a paper."""
    spans = [s for s in _spans(tags) if s[0] >= paper]
    line = Line(tokens)
    said = {kind: [(a, b) for a, b, k in spans if k == kind] for kind in ("PER", "ORG", "LOC")}
    said["ORG"] = [side for r in said["ORG"] for side in sides(tokens, r)]
    places = [r for r in said["ORG"] if _is_place(tokens, r)]
    orgs = (mended_institution(tokens, r) for r in said["ORG"] if r not in places)
    named = [(0, paper)] if paper else []
    named += [r for r in orgs if r and not _is_further_field(tokens, r[0])]
    people = [p for r in with_initials(tokens, said["PER"]) for p in mended_names(tokens, r)]
    line.people = [p for p in people if not is_known_institution(tokens, p)]
    line.institutions = _institutions(tokens, [*named, *(p for p in people if p not in line.people)], said["LOC"])
    grounds = [r for found in said["LOC"] for r in mended_places(tokens, found)]
    line.roles = _roles(tokens, dict(grounds) | dict(line.institutions), line.people)
    line.institutions = [i for i in line.institutions if not _is_role_tail(i, line.roles, tokens)]
    line.people = [p for p in line.people if not any(meet(p, (r.start, r.end)) for r in line.roles)]
    line.places = _places(line, places + grounds)
    line.institutions = [_with_state(line, i) for i in line.institutions]
    return line


def _spans(tags: list[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag[0] == "I" and found and found[-1][1] == i and found[-1][2] == tag[2:]:
            found[-1] = (found[-1][0], i + 1, tag[2:])
        elif tag != "O":
            found.append((i, i + 1, tag[2:]))
    return found


# --- institutions -------------------------------------------------------------------------------


def _institutions(tokens: list[Token], spans: list[Range], grounds: list[Range]) -> list[Range]:
    """The recogniser's institutions and the known ones; of two that meet, the longer.

    What stands behind the first word of one of `grounds` is a part of a place's name: «تالار [دانشگاه آزاد]».
    """
    known = (k for k in known_institutions(tokens) if not any(g[0] < k[0] and k[1] <= g[1] for g in grounds))
    kept: list[Range] = []
    for one in sorted({*spans, *known}, key=lambda r: (r[0] - r[1], r)):
        if not any(meet(one, other) for other in kept):
            kept.append(one)
    return sorted(kept)


def _is_place(tokens: list[Token], span: Range) -> bool:
    """«جمهوری اسلامی ایران», or a capital, taken for an institution."""
    place = place_book().get("".join(t.key for t in tokens[slice(*span)]))
    if place is None or place.country in NOT_PLACES:
        return False
    # What may be an everyday word («رم») is none where the recogniser takes it for a name.
    return place.kind is PlaceKind.CAPITAL or (place.kind is PlaceKind.COUNTRY and not place.doubtful)


def _with_state(line: Line, span: Range) -> Range:
    """The institution with the state's name right behind it: «وزارت خارجه [چین]»."""
    place = place_at(line.tokens, span[1])
    if line.tokens[span[1] - 1].key.endswith("جمهوری") or outlet_names().get(line.key(span)) is not None:
        return span
    if place and place[1].kind is PlaceKind.COUNTRY and (span[1], place[0]) in line.places:
        return span[0], place[0]
    return span


def _is_role_tail(span: Range, roles: list[Role], tokens: list[Token]) -> bool:
    """«وزیر [دفاع عراق]»: the recogniser's institution is a minister's field, or begins with the office itself."""
    for role in roles:
        if role.start == span[0] and span[1] > role.start + 1:
            return True
        if role.start < span[0] < role.head_end and "وزیر" in role.key:
            return bool(role_book("portfolio").longest(tokens, span[0]))
    return False


def _is_further_field(tokens: list[Token], start: int) -> bool:
    """«وزیر صنایع، [معادن و تجارت ترکیه]»: what begins here is one more field of a minister."""
    fields = role_book("portfolio")
    if not fields.longest(tokens, start):
        return False
    while start > 1 and tokens[start - 1].key in {"،", "و"}:
        before = (i for i in range(max(1, start - 5), start - 1) if (fields.longest(tokens, i) or (0,))[0] == start - 1)
        start = next(before, 0)
        if start and tokens[start - 1].key == "وزیر":
            return True
    return False


# --- roles and places ---------------------------------------------------------------------------


def _roles(tokens: list[Token], bodies: dict[int, int], people: list[Range]) -> list[Role]:
    found: list[Role] = []
    inside = {i for a, b in people for i in range(a + 1, b)}
    for index in head_book().starts(tokens):
        free = index not in inside and (not found or index >= found[-1].end)
        role = role_at(tokens, index, bodies) if free else None
        if role:
            found.append(role)
    return found


_SITES = frozenset({"زندان", "فرودگاه", "ورزشگاه"})
_WHOLE = _SITES | {"استان", "شهرستان", "قاره"}


def _as_whole(line: Line, span: Range, place: Place | None) -> Range:
    """«[استان] اصفهان», «[زندان] سرودشت» are named as a whole; «شهر» and «کشور» are not part of the name."""
    before = line.tokens[span[0] - 1].key if span[0] else ""
    if before not in _WHOLE or (before in _SITES and place and place.kind is PlaceKind.COUNTRY):
        return span
    return span[0] - 1, span[1]


_OPENERS = frozenset({"کشور", "شهر", "استان", "جمهوری", "پایتخت", "روستای", "شهرستان", "بندر", "جزیره"})


def _places(line: Line, spans: list[Range]) -> dict[Range, Place | None]:
    """The known places and the recogniser's, outside institutions and names; the longer of two that meet."""
    found = _known_places(line, {i for a, b in spans for i in range(a, b)})
    for a, b in spans:
        inner = [r for r in found if meet(r, (a, b))]
        if all(a <= r[0] and r[1] <= b for r in inner):
            place = place_book().get(line.key((a, b))) or next((found[r] for r in inner), None)
            for r in inner:
                del found[r]
            found[a, b] = place
    taken = [*line.institutions, *line.people]
    return {_as_whole(line, r, p): p for r, p in found.items() if not any(meet(r, t) for t in taken)}


def _known_places(line: Line, tagged: set[int]) -> dict[Range, Place | None]:
    found: dict[Range, Place | None] = {}
    end = 0
    for index in place_book().starts(line.tokens):
        hit = place_at(line.tokens, index) if index >= end else None
        if hit and hit[1].country not in NOT_PLACES and _sure(line, (index, hit[0]), hit[1], tagged):
            end = hit[0]
            found[index, end] = hit[1]
    return found


def _sure(line: Line, span: Range, place: Place, tagged: set[int]) -> bool:
    """Whether a word that may be an everyday one («مالی») is a place here."""
    start, end = span
    if edge_book("no_place").longest(line.tokens, start):
        return False
    if not place.doubtful or start in tagged:
        return True
    if any(role.start < start and end <= role.end and role.country == place.country for role in line.roles):
        return True
    return start > 0 and line.tokens[start - 1].key in _OPENERS


# --- the result ---------------------------------------------------------------------------------


def _mentions(line: Line) -> list[Found]:
    found = [Found(*line.span(r), EntityType.PERSON) for r in line.people]
    found += [Found(*line.span(r), EntityType.ORGANISATION) for r in line.institutions]
    found += [Found(*line.span(r), EntityType.PLACE, p.country if p else None) for r, p in line.places.items()]
    found += [Found(*line.span((r.start, r.end)), EntityType.ROLE, r.country, r.level) for r in line.roles]
    return found
