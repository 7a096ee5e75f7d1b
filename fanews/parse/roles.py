"""Offices as they are named in text: ROLE + field or institution + country, with level and country.

Owns the role grammar and the titles. It reads tokens and the institutions a recogniser found; it
knows nothing of names or of who holds an office.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from fanews.lexicon import rows
from fanews.model import Level
from fanews.models.phrases import PhraseBook
from fanews.models.tokens import Token
from fanews.parse.places import PlaceKind, nationality_at, place_at, place_book
from fanews.text import fold_key


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A row of roles.tsv for one part: office, head, relation, portfolio or modifier."""

    part: str
    level: Level | None


@dataclass(frozen=True, slots=True)
class Role:
    """An office named in a sentence; `start`, `end`, `head_end` are token indexes, half-open.

    `key` names the kind of office without country («وزیرامورخارجه»); `body` the institution's tokens;
    `country` what the words say; `relative`: the country is «این کشور» or «خود», named elsewhere;
    `former`: «سابق»; `relation`: «همتای ...», the holder of the other side's same office; `whole`: an office by itself.
    """

    start: int
    end: int
    head_end: int
    key: str
    level: Level
    whole: bool
    country: str | None = None
    body: tuple[int, int] | None = None
    relative: bool = False
    relation: bool = False
    former: bool = False


@cache
def role_book(part: str) -> PhraseBook[RoleWord]:
    """The phrases of one part of roles.tsv."""
    found = {
        row["phrase"]: RoleWord(part, Level(row["level"]) if row["level"] else None)
        for row in rows("roles")
        if row["part"] == part
    }
    return PhraseBook(found)


@cache
def head_book() -> PhraseBook[RoleWord]:
    """All that a role can begin with; a phrase that is an office and a head is an office."""
    parts = [row for part in ("relation", "head", "office") for row in rows("roles") if row["part"] == part]
    return PhraseBook({r["phrase"]: RoleWord(r["part"], Level(r["level"]) if r["level"] else None) for r in parts})


@cache
def _stops() -> frozenset[str]:
    return frozenset(fold_key(row["word"]) for row in rows("role_stops"))


@cache
def _state_words() -> frozenset[str]:
    return frozenset(fold_key(row["word"]) for row in rows("state_words"))


@cache
def title_book() -> PhraseBook[str]:
    """Titles and honorifics → their kind (military, clergy, civil)."""
    return PhraseBook({row["title"]: row["kind"] for row in rows("titles")})


_RELATIVE = PhraseBook(dict.fromkeys(("این کشور", "آن کشور", "کشور خود", "کشورش", "کشور متبوعش", "کشور میزبان"), True))
_FORMER = frozenset({"سابق", "اسبق", "پیشین"})
_OWN = frozenset({"خود", "خویش", "وی", "او", "ایشان"})
_MINISTER = "وزیر"
# Spellings of one office, folded.
_USUAL = (("امورخارجه", "خارجه"), ("رییسجمهوریاسلامی", "رییسجمهور"), ("رییسجمهوری", "رییسجمهور"), ("سخنگوی", "سخنگو"))


def role_at(tokens: Sequence[Token], index: int, bodies: dict[int, int], depth: int = 0) -> Role | None:
    """The office that begins at token `index`, or None.

    `bodies`: first token → end token of each institution and each place found in the sentence.
    """
    found = head_book().matches(tokens, index)
    if not found or depth > 3:
        return None
    # «رئیس [کنگره حزب ...]»: an institution that goes on behind a listed office beats it.
    end, word = next((f for f in found if bodies.get(f[0], 0) > found[-1][0]), found[-1])
    key = _key(tokens, index, end)
    role = Role(
        index, end, end, key, word.level or Level.OTHER, word.part == "office", relation=word.part == "relation"
    )
    return _accepted(_extended(tokens, role, bodies, depth))


def _accepted(role: Role) -> Role | None:
    return role if role.whole or role.body or role.country or role.relative or role.relation else None


def _extended(tokens: Sequence[Token], role: Role, bodies: dict[int, int], depth: int) -> Role:
    """`role` with everything behind it that belongs to it."""
    role = _with_field(tokens, role)
    while True:
        longer = _step(tokens, role, bodies, depth)
        if longer is None:
            return _with_post(tokens, role, bodies)
        role = longer
        if role.country or role.relative:
            return _with_post(tokens, role, bodies)


def _with_field(tokens: Sequence[Token], role: Role) -> Role:
    """A minister with the ministry's field, and the country that is spelt with the head («رئیس جمهوری خلق چین»)."""
    if role.key.removeprefix("معاون").removeprefix("قایممقام") == _MINISTER:
        field = role_book("portfolio").longest(tokens, role.end)
        if field:
            return replace(role, end=field[0], head_end=field[0], key=_key(tokens, role.start, field[0]))
    if tokens[role.end - 1].key.endswith("جمهوری"):
        place = place_book().longest(tokens, role.end, "جمهوری")
        if place and place[1].kind is PlaceKind.COUNTRY:
            return replace(role, end=place[0], country=place[1].country)
    return role


def _key(tokens: Sequence[Token], start: int, end: int) -> str:
    key = "".join(t.key for t in tokens[start:end])
    for spelling, usual in _USUAL:
        key = key.replace(spelling, usual)
    return key


def _step(tokens: Sequence[Token], role: Role, bodies: dict[int, int], depth: int) -> Role | None:
    """`role` with one more part behind it, or None when nothing more belongs to it."""
    index = role.end
    if index >= len(tokens):
        return None
    return (
        _with_country(tokens, role)
        or _with_body(tokens, role, bodies)
        or _with_modifier(tokens, role)
        or _with_inner(tokens, role, bodies, depth)
        or _with_state_words(tokens, role)
        or _with_constituency(tokens, role)
        or _with_charge(tokens, role, bodies)
    )


def _with_country(tokens: Sequence[Token], role: Role) -> Role | None:
    index = role.end
    relative = _RELATIVE.longest(tokens, index)
    if relative:
        return replace(role, end=relative[0], relative=True)
    if tokens[index].key == "کشور" and role.whole and not place_at(tokens, index + 1):
        return replace(role, end=index + 1, country="IR")
    place = place_at(tokens, index)
    if (
        place
        and place[1].country
        and place[1].kind in (PlaceKind.COUNTRY, PlaceKind.CAPITAL, PlaceKind.SEAT, PlaceKind.CITY, PlaceKind.PROVINCE)
    ):
        return _with_own(tokens, replace(role, end=place[0], country=place[1].country))
    nationality = nationality_at(tokens, index)
    if nationality:
        return _with_own(tokens, replace(role, end=nationality[0], country=nationality[1].country))
    if role.relation and tokens[index].key in _OWN:
        return replace(role, end=index + 1, relative=True)
    return None


def _with_own(tokens: Sequence[Token], role: Role) -> Role:
    if role.relation and role.end < len(tokens) and tokens[role.end].key in _OWN:
        return replace(role, end=role.end + 1)
    return role


def _with_body(tokens: Sequence[Token], role: Role, bodies: dict[int, int]) -> Role | None:
    end = bodies.get(role.end)
    if end is None or role.relation:
        return None
    first = role.body[0] if role.body else role.end
    body = _key(tokens, role.end, end)
    country = state_at_end(tokens, role.end, end)
    return replace(role, end=end, body=(first, end), key=role.key + body, level=_level_at(role, body), country=country)


def state_at_end(tokens: Sequence[Token], start: int, end: int) -> str | None:
    """The state an institution's name ends with: «سفارت [ژاپن]», «وزارت خارجه [کشورمان]»."""
    for index in range(start + 1, end):
        for hit in (place_at(tokens, index), nationality_at(tokens, index)):
            if hit and hit[0] == end and hit[1].kind in (PlaceKind.COUNTRY, PlaceKind.OURS):
                return hit[1].country
    return None


# Where an office sits tells its level: beginnings of an institution's folded name, and the heads it holds for.
_CHAMBERS = ("مجلس", "پارلمان", "کنگره", "سنا", "مجمعملی", "دوما", "کنست")
_SEATS = (
    (Level.PARLIAMENT, (*_CHAMBERS, "کمیسیون", "فراکسیون", "هیاترییسهمجلس")),
    (
        Level.MILITARY,
        ("ارتش", "سپاه", "نیروی", "نیروهای", "ستادکل", "ستادمشترک", "ستادارتش", "قرارگاه", "گارد", "لشکر", "تیپ"),
    ),
)
_SEAT_HEADS = ("رییس", "نایبرییس", "نایب", "نماینده", "عضو", "سخنگو", "فرمانده", "جانشین", "معاون", "دبیر", "سناتور")


def _level_at(role: Role, body: str) -> Level:
    if not role.key.startswith(_SEAT_HEADS):
        return role.level
    if role.key.startswith(("معاون", "قایممقام")) and body.startswith("وزارت"):
        return Level.DEPUTY_MINISTER
    for level, seats in _SEATS:
        if body.startswith(seats) and role.level in (Level.OTHER, Level.MILITARY):
            return level if level is not Level.PARLIAMENT or _in_parliament(body) else role.level
    return role.level


def _in_parliament(body: str) -> bool:
    return any(word in body for word in (*_CHAMBERS, "فراکسیون", "کمیسیونامنیتملی"))


def _with_modifier(tokens: Sequence[Token], role: Role) -> Role | None:
    found = role_book("modifier").longest(tokens, role.end)
    if not found or role.body:
        return None
    return replace(role, end=found[0], former=role.former or tokens[role.end].key in _FORMER)


# Heads that serve another office.
_SERVING = ("معاون", "مشاور", "دستیار", "رییسدفتر", "سخنگو", "نماینده", "فرستاده", "جانشین", "قایممقام", "منشی", "عضو")


def _with_inner(tokens: Sequence[Token], role: Role, bodies: dict[int, int], depth: int) -> Role | None:
    """«معاون [وزیر خارجه روسیه]», «مشاور [رئیس‌جمهور]»."""
    if role.body or not role.key.startswith(_SERVING):
        return None
    inner = role_at(tokens, role.end, bodies, depth + 1)
    if inner is None or inner.relation:
        return None
    level = _level_under(role, inner)
    return replace(
        role,
        end=inner.end,
        key=role.key + inner.key,
        level=level,
        whole=role.whole or inner.whole,
        country=inner.country,
        relative=inner.relative,
        body=role.body or inner.body,
    )


def _level_under(role: Role, inner: Role) -> Level:
    if role.key.startswith("معاون") and inner.level is Level.MINISTER:
        return Level.DEPUTY_MINISTER
    if role.key.startswith("معاون") and inner.level in (Level.HEAD_OF_STATE, Level.HEAD_OF_GOVERNMENT):
        return Level.MINISTER
    return role.level if role.level in (Level.ENVOY, Level.MILITARY, Level.PARLIAMENT) else Level.OTHER


def _with_state_words(tokens: Sequence[Token], role: Role) -> Role | None:
    """«وزیر خارجه [دولت وفاق ملی] لیبی»: words that only count when the state's name follows them."""
    index = role.end
    while index < len(tokens) and tokens[index].key in _state_words():
        index += 1
    if index == role.end or index >= len(tokens):
        return None
    longer = _with_country(tokens, replace(role, end=index))
    return longer if longer and longer.country and not longer.relative else None


def _with_constituency(tokens: Sequence[Token], role: Role) -> Role | None:
    """«نماینده مردم [زنجان و طارم] ...»: the places a member stands for."""
    if not role.key.startswith("نمایندهمردم"):
        return None
    index = role.end
    while index < len(tokens):
        place = place_at(tokens, index)
        if place:
            index = place[0]
        elif index > role.end and tokens[index].key in ("و", "،") and place_at(tokens, index + 1):
            index += 1
        else:
            break
    return replace(role, end=index) if index > role.end else None


# Heads that are in charge of something that no list knows («معاون بازرسی و حمایت مصرف‌کنندگان سازمان ...»).
_CHARGED = (
    "معاون",
    "مدیر",
    "مدیرکل",
    "مدیرعامل",
    "رییس",
    "مسوول",
    "مسیول",
    "دبیر",
    "سرپرست",
    "سخنگو",
    "قایممقام",
    "مشاور",
)
_MOST_WORDS = 6


def _with_charge(tokens: Sequence[Token], role: Role, bodies: dict[int, int]) -> Role | None:
    """The field of a head up to the institution it belongs to, when nothing but words stands between."""
    if role.body or not role.key.startswith(_CHARGED) or role.whole:
        return None
    for index in range(role.end, min(role.end + _MOST_WORDS, len(tokens))):
        if index in bodies and index > role.end:
            return _with_body(tokens, replace(role, end=index), bodies)
        if not tokens[index].key.isalpha() or tokens[index].key in _stops():
            return None
    return None


def _with_post(tokens: Sequence[Token], role: Role, bodies: dict[int, int]) -> Role:
    """Where an envoy serves («سفیر ژاپن [در تهران]») and where a member sits («نماینده ... [در مجلس]»)."""
    index = role.end
    if index + 1 >= len(tokens) or tokens[index].key not in ("در", "نزد"):
        return role
    place = place_at(tokens, index + 1)
    if role.level is Level.ENVOY and place:
        return replace(role, end=place[0])
    if role.level is Level.PARLIAMENT and index + 1 in bodies and role.body is None:
        end = bodies[index + 1]
        return replace(role, end=end, body=(index + 1, end))
    return role
