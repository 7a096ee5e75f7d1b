"""What the reading view asks: one article with everything that points into its text."""

from __future__ import annotations

from fanews.store.queries.rows import Row
from fanews.store.reader import Snapshot


def article(db: Snapshot, article_id: int) -> Row | None:
    """The article's own row, or None."""
    return db.one("SELECT * FROM articles WHERE article_id = ?", [article_id])


def mentions(db: Snapshot, article_id: int) -> list[Row]:
    """Every mention in its text, with the entity it names over all articles."""
    return db.rows(
        """SELECT m.*, e.name AS entity_name, e.kind AS entity_kind, e.role AS entity_role, e.country AS entity_country
           FROM mentions m LEFT JOIN entities e USING (entity_id)
           WHERE m.article_id = ? ORDER BY m.start_char, m.end_char DESC""",
        [article_id],
    )


def article_quotes(db: Snapshot, article_id: int) -> list[Row]:
    """Its quotes in reading order, with the speaker over all articles."""
    return db.rows(
        """SELECT q.*, e.name AS speaker_name FROM quotes q LEFT JOIN entities e ON e.entity_id = q.speaker_id
           WHERE q.article_id = ? ORDER BY q.start_char, q.quote_id""",
        [article_id],
    )


def article_visits(db: Snapshot, article_id: int) -> list[Row]:
    """The visits it tells, in reading order of their words."""
    return db.rows(
        "SELECT * FROM visit_mentions WHERE article_id = ? ORDER BY start_char, visit_mention_id",
        [article_id],
    )


def date_evidence(db: Snapshot, article_id: int) -> list[Row]:
    """Every statement about its day of publication, strongest first."""
    return db.rows("SELECT * FROM date_evidence WHERE article_id = ? ORDER BY ordinal", [article_id])


def conflicts(db: Snapshot, article_id: int) -> list[Row]:
    """Its contradictions; `spans` is a list of {start_char, end_char, surface}."""
    return db.rows(
        """SELECT c.code, c.detail, c.ordinal,
             coalesce((SELECT list({'start_char': s.start_char, 'end_char': s.end_char, 'surface': s.surface}
                       ORDER BY s.start_char) FROM conflict_spans s
                       WHERE s.article_id = c.article_id AND s.conflict = c.ordinal), []) AS spans
           FROM conflicts c WHERE c.article_id = ? ORDER BY c.ordinal""",
        [article_id],
    )


def neighbours(db: Snapshot, article_id: int) -> Row:
    """`earlier` and `later`: the articles beside it in order of publication (unknown days first), null at the ends."""
    here = article(db, article_id)
    if here is None:
        return {"earlier": None, "later": None}
    at = {"id": article_id, "day": here["published"]}
    found = db.one(
        """SELECT
             coalesce(
               (SELECT max(article_id) FROM articles WHERE published IS NOT DISTINCT FROM $day AND article_id < $id),
               (SELECT max(article_id) FROM articles WHERE published =
                 (SELECT max(published) FROM articles WHERE published < $day)),
               (SELECT max(article_id) FROM articles WHERE published IS NULL AND $day IS NOT NULL)) AS earlier,
             coalesce(
               (SELECT min(article_id) FROM articles WHERE published IS NOT DISTINCT FROM $day AND article_id > $id),
               (SELECT min(article_id) FROM articles WHERE published =
                 (SELECT min(published) FROM articles WHERE published > coalesce($day, DATE '0001-01-01'))))
             AS later""",
        at,
    )
    return found or {"earlier": None, "later": None}
