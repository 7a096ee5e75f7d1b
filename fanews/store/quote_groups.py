"""Groups quotes that tell the same words, in one article (headline, lead, body) or in several.

Owns quotes.group_id. Two quotes of one speaker are one group when their folded words are the same, or when they begin
or end with the same `EDGE_WORDS` words and share at least `SHARED` of their words.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

EDGE_WORDS = 6
SHARED = 0.6  # Jaccard, of the sets of words

_PAIRS = f"""
    WITH words AS (
        SELECT quote_id, coalesce(speaker_id, -quote_id) AS speaker, string_split(trim(folded), ' ') AS words
        FROM quote_search JOIN quotes USING (quote_id) WHERE folded <> ''
    ), edges AS (
        SELECT quote_id, speaker, words, 'all' AS edge, hash(words) AS bucket FROM words
        UNION ALL SELECT quote_id, speaker, words, 'first', hash(words[:{EDGE_WORDS}]) FROM words
            WHERE len(words) >= {EDGE_WORDS}
        UNION ALL SELECT quote_id, speaker, words, 'last', hash(words[-{EDGE_WORDS}:]) FROM words
            WHERE len(words) >= {EDGE_WORDS}
    ), numbered AS (
        SELECT *, first_value(quote_id) OVER same AS first_id, first_value(words) OVER same AS first_words
        FROM edges WINDOW same AS (PARTITION BY speaker, edge, bucket ORDER BY quote_id)
    )
    SELECT DISTINCT first_id, quote_id FROM numbered WHERE quote_id <> first_id AND (edge = 'all'
        OR len(list_intersect(words, first_words)) >= {SHARED} * len(list_distinct(words || first_words)))
    ORDER BY ALL
"""


def group_quotes(connection: duckdb.DuckDBPyConnection) -> None:
    """Work out all groups anew and write them where they changed."""
    root: dict[int, int] = {}
    for first, second in connection.execute(_PAIRS).fetchall():
        one, other = sorted((_find(root, first), _find(root, second)))
        root[other] = one
    names = {"quote_id": list(root), "group_id": [_find(root, quote) for quote in root]}
    connection.register("grouped", pa.table(names, schema=pa.schema({name: pa.int32() for name in names})))
    connection.execute(
        "UPDATE quotes q SET group_id = n.group_id FROM (SELECT quote_id, coalesce(g.group_id, quote_id) AS group_id"
        " FROM quotes LEFT JOIN grouped g USING (quote_id)) n WHERE n.quote_id = q.quote_id"
        " AND q.group_id IS DISTINCT FROM n.group_id"
    )
    connection.unregister("grouped")


def _find(root: dict[int, int], quote: int) -> int:
    while quote in root and root[quote] != quote:
        quote = root[quote]
    return quote
