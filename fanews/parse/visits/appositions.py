"""Names and offices that stand together: «X، وزیر ...», «فرستادهٔ ویژه، X،», «معاون X».

Owns the joining of parties that stand side by side. It resolves no states but those the joined ones have.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from fanews.model import Level
from fanews.parse.reading import ActorKind
from fanews.parse.visits.grammar import words
from fanews.parse.visits.party import HOME, Party, sounds_persian
from fanews.text import fold_key

_APPOSITION = re.compile(r"[»\"]?(?: (?!به|از|با|در|برای|که|و|را|هم|نیز|روز)\w+){0,2}[»\"]?\s*[،,]?\s*")


def with_appositions(norm: str, parties: list[Party]) -> list[Party]:
    """«سامان [راد]، وزیر نیروی اردن»: a name without an office and the office right behind it are one party."""
    joined: list[Party] = []
    for party in parties:
        last = joined[-1] if joined else None
        if (
            last
            and last.kind is ActorKind.PERSON
            and not last.role
            and party.kind is ActorKind.ROLE
            and not party.name
            and _APPOSITION.fullmatch(norm, last.end, party.start)
        ):
            name = " ".join(norm[last.start : party.start].strip(' ،,«»"').split())
            joined[-1] = replace(party, start=last.start, kind=ActorKind.PERSON, name=name)
        else:
            joined.append(party)
    return _with_only_office(_with_inserted_names(norm, joined))


def _with_only_office(parties: list[Party]) -> list[Party]:
    """One foreign name without an office and one foreign office without a name in an article are one person."""
    names = {p.key for p in parties if p.kind is ActorKind.PERSON and not p.role and not p.country}
    if any(sounds_persian(p.name or "", True) for p in parties if p.key in names and p.name):
        return parties
    offices = {p.key: p for p in parties if p.kind is ActorKind.ROLE and not p.name and p.country not in (None, HOME)}
    if len(names) != 1 or len(offices) != 1:
        return parties
    office = next(iter(offices.values()))
    if office.level in (None, Level.OTHER, Level.ENVOY):
        return parties
    return [
        replace(p, role=office.role, country=office.country, level=office.level) if p.key in names else p
        for p in parties
    ]


_INSERTED = re.compile(r"\s*[،,]\s*[«\"]?")
_CLOSED = re.compile(r"[»\"]?\s*[،,]")


def _with_inserted_names(norm: str, parties: list[Party]) -> list[Party]:
    """«فرستادهٔ ویژه، راد، ...»: an office and the name put between commas behind it are one party."""
    joined: dict[int, Party] = {}
    for office, name in pairwise(parties):
        bare = office.kind is ActorKind.ROLE and not office.name and name.kind is ActorKind.PERSON and not name.role
        if bare and _INSERTED.fullmatch(norm, office.end, name.start) and _CLOSED.match(norm, name.end):
            state = office.country or name.country
            joined[office.start] = replace(name, start=office.start, role=office.role, country=state)
            joined[name.start] = joined[office.start]
    return list(dict.fromkeys(joined.get(p.start, p) for p in parties))


def with_heads(norm: str, parties: list[Party]) -> list[Party]:
    """«معاون سامان راد», «یکی از نزدیکان راد»: who travels is the one in front of the name, not the one named."""
    return [_behind_head(norm, p) if p.kind in (ActorKind.PERSON, ActorKind.ROLE) else p for p in parties]


def _behind_head(norm: str, party: Party) -> Party:
    for word_class in ("deputy", "kin") if party.kind is ActorKind.PERSON else ("retinue",):
        found = list(words(word_class).finditer(norm, max(0, party.start - 40), party.start))
        if found and not norm[found[-1].end() : party.start].strip(' «"'):
            head = found[-1].start()
            label = " ".join(norm[head : party.end].split())
            country = party.country if word_class == "deputy" else None
            return Party(head, party.end, ActorKind.ROLE, f"role:{fold_key(label)}", None, label, country, None, None)
    return party
