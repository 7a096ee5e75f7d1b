"""The keys that names, offices and pages are compared by. Pure functions; no rule of who is who (identity.py)."""

from __future__ import annotations

import hashlib
import re
from functools import cache, lru_cache

from fanews.lexicon import rows
from fanews.model import Document
from fanews.store.data_files import data_rows
from fanews.text.fold import fold_key, phrase_pattern

_PRESIDENT = re.compile(r"(?<!\w)ر[ئی]یس ?جمهوری?(?!\w)")  # before «جمهوری ترکیه» is taken for the country
_COUNTERPART = "همتا"
LEAST_WORDS = 2  # of an office, to be found again in a longer title
_FORMER = frozenset(map(fold_key, ("سابق", "پیشین", "اسبق", "وقت", "منتخب", "موقت", "فقید")))
_NOT_THE_OFFICE = ("جدید", "فعلی", "کنونی", "محترم", "کشورمان", "کشور ما", "این کشور", "آن کشور", "کشورش", "خود",
                   "این رژیم", "جمهوری اسلامی")  # fmt: skip


def page_key(document: Document) -> str:
    """What a page is known by over ingests: its URL, else the file (and row) it was read from.

    >>> page_key(Document("7", "متن", origin="a.csv"))
    'a.csv#7'
    """
    if document.url:
        return document.url
    return f"{document.origin}#{document.path}" if document.origin else document.path


def content_hash(document: Document) -> str:
    """32 hex digits over the text and what the page states about itself; where it was read from does not count."""
    stated = (document.url, document.title, document.agency, document.published, document.published_kind)
    parts = [document.text, *("" if value is None else str(value) for value in stated)]
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def name_tokens(name: str) -> tuple[str, ...]:
    """The folded words of a person's name, without سید and without a blessing in brackets.

    >>> name_tokens("سید کاوه  نمونه‌ای") == (fold_key("کاوه"), fold_key("نمونهای"))
    True
    >>> name_tokens("امام رضا (ع)") == name_tokens("امام رضا")
    True
    """
    words = name.replace("\u200c", "").partition("(")[0].split()
    keys = [key for key in (fold_key(word) for word in words) if key]
    if len(keys) > 1:
        first = keys[0].removeprefix("سیده") if keys[0] == "سیده" else keys[0].removeprefix("سید")
        keys = keys[1:] if not first else [first if len(first) > 2 else keys[0], *keys[1:]]
    return tuple(keys)


def name_key(name: str | None) -> str | None:
    """The folded name without سید; null when nothing is left of it."""
    return "".join(name_tokens(name)) or None if name else None


def known_state(name: str | None) -> str | None:
    """The state that a full name is known to act for (fanews.lexicon's name_states), by its key."""
    return _name_states().get(name or "")


@cache
def _name_states() -> dict[str, str]:
    return {key: row["iso"] for row in rows("name_states") if (key := name_key(row["name"]))}


def is_outlet(name: str | None) -> bool:
    """Whether a name is, by its key, that of a news outlet and nobody's (fanews.lexicon's outlets)."""
    return name in _outlets()


@cache
def _outlets() -> frozenset[str | None]:
    known = (row for row in rows("outlets") if row["bare"] == "yes")
    return frozenset(name_key(form) for row in known for form in (row["name"], *row["forms"].split("|")) if form)


@lru_cache(maxsize=65536)
def thing_key(kind: str, surface: str, country: str | None) -> str | None:
    """The entity key of an organisation, a place or a described source; null when the words have no letter.

    The names of a state or of a capital are one place.

    >>> thing_key("place", "جمهوری عراق", "IQ") == thing_key("place", "عراق", "IQ")
    True
    """
    folded = fold_key(surface).casefold()
    if kind == "place" and country:
        folded = _place_names().get((folded, country), folded)
    return f"{kind}|{folded}|{(country or '') if kind != 'organisation' else ''}" if folded else None


@cache
def _place_names() -> dict[tuple[str, str], str]:
    """(folded spelling, country) → folded main name, of states and capitals."""
    names = {}
    for row in (*rows("capitals"), *rows("countries")):
        for spelling in (row["name"], *row["aliases"].split("|")):
            names[fold_key(spelling), row["iso"]] = fold_key(row["name"])
    return names


def office_key(role: str | None, country: str | None) -> str | None:
    """The folded office without the words for its country, its spellings joined by offices.tsv.

    A counterpart («همتای عراقی») holds an office that is not told: null.

    >>> office_key("وزیر خارجه عراق", "IQ") == office_key("وزیر امور خارجهٔ جمهوری عراق", "IQ")
    True
    >>> office_key("رئیس جمهوری اسلامی ایران", "IR") == office_key("رئیس‌جمهور", "IR")
    True
    """
    return "".join(office_words(role, country)) or None


@lru_cache(maxsize=65536)
def office_words(role: str | None, country: str | None) -> tuple[str, ...]:
    """The words that `office_key` is made of; none without an office.

    >>> office_words("وزیر خارجه عراق", "IQ")
    ('وزیر', 'امور', 'خارجه')
    """
    if not role:
        return ()
    plain = _PRESIDENT.sub("رئیس جمهور", " ".join(role.replace("\u200c", "").translate(_LETTERS).split()))
    plain = re.sub(_said_of_any_office(), " ", plain)
    if country:
        plain = re.sub(_country_words(country), " ", plain)
    words = tuple(key for word in plain.split() if (key := fold_key(word)))
    if words and words[0].startswith(_COUNTERPART):
        return ()
    return _offices().get("".join(words), words)


def is_longer_title(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two wordings are of one office: same first word, the one's words all in the other's, nobody «سابق».

    >>> is_longer_title(("رییس", "سازمان", "نمونه"), ("رییس", "نمونه"))
    True
    >>> is_longer_title(("وزیر", "دفاع"), ("وزیر", "دفاع", "سابق"))
    False
    """
    short, long = sorted((one, other), key=len)
    if len(short) < LEAST_WORDS or short[0] != long[0]:
        return False
    return set(short) <= set(long) and not (set(long) - set(short)) & _FORMER


@lru_cache(maxsize=4096)
def body_words(words: str, country: str | None) -> frozenset[str] | None:
    """What the words for a delegation say of it beside its country (bodies.tsv); null for words that name none.

    >>> body_words("هیأت پارلمانی عراق", "IQ"), body_words("یک هیأت بلندپایهٔ عراقی", "IQ")
    (frozenset({'پارلمانی'}), frozenset())
    >>> body_words("وزیر عراق", "IQ") is None
    True
    """
    kinds = _body_kinds()
    told = office_words(words, country)
    first = next((kinds.get(word, "") for word in told if kinds.get(word) != "plain"), "")
    return frozenset(word for word in told if kinds.get(word, "corps") == "corps") if first else None


@cache
def _body_kinds() -> dict[str, str]:
    return {fold_key(row["word"]): row["kind"] for row in data_rows("bodies")}


_LETTERS = str.maketrans({"ي": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "\u0654": None, "\xa0": " "})


@cache
def _said_of_any_office() -> str:
    return phrase_pattern(_NOT_THE_OFFICE)


@cache
def _country_words(country: str) -> str:
    """A pattern for the names and nationality words of a country; matches nothing for an unknown one."""
    words: list[str] = []
    for row in rows("countries"):
        if row["iso"] == country:
            words += [row["name"], *row["aliases"].split("|")]
    for row in rows("demonyms"):
        if row["iso"] == country:
            words += row["forms"].split("|")
    return phrase_pattern([w for w in words if w]) if any(words) else r"(?!)"


@cache
def _offices() -> dict[str, tuple[str, ...]]:
    """Folded spelling → the folded words of the office, from offices.tsv."""
    return {fold_key(row["spelling"]): tuple(map(fold_key, row["office"].split())) for row in data_rows("offices")}


_SINGLE_LEVELS = frozenset({"head_of_state", "head_of_government", "minister"})


def is_single_office(office: str, country: str | None, level: str | None) -> bool:
    """True for an office one person holds at a time: a country's leaders and ministers, and those of offices.tsv."""
    return country is not None and (level in _SINGLE_LEVELS or office in _single_offices())


@cache
def _single_offices() -> frozenset[str]:
    return frozenset("".join(words) for words in _offices().values())
