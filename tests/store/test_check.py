"""`check` finds each way in which a store can be broken."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import duckdb
import pytest
from handmade import made, person, quote, visit

from fanews.model import Level
from fanews.store import Reader, check_store, open_writer

_BREAKS = {
    "a text that was edited": "UPDATE articles SET text = 'x' || text",
    "a mention beside its words": "UPDATE mentions SET start_char = start_char + 1, end_char = end_char + 1",
    "a quote past the end": "UPDATE quotes SET start_char = start_char + 900, end_char = end_char + 900",
    "a quote beside its words in a very long text": "UPDATE articles SET text = text || repeat('x ', 90000);"
    " UPDATE quotes SET start_char = start_char + 1, end_char = end_char + 1",
    "a quote with other words": "UPDATE quotes SET surface = reverse(surface)",
    "visit evidence beside its words": "UPDATE visit_mentions SET start_char = 0, end_char = end_char - start_char",
    "rows of an article that is gone": "DELETE FROM articles",
    "a person who is nobody": "DELETE FROM entities WHERE kind = 'person'",
    "a speaker who is not among the article's people": "UPDATE quotes SET person = 9",
    "a mention without its visit": "UPDATE visit_mentions SET visit_id = NULL",
    "a visit without mentions": "DELETE FROM visit_mentions",
    "a wrong count of mentions": "UPDATE visits SET mentions = 7",
    "an article that search does not know": "DELETE FROM article_search",
    "a posting of no article": "INSERT INTO article_terms VALUES (1, 999, 0, 1)",
    "a quote that lists do not know": "DELETE FROM quote_list",
    "a list that says something else": "UPDATE quote_list SET outlet = 'x'",
    "a list out of order": "UPDATE quote_list SET place = place + 1",
    "a mention that entity pages do not know": "DELETE FROM entity_articles WHERE entity_id = (SELECT min(entity_id)"
    " FROM entity_articles)",
    "an article that does not name whom its list says": "UPDATE mentions SET entity_id = NULL",
    "an entity's article on another day": "UPDATE entity_articles SET published = DATE '1900-01-01'",
    "a wrong count to pick from": "UPDATE list_counts SET counted = 7",
    "a pair of words in no article": "INSERT INTO article_pairs VALUES (1, 999, 0)",
    "a day without evidence": "DELETE FROM date_evidence",
    "a run without end": "UPDATE runs SET finished_at = NULL",
    "a rejected input that is not counted": "INSERT INTO rejected_inputs VALUES (1, 'a', 'b', '')",
    "two versions in one": "INSERT INTO store_info SELECT * FROM store_info",
    "an id that would be given twice": "UPDATE next_ids SET next_id = 1 WHERE name = 'quote_id'",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A store with something in every table that can break."""
    who = person("کاوه نمونه", "وزیر دفاع عراق", "IQ", Level.MINISTER)
    text = "کاوه نمونه وزیر دفاع عراق گفت: سلام بر شما. کاوه نمونه وارد تهران شد."
    told = {"quotes": [quote(text, "سلام بر شما", who)], "visits": [visit(text, "وارد تهران شد", who, "IR")]}
    store_dir = tmp_path_factory.mktemp("whole")
    with open_writer(store_dir) as writer:
        writer.add(made(text, people=[who], published=dt.date(2025, 3, 4), **told))
    return Reader(store_dir)


def test_a_whole_store_passes(whole: Reader) -> None:
    assert check_store(whole.store_dir) == []


@pytest.mark.parametrize("name", _BREAKS)
def test_check_finds(whole: Reader, name: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(whole.store_dir, broken)
    with duckdb.connect(str(broken / f"news-{whole.version}.duckdb")) as connection:
        connection.execute(_BREAKS[name])
    found = check_store(broken)
    assert found, name
    assert all(violation.count > 0 and violation.rule and str(violation) for violation in found)
