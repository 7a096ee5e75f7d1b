"""Every invariant of a store, checked over all its rows in SQL.

Owns the list of invariants that a CHECK in schema.sql cannot express, because they look across tables. A version is
published only when none is violated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from fanews.store.reader import Reader, translated


@dataclass(frozen=True, slots=True)
class Violation:
    """`rule` names the invariant, `count` says how many rows break it, `example` shows one of them."""

    rule: str
    count: int
    example: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.count} rows, such as {self.example}"


_AT_ONCE = 20_000  # articles whose texts are held at one time
# Bytes. In a longer text the database, which counts characters from its beginning, takes minutes over many spans.
_LONG = 100_000

# table, start, end, surface: text[start:end] == surface
_SPANS = (
    ("mentions", "start_char", "end_char", "surface"),
    ("quotes", "start_char", "end_char", "surface"),
    ("quotes", "cue_start", "cue_end", "cue"),
    ("quotes", "mention_start", "mention_end", "mention"),
    ("visit_mentions", "start_char", "end_char", "surface"),
    ("visit_mentions", "trigger_start", "trigger_end", "trigger_surface"),
    ("date_evidence", "start_char", "end_char", "surface"),
    ("conflict_spans", "start_char", "end_char", "surface"),
    ("articles", "title_start", "title_end", "title"),
)

# table, columns, table they must be found in, its columns; null references nothing
_REFERENCES = (
    ("articles", "run_id", "runs", "run_id"),
    ("articles", "first_run_id", "runs", "run_id"),
    ("rejected_inputs", "run_id", "runs", "run_id"),
    ("date_evidence", "article_id", "articles", "article_id"),
    ("conflicts", "article_id", "articles", "article_id"),
    ("conflict_spans", "article_id, conflict", "conflicts", "article_id, ordinal"),
    ("article_people", "article_id", "articles", "article_id"),
    ("mentions", "article_id", "articles", "article_id"),
    ("quotes", "article_id", "articles", "article_id"),
    ("visit_mentions", "article_id", "articles", "article_id"),
    ("mentions", "article_id, person", "article_people", "article_id, person"),
    ("quotes", "article_id, person", "article_people", "article_id, person"),
    ("visit_mentions", "article_id, person", "article_people", "article_id, person"),
    ("article_people", "entity_id", "entities", "entity_id"),
    ("article_people", "office_id", "entities", "entity_id"),
    ("article_people", "holder_id", "entities", "entity_id"),
    ("office_holders", "office_id", "entities", "entity_id"),
    ("office_holders", "person_id", "entities", "entity_id"),
    ("mentions", "entity_id", "entities", "entity_id"),
    ("quotes", "speaker_id", "entities", "entity_id"),
    ("quotes", "office_id", "entities", "entity_id"),
    ("quotes", "holder_id", "entities", "entity_id"),
    ("quotes", "group_id", "quotes", "quote_id"),
    ("visit_mentions", "visitor_id", "entities", "entity_id"),
    ("visit_mentions", "office_id", "entities", "entity_id"),
    ("visit_mentions", "holder_id", "entities", "entity_id"),
    ("visit_mentions", "visit_id", "visits", "visit_id"),
    ("visits", "visitor_id", "entities", "entity_id"),
    ("visits", "office_id", "entities", "entity_id"),
    ("visits", "visit_id", "visit_mentions", "visit_id"),
    ("visit_sources", "visit_id", "visits", "visit_id"),
    ("visit_sources", "visit_mention_id, visit_id", "visit_mentions", "visit_mention_id, visit_id"),
    ("article_search", "article_id", "articles", "article_id"),
    ("articles", "article_id", "article_search", "article_id"),
    ("quote_search", "quote_id", "quotes", "quote_id"),
    ("quotes", "quote_id", "quote_search", "quote_id"),
    ("quotes", "quote_id", "quote_list", "quote_id"),
    ("quote_list", "quote_id", "quotes", "quote_id"),
    ("article_terms", "article_id", "articles", "article_id"),
    ("article_terms", "word_id", "search_words", "word_id"),
    ("article_pairs", "article_id", "articles", "article_id"),
    ("quote_terms", "quote_id", "quotes", "quote_id"),
    ("quote_terms", "word_id", "search_words", "word_id"),
    ("quote_pairs", "quote_id", "quotes", "quote_id"),
    ("entities", "entity_key, entity_id", "entity_keys", "entity_key, entity_id"),
)

# rule, rows that break it (first column: an example)
_RULES = (
    ("every mention of a visit belongs to a visit",
     "SELECT visit_mention_id FROM visit_mentions WHERE visit_id IS NULL"),
    ("an article's people are numbered once",
     "SELECT article_id FROM article_people GROUP BY article_id, person HAVING count(*) > 1"),
    ("a content is stored once", "SELECT content_hash FROM articles GROUP BY content_hash HAVING count(*) > 1"),
    ("a day of publication has its evidence",
     "SELECT article_id FROM articles a WHERE published IS NOT NULL AND NOT EXISTS (SELECT 1"
     " FROM date_evidence e WHERE e.article_id = a.article_id AND chosen AND day = published)"),
    ("a visit counts its mentions", "SELECT visit_id FROM visits v JOIN (SELECT visit_id, count(*) n, count(DISTINCT"
     " article_id) a FROM visit_mentions GROUP BY visit_id) USING (visit_id) WHERE n <> mentions OR a <> articles"),
    ("a finished run is counted", "SELECT run_id FROM runs WHERE finished_at IS NULL"),
    ("a run counts its rejected inputs", "SELECT run_id FROM runs r WHERE rejected <> (SELECT count(*) FROM"
     " rejected_inputs i WHERE i.run_id = r.run_id)"),
    ("a list of quotes says what quotes and articles say", "SELECT quote_id FROM quote_list l JOIN quotes q USING"
     " (quote_id) JOIN articles a USING (article_id) WHERE l.speaker_id IS DISTINCT FROM q.speaker_id OR l.kind <>"
     " q.kind OR l.speaker_country IS DISTINCT FROM q.speaker_country OR l.outlet IS DISTINCT FROM a.outlet OR"
     " l.published IS DISTINCT FROM a.published OR l.group_id <> q.group_id"),
    ("a list of quotes names each once, in its place", "SELECT quote_id FROM quote_list l JOIN (SELECT quote_id,"
     " row_number() OVER (ORDER BY published DESC NULLS LAST, quote_id) n FROM quote_list) USING (quote_id)"
     " WHERE n <> place"),
    ("who is named in an article is counted by its mentions", "SELECT entity_id FROM entity_articles FULL JOIN (SELECT"
     " entity_id, article_id, count(*) n FROM mentions WHERE entity_id IS NOT NULL GROUP BY ALL) USING (entity_id,"
     " article_id) LEFT JOIN articles a USING (article_id) WHERE n IS DISTINCT FROM mentions OR"
     " entity_articles.published IS DISTINCT FROM a.published"),
    ("counts of outlets count articles", "SELECT value FROM list_counts c WHERE list = 'articles' AND field = 'outlet'"
     " AND counted <> (SELECT count(*) FROM articles WHERE outlet = c.value)"),
    ("one row says what the store is", "SELECT count(*) FROM store_info HAVING count(*) <> 1"),
    ("no id is given twice",
     "SELECT name FROM next_ids WHERE (name = 'article_id' AND next_id <= (SELECT max(article_id)"
     " FROM articles)) OR (name = 'quote_id' AND next_id <= (SELECT max(quote_id) FROM quotes)) OR (name = 'entity_id'"
     " AND next_id <= (SELECT max(entity_id) FROM entity_keys)) OR (name = 'visit_id' AND next_id <= (SELECT"
     " max(visit_id) FROM visits))"),
)  # fmt: skip


def check_store(store_dir: Path | str) -> list[Violation]:
    """What is broken in the current version; empty when nothing is. Raises StoreError when it cannot be opened."""
    try:
        return check_connection(Reader(store_dir).snapshot().cursor())
    except duckdb.Error as error:
        raise translated(error) from error


def check_connection(connection: duckdb.DuckDBPyConnection, run_id: int | None = None) -> list[Violation]:
    """The same for an open connection.

    With `run_id` the words at offsets are compared in the articles that run wrote: the others' rows were compared when
    they were written, and are copies. Every other rule is checked over the whole store.
    """
    spans = (_span_violation(connection, run_id, *names) for names in _SPANS)
    rules = (_violation(connection, rule, sql) for rule, sql in _invariants())
    return [violation for violation in (*spans, *rules) if violation]


def _invariants() -> Iterator[tuple[str, str]]:
    for table, columns, target, keys in _REFERENCES:
        yield f"{table}.({columns}) is in {target}", _reference_sql(table, columns, target, keys)
    yield from _RULES


def _span_violation(
    connection: duckdb.DuckDBPyConnection, run_id: int | None, table: str, start: str, end: str, surface: str
) -> Violation | None:
    """Compares every surface with the text, `_AT_ONCE` articles at a time: all texts at once take gigabytes."""
    join = "" if table == "articles" else " JOIN articles USING (article_id)"
    differs = f"substring(text, {start} + 1, {end} - {start}) IS DISTINCT FROM {table}.{surface}"
    short = f"strlen(text) <= {_LONG} AND {start} IS NOT NULL"
    sql = f"SELECT count(*), min(article_id) FROM {table}{join} WHERE {short} AND {differs}"
    of_run = "" if run_id is None else f" AND run_id = {run_id:d}"
    ((lowest, highest),) = connection.execute(
        f"SELECT coalesce(min(article_id), 0), coalesce(max(article_id), -1) FROM articles WHERE true{of_run}"
    ).fetchall()
    wrong, example = _wrong_in_long_texts(connection, of_run, table, start, end, surface)
    for first in range(lowest, highest + 1, _AT_ONCE):
        within = [first, first + _AT_ONCE]
        ((count, article),) = connection.execute(
            f"{sql}{of_run} AND article_id >= ? AND article_id < ?", within
        ).fetchall()
        wrong, example = wrong + count, article if example is None else example
    return Violation(f"{table}.{surface} is the text at its offsets", wrong, f"article {example}") if wrong else None


def _wrong_in_long_texts(
    connection: duckdb.DuckDBPyConnection, of_run: str, table: str, start: str, end: str, surface: str
) -> tuple[int, int | None]:
    """How many surfaces differ from the text, and an article where one does."""
    wrong, example = 0, None
    long = connection.execute(f"SELECT article_id FROM articles WHERE strlen(text) > {_LONG}{of_run}").fetchall()
    for (article,) in long:
        ((text,),) = connection.execute("SELECT text FROM articles WHERE article_id = ?", [article]).fetchall()
        spans = f"SELECT {start}, {end}, {surface} FROM {table} WHERE article_id = ? AND {start} IS NOT NULL"
        here = sum(text[a:b] != words for a, b, words in connection.execute(spans, [article]).fetchall())
        wrong, example = wrong + here, article if here and example is None else example
    return wrong, example


def _reference_sql(table: str, columns: str, target: str, keys: str) -> str:
    names, wanted = columns.split(", "), keys.split(", ")
    present = " AND ".join(f"t.{name} IS NOT NULL" for name in names)
    equal = " AND ".join(f"k.{key} = t.{name}" for name, key in zip(names, wanted, strict=True))
    return f"SELECT t.{names[0]} FROM {table} t ANTI JOIN {target} k ON {equal} WHERE {present}"


def _violation(connection: duckdb.DuckDBPyConnection, rule: str, sql: str) -> Violation | None:
    ((count, example),) = connection.execute(f"SELECT count(*), min(COLUMNS(*)) FROM ({sql})").fetchall()
    return Violation(rule, count, str(example)) if count else None
