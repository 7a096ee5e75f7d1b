"""What an entity's page asks: who or what it is over all articles, and what it says, does, and stands beside."""

from __future__ import annotations

from fanews.store.queries.rows import Row
from fanews.store.reader import Snapshot


def entity(db: Snapshot, entity_id: int) -> Row | None:
    """The entity's row, or None."""
    return db.one("SELECT * FROM entities WHERE entity_id = ?", [entity_id])


def offices(db: Snapshot, entity_id: int) -> list[Row]:
    """Of a person, the offices; of an office, the people: with first and last day seen and how many articles say so."""
    return db.rows(
        """SELECT e.entity_id, e.name, e.kind, e.country, h.first_day, h.last_day, h.articles
           FROM office_holders h
           JOIN entities e ON e.entity_id = CASE WHEN h.person_id = $id THEN h.office_id ELSE h.person_id END
           WHERE h.person_id = $id OR h.office_id = $id
           ORDER BY h.last_day DESC NULLS LAST, h.articles DESC""",
        {"id": entity_id},
    )


def entity_articles(db: Snapshot, entity_id: int, limit: int, offset: int = 0) -> list[Row]:
    """Articles that name it, latest first, with how often."""
    return db.rows(
        """WITH picked AS (
             SELECT article_id, mentions FROM entity_articles WHERE entity_id = ?
             ORDER BY published DESC NULLS LAST, article_id DESC LIMIT ? OFFSET ?)
           SELECT a.article_id, a.title, a.path, a.outlet, a.published, p.mentions
           FROM picked p JOIN articles a USING (article_id)
           ORDER BY a.published DESC NULLS LAST, a.article_id DESC""",
        [entity_id, limit, offset],
    )


def entity_visits(db: Snapshot, entity_id: int, country: str | None, limit: int) -> list[Row]:
    """Visits it makes; of a country (`country` given), the visits from and to it."""
    return db.rows(
        """SELECT * FROM visits WHERE visitor_id = $id OR office_id = $id
             OR ($country IS NOT NULL AND (host_country = $country OR visitor_country = $country))
           ORDER BY coalesce(start_day, last_published) DESC NULLS LAST, visit_id DESC LIMIT $limit""",
        {"id": entity_id, "country": country, "limit": limit},
    )


def named_together(db: Snapshot, entity_id: int, limit: int) -> list[Row]:
    """Who and what is named in the same articles most often: `entity_id`, `name`, `kind`, `articles`."""
    return db.rows(
        """WITH beside AS (
             SELECT entity_id, count(*) AS articles FROM entity_articles
             SEMI JOIN (SELECT article_id FROM entity_articles WHERE entity_id = $id) USING (article_id)
             WHERE entity_id <> $id GROUP BY entity_id)
           SELECT e.entity_id, e.name, e.kind, b.articles FROM beside b JOIN entities e USING (entity_id)
           ORDER BY b.articles DESC, e.name COLLATE fa LIMIT $limit""",
        {"id": entity_id, "limit": limit},
    )
