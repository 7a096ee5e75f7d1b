"""Whole noun phrases that name someone who can speak or travel, sentence by sentence.

Owns the grammar that puts title, name and role together («سرلشکر یوسف تهمتن رئیس ستاد کل ...»), and
the phrases without a name: offices, institutions, states, delegations, groups, unnamed sources,
pronouns. Which of them are one person is decided in `fanews.parse.people`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fanews.lexicon import rows
from fanews.model import Level
from fanews.models.phrases import PhraseBook
from fanews.parse.line import Line, Range, meet
from fanews.parse.places import Place, PlaceKind, nationality_at, place_at
from fanews.parse.reading import Actor, ActorKind
from fanews.parse.roles import Role, head_book, role_book, state_at_end, title_book
from fanews.text import fold_key

_STATES = frozenset({PlaceKind.COUNTRY, PlaceKind.CAPITAL, PlaceKind.SEAT})
_QUOTES = frozenset('«»"()“”')
_ORDER = (ActorKind.PERSON, ActorKind.ROLE, ActorKind.DELEGATION, ActorKind.GROUP, ActorKind.PRONOUN,
          ActorKind.ANONYMOUS, ActorKind.INSTITUTION, ActorKind.COUNTRY)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """An actor in token indexes of one line; `offices` are the roles in it, in order."""

    start: int
    end: int
    kind: ActorKind
    name: Range | None = None
    offices: tuple[Role, ...] = ()
    country: str | None = None
    level: Level | None = None

    @property
    def role(self) -> Range | None:
        """From the first office's start to the last one's end."""
        return (self.offices[0].start, self.offices[-1].end) if self.offices else None

    def actor(self, line: Line) -> Actor:
        """The same in ranges of the normalised text."""
        start, end = line.span((self.start, self.end))
        name = line.span(self.name) if self.name else None
        role = line.span(self.role) if self.role else None
        return Actor(start, end, self.kind, name, role, self.country, self.level)


def phrases_of(line: Line) -> list[Phrase]:
    """The actors of a sentence in order; a phrase inside a longer or stronger one is not given again."""
    kept: list[Phrase] = []
    for phrase in sorted(_all(line), key=lambda p: (_ORDER.index(p.kind), p.start - p.end)):
        if not any(meet((phrase.start, phrase.end), (k.start, k.end)) for k in kept):
            kept.append(phrase)
    return sorted(kept, key=lambda p: p.start)


def _all(line: Line) -> Iterator[Phrase]:
    named = list(_named(line))
    yield from named
    used = {role for phrase in named for role in phrase.offices}
    yield from (_office(line, role) for role in line.roles if role not in used)
    yield from _worded(line)
    yield from _institutions(line)
    yield from _states(line)


# --- people with a name -------------------------------------------------------------------------


def _named(line: Line) -> Iterator[Phrase]:
    """Each name with its titles and the offices right before or behind it."""
    by_end = {role.end: role for role in line.roles}
    by_start = {role.start: role for role in line.roles}
    taken: set[Role] = set()
    for name in sorted(line.people):
        start = _titles_start(line, name[0])
        before = _role_before(line, by_end, start)
        end = _closed(line, name[1], start)
        behind = _role_behind(line, by_start, end)
        if before and (before in taken or _belongs_before(line, before) or _another_state(before, behind)):
            before = None
        offices = [before] if before else []
        while behind and (not offices or not offices[-1].relation):
            offices.append(behind)
            end = behind.end
            behind = _next_office(line, by_start, behind)
        taken.update(offices)
        first = min([_opened(line, start, end), *(o.start for o in offices)])
        main = next((o for o in offices if o.country), offices[0] if offices else None)
        yield Phrase(first, max(end, name[1]), ActorKind.PERSON, name, tuple(sorted(offices, key=lambda o: o.start)),
                     main.country if main else None, _highest(offices))  # fmt: skip


def _titles_start(line: Line, start: int) -> int:
    """The first token of the titles before `start`, quotation marks passed over."""
    tokens = line.tokens
    for back in range(min(6, start), 0, -1):
        index = start - back
        title = title_book().longest(tokens, index)
        while title and title[0] < start and (more := title_book().longest(tokens, title[0])):
            title = more
        if title and title[0] <= start and all(t.key in _QUOTES for t in tokens[title[0] : start]):
            return index
    return start


def _role_before(line: Line, by_end: dict[int, Role], start: int) -> Role | None:
    index = start
    while index > 0 and line.tokens[index - 1].key in _QUOTES:
        index -= 1
    return by_end.get(index)


def _belongs_before(line: Line, role: Role) -> bool:
    """«نیکفر وزیر خارجه ایران [...]»: a name stands right before the role, so it is not the next one's."""
    return any(name[1] == role.start for name in line.people)


def _closed(line: Line, end: int, start: int) -> int:
    """Behind a closing quotation mark whose opening one stands inside or right before the phrase."""
    tokens = line.tokens
    opening = {"»": "«", "”": "“", '"': '"'}.get(tokens[end].key) if end < len(tokens) else None
    if opening and any(t.key == opening for t in tokens[max(0, start - 1) : end]):
        return end + 1
    return end


def _opened(line: Line, start: int, end: int) -> int:
    """Before an opening quotation mark whose closing one is the phrase's."""
    tokens = line.tokens
    closes = {"«": "»", "“": "”", '"': '"'}.get(tokens[start - 1].key) if start else None
    return start - 1 if closes and any(t.key == closes for t in tokens[start:end]) else start


def _role_behind(line: Line, by_start: dict[int, Role], end: int) -> Role | None:
    role = by_start.get(end)
    if role:
        return role
    if end < len(line.tokens) and line.tokens[end].key in ("،", ",", "(", "؛", "-"):
        role = by_start.get(end + 1)
        if role and not _titled_name_at(line, role.end):
            return role
    return None


def _titled_name_at(line: Line, index: int) -> bool:
    """Whether a name, with or without titles, begins at token `index` (so the role before it is that person's)."""
    return any(
        index <= name[0] and _titles_start(line, name[0]) <= index for name in line.people if name[0] - index < 6
    )


def _next_office(line: Line, by_start: dict[int, Role], role: Role) -> Role | None:
    """«معاون رئیس‌جمهور و [رئیس سازمان ...]»: another office of the same person, not of another state."""
    end = role.end
    if end >= len(line.tokens) or line.tokens[end].key not in ("و", "،"):
        return None
    other = by_start.get(end + 1)
    if other is None or other.relation or other.key == role.key or _titled_name_at(line, other.end):
        return None
    if role.country and other.country and role.country != other.country:
        return None
    return other if line.tokens[end].key == "و" else None


def _another_state(before: Role, behind: Role | None) -> bool:
    """«رئیس‌جمهور ایران [X، وزیر خارجه عراق] را پذیرفت»: the first office is somebody else's."""
    return bool(behind and before.country and behind.country and before.country != behind.country)


def _highest(offices: list[Role]) -> Level | None:
    return min((o.level for o in offices), key=list(Level).index, default=None)


# --- without a name -----------------------------------------------------------------------------


def _office(line: Line, role: Role) -> Phrase:
    start = role.start
    if start > 0 and line.tokens[start - 1].key == "این":
        return Phrase(start - 1, role.end, ActorKind.PRONOUN, None, (role,), role.country, role.level)
    return Phrase(start, role.end, ActorKind.ROLE, None, (role,), role.country, role.level)


@cache
def _words() -> PhraseBook[str]:
    return PhraseBook({row["phrase"]: row["kind"] for row in rows("actors")})


def _worded(line: Line) -> Iterator[Phrase]:
    """Pronouns, unnamed sources, groups, delegations and «دولت X», by their first word."""
    for index in range(len(line.tokens)):
        if line.tokens[index].key == "این" and (head := head_book().longest(line.tokens, index + 1)):
            end, country = _described(line, head[0])
            yield Phrase(index, end, ActorKind.PRONOUN, country=country)
        hit = _words().longest(line.tokens, index)
        if hit is None:
            continue
        end, kind = hit
        if kind == "pronoun":
            yield Phrase(index, end, ActorKind.PRONOUN)
            continue
        end, country = _described(line, end)
        if kind == "side":
            if country and end > hit[0]:
                yield Phrase(index, end, ActorKind.COUNTRY, country=country)
        else:
            yield Phrase(index, end, ActorKind(kind), country=country)


def _described(line: Line, index: int) -> tuple[int, str | None]:
    """(end, country) of the adjectives, institution and states behind the head word at `index`."""
    country: str | None = None
    bodies = dict(line.institutions)
    while index < len(line.tokens):
        place = place_at(line.tokens, index)
        nationality = nationality_at(line.tokens, index)
        modifier = role_book("modifier").longest(line.tokens, index) or role_book("portfolio").longest(
            line.tokens, index
        )
        if index in bodies:
            index = bodies[index]
        elif place and place[1].kind in _STATES:
            return place[0], country or place[1].country
        elif nationality:
            return nationality[0], nationality[1].country
        elif modifier:
            index = modifier[0]
        else:
            break
    return index, country


def _institutions(line: Line) -> Iterator[Phrase]:
    for start, end in line.institutions:
        if any(role.start <= start and end <= role.end for role in line.roles):
            continue
        place = place_at(line.tokens, end)
        if place and place[1].kind is PlaceKind.COUNTRY:
            yield Phrase(start, place[0], ActorKind.INSTITUTION, country=place[1].country)
        else:
            yield Phrase(start, end, ActorKind.INSTITUTION, country=institution_country(line, (start, end)))


@cache
def _homes() -> dict[str, str]:
    return {fold_key(row["name"]): row["iso"] for row in rows("organisations") if row["iso"]}


def institution_country(line: Line, part: Range) -> str | None:
    """The state an institution belongs to: known by name, or named in it last («سفارت عراق»)."""
    known = _homes().get(line.key(part))
    if known:
        return known
    return state_at_end(line.tokens, *part)


def _states(line: Line) -> Iterator[Phrase]:
    for (start, end), place in line.places.items():
        if _is_state(place) and not any(role.start <= start < role.end for role in line.roles):
            yield Phrase(start, end, ActorKind.COUNTRY, country=place.country if place else None)
    for index in range(len(line.tokens)):
        ours = nationality_at(line.tokens, index)
        if ours and ours[1].kind is PlaceKind.OURS:
            yield Phrase(index, ours[0], ActorKind.COUNTRY, country=ours[1].country)


def _is_state(place: Place | None) -> bool:
    return place is not None and place.kind in _STATES
