"""What an ingest leaves in the store: new, unchanged, changed, moved and rejected pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from handmade import made, person, quote, span

from fanews.errors import StoreError
from fanews.model import Conflict, DateEvidence, EvidenceKind, ParsedArticle
from fanews.store import Reader, check_store, open_writer

Fill = Callable[..., Reader]
TEXT = "کاوه نمونه گفت: هوا خوب است و باران می‌بارد."


def _article(text: str = TEXT, **more: object) -> ParsedArticle:
    who = person("کاوه نمونه")
    words = "هوا خوب است" if "هوا خوب است" in text else text
    return made(text, people=[who], quotes=[quote(text, words, who)], **more)  # type: ignore[arg-type]


def test_the_stored_text_is_the_text_as_received_to_the_character(fill: Fill) -> None:
    text = "سطر یک\n\tسطر دو\u200c\u200f\u0000 😀 ي ك \u00ad\ufeff «=cmd» <script>"
    reader = fill(made(text))
    assert reader.rows("SELECT text, length(text) AS length FROM articles") == [{"text": text, "length": len(text)}]


def test_every_part_of_an_article_is_stored_with_its_words(fill: Fill) -> None:
    text = "دوشنبه ۵ آذر\nعنوان\nامروز سه‌شنبه کاوه نمونه گفت: هوا خوب است."
    article = _article(text)
    banner, today = span(text, "دوشنبه ۵ آذر"), span(text, "امروز سه‌شنبه")
    fields = {
        "title": span(text, "عنوان"),
        "published_evidence": (DateEvidence(EvidenceKind.BANNER, None, banner),),
        "conflicts": (Conflict("weekday_contradicts_banner", "They differ.", (banner, today)),),
    }
    fill(type(article)(**{name: fields.get(name, getattr(article, name)) for name in article.__dataclass_fields__}))
    reader = fill()
    assert reader.one("SELECT title, outlet, published FROM articles") == {
        "title": "عنوان",
        "outlet": "خبرگزاری نمونه",
        "published": None,
    }
    assert reader.one("SELECT kind, surface, chosen FROM date_evidence") == {
        "kind": "banner",
        "surface": "دوشنبه ۵ آذر",
        "chosen": False,
    }
    assert [r["surface"] for r in reader.rows("SELECT surface FROM conflict_spans")] == ["دوشنبه ۵ آذر", "امروز سه‌شنبه"]
    assert reader.one("SELECT surface, speaker FROM quotes") == {"surface": "هوا خوب است", "speaker": "کاوه نمونه"}


def test_the_same_page_again_changes_nothing(fill: Fill, store_dir: Path) -> None:
    sql = "SELECT * FROM articles JOIN quotes USING (article_id) JOIN mentions USING (article_id)"
    before = fill(_article()).rows(sql)
    with open_writer(store_dir) as writer:
        assert writer.is_known(_article().document)
        writer.add(_article())
    assert (writer.summary.added, writer.summary.replaced, writer.summary.unchanged) == (0, 0, 2)
    assert Reader(store_dir).rows(sql) == before


def test_the_same_content_from_another_folder_is_the_same_page(fill: Fill) -> None:
    fill(_article(path="one/a.txt"))
    assert fill(_article(path="two/a.txt")).one("SELECT count(*) AS n FROM articles") == {"n": 1}


def test_a_changed_page_replaces_its_rows_and_keeps_its_id(fill: Fill) -> None:
    fill(made("دیگری", path="b.txt"), _article(path="a.txt"))
    old = fill().one("SELECT article_id FROM articles WHERE path = 'a.txt'")
    reader = fill(_article("کاوه نمونه گفت: باد می‌وزد.", path="a.txt"))
    assert reader.one("SELECT article_id FROM articles WHERE path = 'a.txt'") == old
    assert [r["surface"] for r in reader.rows("SELECT surface FROM quotes")] == ["کاوه نمونه گفت: باد می‌وزد."]
    assert reader.one("SELECT added, replaced, unchanged FROM runs WHERE run_id = 3") == {
        "added": 0,
        "replaced": 1,
        "unchanged": 0,
    }
    assert check_store(reader.store_dir) == []


def test_a_url_names_the_page_wherever_the_file_lies(fill: Fill) -> None:
    fill(made("متن یکم", path="monday/a.html", url="https://news.example/1"))
    reader = fill(made("متن یکم، ویراسته", path="tuesday/b.html", url="https://news.example/1"))
    assert [r["text"] for r in reader.rows("SELECT text FROM articles")] == ["متن یکم، ویراسته"]


def test_rows_of_two_tables_with_equal_ids_stay_apart(fill: Fill) -> None:
    reader = fill(made("متن یکم", path="1", origin="a.csv"), made("متن دوم", path="1", origin="b.csv"))
    assert reader.one("SELECT count(*) AS n FROM articles") == {"n": 2}


def test_two_pages_of_one_run_under_one_address_are_both_kept(fill: Fill) -> None:
    pages = [made(text, url="https://news.example/") for text in ("یکم", "دوم", "سوم")]
    assert fill(*pages).one("SELECT count(*) AS n FROM articles") == {"n": 3}
    assert fill(*pages).one("SELECT count(*) AS n FROM articles") == {"n": 3}
    assert fill(pages[0], made("دوم، ویراسته", url="https://news.example/"), pages[2]).rows(
        "SELECT text FROM articles ORDER BY article_id"
    ) == [{"text": "یکم"}, {"text": "دوم، ویراسته"}, {"text": "سوم"}]


def test_an_unchanged_page_keeps_its_key_before_a_changed_one_of_the_same_address(fill: Fill, store_dir: Path) -> None:
    pages = [made(text, url="https://news.example/") for text in ("یکم", "دوم")]
    fill(*pages)
    changed = [made("یکم، ویراسته", url="https://news.example/"), pages[1]]
    with open_writer(store_dir) as writer:
        new = [page for page in changed if not writer.is_known(page.document)]
        for page in new:
            writer.add(page)
    texts = Reader(store_dir).rows("SELECT text FROM articles ORDER BY article_id")
    assert [row["text"] for row in texts] == ["یکم، ویراسته", "دوم"]


def test_refresh_takes_known_pages_again_under_their_ids(fill: Fill) -> None:
    fill(made("یکم", path="a"), made("دوم", path="b"))
    reader = fill(made("دوم", path="b"), made("یکم", path="moved"), refresh=True)
    assert reader.rows("SELECT article_id, text, run_id, first_run_id FROM articles ORDER BY article_id") == [
        {"article_id": 1, "text": "یکم", "run_id": 2, "first_run_id": 1},
        {"article_id": 2, "text": "دوم", "run_id": 2, "first_run_id": 1},
    ]


def test_refresh_loses_nothing_when_files_were_swapped(fill: Fill) -> None:
    fill(made("یکم", path="a"), made("دوم", path="b"))
    reader = fill(made("یکم", path="b"), made("سوم", path="a"), refresh=True)
    assert {r["text"] for r in reader.rows("SELECT text FROM articles")} >= {"یکم", "سوم"}
    assert check_store(reader.store_dir) == []


def test_rejected_inputs_are_recorded_with_the_reason(store_dir: Path) -> None:
    with open_writer(store_dir) as writer:
        writer.reject("x.bin", "The file is binary.", "Give text.")
        writer.reject("bad\udcff.txt", "The name is no UTF-8.")
        writer.add(made("متن \ud800 شکسته", path="surrogate.txt"))
    assert writer.summary.rejected == 3
    rows = Reader(store_dir).rows("SELECT path, reason, hint FROM rejected_inputs ORDER BY path")
    assert [row["path"] for row in rows] == ["bad\\udcff.txt", "surrogate.txt", "x.bin"]
    assert rows[2] == {"path": "x.bin", "reason": "The file is binary.", "hint": "Give text."}


def test_an_exception_in_the_middle_leaves_the_old_version_and_no_files(fill: Fill, store_dir: Path) -> None:
    version = fill(_article()).version
    with pytest.raises(KeyError), open_writer(store_dir) as writer:
        writer.add(made("تازه", path="b"))
        raise KeyError
    assert Reader(store_dir).version == version
    assert not list(store_dir.glob("building-*"))


def test_an_article_whose_offsets_lie_is_never_published(fill: Fill, store_dir: Path) -> None:
    version = fill(_article()).version
    text = "متن درست"
    lying = made(text, path="b", quotes=[quote(text, "متن", None, None, span=span(text, "درست"))])
    crooked = quote(text, "متن", None, None)
    object.__setattr__(crooked.span, "surface", "غلط")
    with pytest.raises(StoreError, match="does not hold together"):
        fill(made(text, path="c", quotes=[crooked]))
    assert Reader(store_dir).version == version
    fill(lying)


def test_a_second_writer_is_told_so_at_once(store_dir: Path) -> None:
    with (
        open_writer(store_dir),
        pytest.raises(StoreError, match="Another ingest is writing"),
        open_writer(store_dir),
    ):
        pass
    with open_writer(store_dir) as writer:
        writer.add(_article())


def test_only_the_current_version_and_the_one_before_are_kept(fill: Fill, store_dir: Path) -> None:
    readers = [fill(made(f"متن {n}", path=str(n))) for n in range(4)]
    snapshot = readers[2].snapshot()
    assert len(list(store_dir.glob("news-*.duckdb"))) == 2
    assert snapshot.version == readers[3].version


def test_a_day_of_publication_comes_with_its_evidence(fill: Fill) -> None:
    reader = fill(made("متن", published=dt.date(2025, 3, 4)))
    assert reader.one("SELECT published, published_kind FROM articles") == {
        "published": dt.date(2025, 3, 4),
        "published_kind": "field",
    }


def test_hostile_addresses_titles_and_paths_are_stored_as_text(fill: Fill) -> None:
    hostile = {
        "path": "bad\udcff.txt",
        "url": "https://news.example/\ud800" + "a" * 100_000,
        "title": "<script>\ud800\x00",
        "agency": "\ud800",
    }
    reader = fill(made("متن", **hostile))
    row = reader.one("SELECT path, title, stated_outlet, length(url) > 100000 AS whole FROM articles")
    told = {"path": "bad\\udcff.txt", "title": "<script>\\ud800\x00", "stated_outlet": "\\ud800", "whole": True}
    assert row == told
    again = fill(made("متن", **hostile))
    assert again.one("SELECT unchanged FROM runs WHERE run_id = 2") == {"unchanged": 1}
