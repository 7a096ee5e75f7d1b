"""Gives every person, office, organisation and place of the store its id (identity.py has the rules).

Owns entities, entity_keys, retired_ids, office_holders and the id columns that point at entities.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from fanews.model import Level
from fanews.store.identity import Identity, Tenure, Told, holder_on, identify, office_entity_key
from fanews.store.naming import is_outlet, is_single_office, name_key, name_tokens, office_words, thing_key
from fanews.store.offices import Role, settle
from fanews.text.fold import fold_key

type Key = str

_STRINGS = pa.string()
_INT = pa.int32()


@dataclass(slots=True)
class _Named:
    """An entity to be: its key, the other keys it is known by, and the spellings with their counts."""

    key: Key
    others: set[Key]
    spellings: Counter[str]


def assign_entities(connection: duckdb.DuckDBPyConnection, ids: dict[str, int]) -> None:
    """Work out all identities anew and write the ids wherever they changed. `ids` holds the next free numbers."""
    named: dict[Key, _Named] = {}
    _fold_lone_names(connection)
    _people_and_offices(connection, named)
    _things(connection, named)
    numbers = _numbers(connection, named, ids)
    _save_entities(connection, named, numbers)
    _point_people(connection)
    _point_holders(connection)
    _point_the_rest(connection)
    _count(connection)


def _people_and_offices(connection: duckdb.DuckDBPyConnection, named: dict[Key, _Named]) -> None:
    """Fill temp table told(name_key, country, role_key, entity_key, office_key, rule)."""
    groups = connection.execute(
        "SELECT name_key, country, role_key, count(DISTINCT article_id), mode(name ORDER BY name),"
        " mode(role ORDER BY role), mode(level ORDER BY level)"
        " FROM (SELECT article_id, name_key, country, role_key, name, role, level FROM article_people"
        "   UNION ALL SELECT article_id, fold_of.key, NULL, NULL, surface, NULL, NULL FROM mentions"
        "   JOIN lone_names fold_of USING (surface) WHERE type = 'PER' AND person IS NULL)"
        " GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for key, _, _, articles, name, _, _ in groups:
        if key:
            spellings[key][name] += articles
    tokens = {key: name_tokens(_best(counter)) for key, counter in spellings.items()}
    told = [
        Told(key, tokens[key], country, office, articles) if key and not is_outlet(key) else None
        for key, country, office, articles, _, _, _ in groups
    ]
    identities = identify([one for one in told if one], *_corrections(connection))
    _name_people([one for one in told if one], identities, spellings, named)
    people = [identities[one] if one else None for one in told]
    offices = _offices(groups, people, named)
    rows = [
        (
            key,
            country,
            office,
            _entity(key, who, at, spellings, named),
            at,
            who.rule if who else "office",
        )
        for (key, country, office, *_), who, at in zip(groups, people, offices, strict=True)
    ]
    _temp(connection, "told", rows, ["name_key", "country", "role_key", "entity_key", "office_key", "rule"])


def _entity(
    name: str | None,
    who: Identity | None,
    office: Key | None,
    spellings: dict[str, Counter[str]],
    named: dict[Key, _Named],
) -> Key | None:
    """The entity of a group: its person, else the office, else the outlet that was taken for a person."""
    if who or office or not name:
        return (who.key if who else None) or office
    outlet = thing_key("organisation", _best(spellings[name]), None)
    if outlet:
        _entry(named, outlet).spellings.update(spellings[name])
    return outlet


def _offices(
    groups: list[tuple[Any, ...]], people: list[Identity | None], named: dict[Key, _Named]
) -> list[Key | None]:
    """The office of each group, and its spellings and keys (offices.py has the rules)."""
    roles = [
        _role(office, country, role, level, who, articles) if office else None
        for (_, country, office, articles, _, role, level), who in zip(groups, people, strict=True)
    ]
    keys = settle([role for role in roles if role])
    for (_, country, office, articles, _, words, _), role in zip(groups, roles, strict=True):
        if role:
            entry = _entry(named, keys[role])
            entry.spellings[words] += articles
            entry.others.update([office_entity_key(office, country)] if country else [])
    return [keys[role] if role else None for role in roles]


def _role(office: str, country: str | None, words: str, level: str | None, who: Identity | None, articles: int) -> Role:
    told = office_words(words, country)
    return Role(
        office, told, country, level, (who.key or None) if who else None, who.country if who else None, articles
    )


def _name_people(
    told: Iterable[Told],
    identities: dict[Told, Identity],
    spellings: dict[str, Counter[str]],
    named: dict[Key, _Named],
) -> None:
    """Spellings and keys of each person; only the fullest names count as spellings."""
    for one in told:
        if not identities[one].key:
            continue
        entry = _entry(named, identities[one].key)
        own = f"person|{one.name_key}|{one.country or ''}"
        entry.others.add(own)
        if f"|{one.name_key}|" in entry.key:
            entry.spellings[_best(spellings[one.name_key])] += one.articles


def _corrections(connection: duckdb.DuckDBPyConnection) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    rows = connection.execute("SELECT kind, subject, object FROM corrections ORDER BY correction_id").fetchall()
    same = [(subject, other) for kind, subject, other in rows if kind == "same_entity"]
    return same, [(subject, other) for kind, subject, other in rows if kind == "different_entity"]


def _things(connection: duckdb.DuckDBPyConnection, named: dict[Key, _Named]) -> None:
    """Fill temp table things(type, surface, country, entity_key) for organisations, places and named speakers."""
    rows = []
    found = connection.execute(
        "SELECT type, surface, country, count(*) FROM mentions WHERE type IN ('ORG', 'LOC') GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    for kind, surface, country, count in found:
        key = thing_key("place" if kind == "LOC" else "organisation", surface, country)
        if key:
            _entry(named, key).spellings[surface] += count
            rows.append((kind, surface, country, key))
    rows += _speakers_without_person(connection, named)
    _temp(connection, "things", rows, ["type", "surface", "country", "entity_key"])


def _speakers_without_person(
    connection: duckdb.DuckDBPyConnection, named: dict[Key, _Named]
) -> list[tuple[str, str, str | None, Key]]:
    """Institutions and described sources that speak or travel, as rows of `things` of type SPEAKER."""
    found = connection.execute(
        "SELECT speaker, speaker_country, count(*) FROM quotes WHERE person IS NULL AND speaker <> '' GROUP BY ALL"
        " UNION ALL SELECT visitor, visitor_country, count(*) FROM visit_mentions WHERE person IS NULL GROUP BY ALL"
        " ORDER BY ALL"
    ).fetchall()
    rows = []
    for speaker, country, count in found:
        kinds = (("organisation", None), ("place", country), ("place", None), ("other", country))
        keys = [key for kind, place in kinds if (key := thing_key(kind, speaker, place))]
        if keys:
            key = next((known for known in keys if known in named), keys[-1])
            _entry(named, key).spellings[speaker] += count
            rows.append(("SPEAKER", speaker, country, key))
    return list(dict.fromkeys(rows))


def _entry(named: dict[Key, _Named], key: Key) -> _Named:
    return named.setdefault(key, _Named(key, set(), Counter()))


def _best(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda s: (-spellings[s], -len(s), s))


def _numbers(connection: duckdb.DuckDBPyConnection, named: dict[Key, _Named], ids: dict[str, int]) -> dict[Key, int]:
    """The id of each entity: its own key's, else the oldest of its other keys', else a new one."""
    old: dict[Key, int] = dict(connection.execute("SELECT entity_key, entity_id FROM entity_keys").fetchall())
    owner: dict[int, Key] = dict(connection.execute("SELECT entity_id, entity_key FROM entities").fetchall())
    numbers = {key: old[key] for key in named if key in old}
    # keys that were one entity until now: the id stays with the one that named it
    taken: dict[int, Key] = {}
    for key in sorted(numbers, key=lambda k: (owner.get(old[k]) != k, k)):
        if taken.setdefault(numbers[key], key) != key:
            del numbers[key]
    for key, entry in sorted(named.items()):
        if key not in numbers:
            free = sorted({old[k] for k in entry.others if k in old} - taken.keys())
            numbers[key] = free[0] if free else _new_id(ids)
            taken[numbers[key]] = key
    _save_keys(connection, named, numbers, old, taken)
    return numbers


def _new_id(ids: dict[str, int]) -> int:
    number = ids.setdefault("entity_id", 1)
    ids["entity_id"] = number + 1
    return number


def _save_keys(
    connection: duckdb.DuckDBPyConnection,
    named: dict[Key, _Named],
    numbers: dict[Key, int],
    old: dict[Key, int],
    taken: dict[int, Key],
) -> None:
    now = dict(old)
    for key, entry in named.items():
        now.update(dict.fromkeys((key, *(k for k in entry.others if k not in named)), numbers[key]))
    retired = [(old[k], now[k]) for k in old if old[k] != now[k] and old[k] not in taken]
    changed = [(k, n) for k, n in now.items() if old.get(k) != n]
    _temp(connection, "changed_keys", changed, ["entity_key", "entity_id"], [_STRINGS, _INT])
    _temp(connection, "retired", retired, ["entity_id", "became_id"], [_INT, _INT])
    connection.execute("DELETE FROM entity_keys WHERE entity_key IN (SELECT entity_key FROM changed_keys)")
    connection.execute("INSERT INTO entity_keys BY NAME SELECT * FROM changed_keys")
    connection.execute(
        "UPDATE retired_ids i SET became_id = r.became_id FROM retired r WHERE i.became_id = r.entity_id"
    )
    connection.execute(
        "INSERT OR REPLACE INTO retired_ids SELECT entity_id, min(became_id) FROM retired GROUP BY entity_id"
    )


def _save_entities(connection: duckdb.DuckDBPyConnection, named: dict[Key, _Named], numbers: dict[Key, int]) -> None:
    rows: list[tuple[Any, ...]] = []
    for key, entry in named.items():
        kind, _, rest = key.partition("|")
        name = _best(entry.spellings)
        rows.append((numbers[key], kind, key, name, name_key(name) or fold_key(name) or name, rest.rpartition("|")[2]))
    names = ["entity_id", "kind", "entity_key", "name", "folded", "country"]
    _temp(connection, "named", rows, names, [_INT, *[_STRINGS] * 5])
    same = "n.entity_id = e.entity_id AND n.entity_key = e.entity_key AND n.name = e.name AND n.folded = e.folded"
    connection.execute(f"DELETE FROM entities e WHERE NOT EXISTS (SELECT 1 FROM named n WHERE {same})")
    connection.execute(
        "INSERT INTO entities BY NAME SELECT * REPLACE (nullif(country, '') AS country), 0 AS articles, 0 AS mentions,"
        " 0 AS quotes, 0 AS visits FROM named ANTI JOIN entities USING (entity_id) ORDER BY entity_id"
    )


def _point_people(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "UPDATE article_people p SET entity_id = n.entity_id, office_id = n.office_id, rule = n.rule FROM"
        " (SELECT t.*, e.entity_id, o.entity_id AS office_id FROM told t LEFT JOIN entities e USING (entity_key)"
        "  LEFT JOIN entities o ON o.entity_key = t.office_key) n"
        " WHERE p.name_key IS NOT DISTINCT FROM n.name_key AND p.country IS NOT DISTINCT FROM n.country"
        " AND p.role_key IS NOT DISTINCT FROM n.role_key AND (p.entity_id IS DISTINCT FROM n.entity_id"
        " OR p.office_id IS DISTINCT FROM n.office_id OR p.rule IS DISTINCT FROM n.rule)"
    )


def _point_holders(connection: duckdb.DuckDBPyConnection) -> None:
    """Learn office_holders, then say who held the office where only the role is known."""
    connection.execute("DELETE FROM office_holders")
    connection.execute(
        "INSERT INTO office_holders SELECT office_id, p.entity_id, min(published), max(published),"
        " count(DISTINCT article_id) FROM article_people p JOIN articles USING (article_id)"
        " JOIN entities e ON e.entity_id = p.entity_id AND e.kind = 'person' JOIN entities o ON o.entity_id = office_id"
        " WHERE e.country IS NULL OR o.country IS NULL OR e.country = o.country GROUP BY ALL"
    )
    tenures: dict[int, list[Tenure]] = defaultdict(list)
    for office, *tenure in connection.execute("SELECT * FROM office_holders").fetchall():
        tenures[office].append(Tenure(*tenure))
    asked = connection.execute(
        "SELECT DISTINCT office_id, published, role_key, o.country, p.level FROM article_people p"
        " JOIN articles USING (article_id) JOIN entities o ON o.entity_id = office_id WHERE name_key IS NULL"
    ).fetchall()
    rows = [
        (office, day, holder_on(day, tenures[office]) if is_single_office(key, country, level) else None, level)
        for office, day, key, country, level in asked
    ]
    types = [_INT, pa.date32(), _INT, _STRINGS]
    _temp(connection, "holders", rows, ["office_id", "published", "holder_id", "level"], types)
    connection.execute(
        "UPDATE article_people p SET holder_id = h.holder_id FROM articles a, holders h WHERE a.article_id ="
        " p.article_id AND h.office_id = p.office_id AND h.published IS NOT DISTINCT FROM a.published AND h.level IS"
        " NOT DISTINCT FROM p.level AND p.name_key IS NULL AND p.holder_id IS DISTINCT FROM h.holder_id"
    )


def _point_the_rest(connection: duckdb.DuckDBPyConnection) -> None:
    """Mentions, quotes and visit mentions: through the article's person, else by their own words."""
    connection.execute(
        "UPDATE mentions m SET entity_id = p.entity_id FROM article_people p WHERE m.person IS NOT NULL AND"
        " p.article_id = m.article_id AND p.person = m.person AND m.entity_id IS DISTINCT FROM p.entity_id"
    )
    connection.execute(
        "UPDATE mentions m SET entity_id = e.entity_id FROM things t JOIN entities e USING (entity_key) WHERE"
        " m.type = t.type AND m.surface = t.surface AND m.country IS NOT DISTINCT FROM t.country"
        " AND m.person IS NULL AND m.entity_id IS DISTINCT FROM e.entity_id"
    )
    connection.execute(
        "UPDATE mentions m SET entity_id = e.entity_id FROM lone_names l JOIN told t ON t.name_key = l.key AND"
        " t.country IS NULL AND t.role_key IS NULL JOIN entities e USING (entity_key) WHERE m.type = 'PER' AND"
        " m.person IS NULL AND m.surface = l.surface AND m.entity_id IS DISTINCT FROM e.entity_id"
    )
    for table, speaker, column in (("quotes", "speaker", "speaker_id"), ("visit_mentions", "visitor", "visitor_id")):
        connection.execute(
            f"UPDATE {table} q SET {column} = p.entity_id, office_id = p.office_id, holder_id = p.holder_id"
            " FROM article_people p WHERE p.article_id = q.article_id AND p.person = q.person AND"
            f" (q.{column} IS DISTINCT FROM p.entity_id OR q.office_id IS DISTINCT FROM p.office_id"
            " OR q.holder_id IS DISTINCT FROM p.holder_id)"
        )
        connection.execute(
            f"UPDATE {table} q SET {column} = e.entity_id FROM things t JOIN entities e USING (entity_key) WHERE"
            f" t.type = 'SPEAKER' AND q.person IS NULL AND q.{speaker} = t.surface AND q.{speaker}_country IS NOT"
            f" DISTINCT FROM t.country AND q.{column} IS DISTINCT FROM e.entity_id"
        )


def _count(connection: duckdb.DuckDBPyConnection) -> None:
    """Counts, days and the usual role of each entity. Visits are counted when they are merged (events)."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE seen AS SELECT entity_id, article_id, sum(mentions) mentions, sum(quotes) quotes"
        " FROM (SELECT entity_id, article_id, count(*) mentions, 0 quotes FROM mentions WHERE entity_id IS NOT NULL"
        "   GROUP BY ALL UNION ALL SELECT speaker_id, article_id, 0, count(*) FROM quotes WHERE speaker_id IS NOT NULL"
        "   GROUP BY ALL UNION ALL SELECT entity_id, article_id, 0, 0 FROM article_people WHERE entity_id IS NOT NULL"
        "   UNION ALL SELECT office_id, article_id, 0, 0 FROM article_people WHERE office_id IS NOT NULL"
        "   UNION ALL SELECT visitor_id, article_id, 0, 0 FROM visit_mentions WHERE visitor_id IS NOT NULL)"
        " GROUP BY ALL"
    )
    connection.execute(
        "UPDATE entities e SET articles = n.articles, mentions = n.mentions, quotes = n.quotes, first_day ="
        " n.first_day, last_day = n.last_day FROM (SELECT entity_id, count(*) articles, sum(mentions) mentions,"
        " sum(quotes) quotes, min(published) first_day, max(published) last_day FROM seen JOIN articles"
        " USING (article_id) GROUP BY entity_id) n WHERE n.entity_id = e.entity_id AND (n.articles <> e.articles OR"
        " n.mentions <> e.mentions OR n.quotes <> e.quotes OR n.first_day IS DISTINCT FROM e.first_day"
        " OR n.last_day IS DISTINCT FROM e.last_day)"
    )
    _choose_roles(connection)


def _choose_roles(connection: duckdb.DuckDBPyConnection) -> None:
    """The office most articles give, those with the full name counting double; of equals the highest, then the latest.

    Its commonest wording is the role.
    """
    levels = [level.value for level in Level]
    connection.execute(
        "UPDATE entities e SET role = n.role, level = n.level FROM ("
        " SELECT entity_id, mode(role ORDER BY length(role) DESC, role) AS role, mode(level ORDER BY level) AS level,"
        " sum(CASE rule WHEN 'full_name' THEN 2 ELSE 1 END) AS weight, min(list_position(?, level)) AS rank,"
        " max(published) AS last_day FROM article_people JOIN articles USING (article_id)"
        " WHERE role IS NOT NULL AND entity_id IS NOT NULL GROUP BY entity_id, office_id"
        " QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY office_id IS NULL, weight DESC, rank NULLS LAST,"
        " last_day DESC NULLS LAST, office_id) = 1) n WHERE n.entity_id = e.entity_id"
        " AND (n.role IS DISTINCT FROM e.role OR n.level IS DISTINCT FROM e.level)",
        [levels],
    )
    connection.execute(
        "UPDATE entities SET role = NULL, level = NULL WHERE role IS NOT NULL AND entity_id NOT IN"
        " (SELECT entity_id FROM article_people WHERE role IS NOT NULL AND entity_id IS NOT NULL)"
    )


def _fold_lone_names(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill temp table lone_names(surface, key): PER mentions that belong to no person of their article."""
    found = connection.execute("SELECT DISTINCT surface FROM mentions WHERE type = 'PER' AND person IS NULL").fetchall()
    rows = [(surface, key) for (surface,) in found if (key := name_key(surface))]
    _temp(connection, "lone_names", rows, ["surface", "key"])


def _temp(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    rows: list[tuple[Any, ...]],
    columns: list[str],
    types: list[pa.DataType] | None = None,
) -> None:
    """A temporary table of `rows`; columns are strings unless `types` says otherwise."""
    fields = list(zip(columns, types or [_STRINGS] * len(columns), strict=True))
    arrays = [pa.array([row[n] for row in rows], kind) for n, (_, kind) in enumerate(fields)]
    connection.register("temp_rows", pa.table(arrays, names=columns))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM temp_rows")
    connection.unregister("temp_rows")
