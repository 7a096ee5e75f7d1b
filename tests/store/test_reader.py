"""Reading a store: several threads, a new version under way, questions without end, folders that are no store."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from handmade import made

from fanews.errors import StoreError
from fanews.store import Reader, check_store, has_store, open_writer

Fill = Callable[..., Reader]


def test_rows_are_plain_values_and_frames_keep_whole_numbers(fill: Fill) -> None:
    reader = fill(made("متن", published=dt.date(2025, 3, 4)), made("متن دوم", path="b"))
    sql = "SELECT article_id, published, title_start FROM articles ORDER BY article_id"
    assert reader.rows(sql) == [
        {"article_id": 1, "published": dt.date(2025, 3, 4), "title_start": None},
        {"article_id": 2, "published": None, "title_start": None},
    ]
    frame = reader.frame(sql)
    assert frame["published"].tolist() == [dt.date(2025, 3, 4), None]
    assert frame["article_id"].tolist() == [1, 2]
    assert reader.one("SELECT 1 AS n WHERE false") is None
    assert reader.frame("SELECT ? AS n", [5])["n"].tolist() == [5]


def test_many_threads_on_one_reader_get_their_own_answers(fill: Fill) -> None:
    reader = fill(*(made(f"متن {n}", path=str(n)) for n in range(50)))
    wrong: list[int] = []

    def ask(number: int) -> None:
        for _ in range(20):
            rows = reader.rows("SELECT article_id FROM articles WHERE path = ?", [str(number)])
            if [row["article_id"] for row in rows] != [number + 1]:
                wrong.append(number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_reader_sees_the_new_version_and_a_snapshot_keeps_the_old_one(fill: Fill) -> None:
    reader = fill(made("متن", path="a"))
    old = reader.snapshot()
    for number in range(3):
        fill(made(f"تازه {number}", path=f"b{number}"))
    assert reader.one("SELECT count(*) AS n FROM articles") == {"n": 4}
    assert reader.version != old.version
    assert old.one("SELECT count(*) AS n FROM articles") == {"n": 1}


def test_readers_and_a_writer_do_not_lock_each_other_out(fill: Fill, store_dir: Path) -> None:
    reader = fill(made("متن", path="a"))
    with open_writer(store_dir) as writer:
        writer.add(made("تازه", path="b"))
        writer.flush()
        assert Reader(store_dir).one("SELECT count(*) AS n FROM articles") == {"n": 1}
    assert reader.one("SELECT count(*) AS n FROM articles") == {"n": 2}


def test_a_question_without_end_is_stopped(fill: Fill, store_dir: Path) -> None:
    fill(made("متن"))
    reader = Reader(store_dir, timeout_s=0.3)
    began = time.monotonic()
    with pytest.raises(StoreError, match="took too long"):
        reader.rows("SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range = 7")
    assert time.monotonic() - began < 60
    assert reader.one("SELECT 1 AS one") == {"one": 1}


def test_a_wrong_question_is_an_error_in_plain_words(fill: Fill) -> None:
    with pytest.raises(StoreError, match="The store could not answer"):
        fill(made("متن")).rows("SELECT nothing FROM nowhere")


def test_readers_cannot_write(fill: Fill) -> None:
    with pytest.raises(StoreError):
        fill(made("متن")).rows("DELETE FROM articles")


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no store") as caught:
        Reader(tmp_path / "nowhere")
    assert "fanews ingest" in caught.value.hint
    assert not has_store(tmp_path / "nowhere")


def test_an_empty_folder_is_a_store_to_be(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is empty"):
        Reader(tmp_path)
    with open_writer(tmp_path) as writer:
        writer.add(made("متن"))
    assert check_store(tmp_path) == []


def test_a_folder_of_other_things_is_neither_read_nor_written(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x", "utf-8")
    with pytest.raises(StoreError, match="not a store"):
        Reader(tmp_path)
    with pytest.raises(StoreError, match="holds other files"), open_writer(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("x", "utf-8")
    with pytest.raises(StoreError, match="is a file"):
        Reader(tmp_path / "store")
    with pytest.raises(StoreError, match="cannot be a store"), open_writer(tmp_path / "store"):
        pass


@pytest.mark.parametrize("content", ["", "../../etc/passwd\n", "20250101T000000-1\n", "\udcff"])
def test_a_pointer_that_points_nowhere_is_said_so(fill: Fill, store_dir: Path, content: str) -> None:
    fill(made("متن"))
    (store_dir / "current").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(StoreError):
        Reader(store_dir)
    with pytest.raises(StoreError), open_writer(store_dir):
        pass


def test_a_version_that_is_no_database_is_said_so(fill: Fill, store_dir: Path) -> None:
    version = fill(made("متن")).version
    (store_dir / f"news-{version}.duckdb").write_bytes(b"nothing of the kind" * 1000)
    with pytest.raises(StoreError, match="not a database"):
        Reader(store_dir)
    with pytest.raises(StoreError), open_writer(store_dir):
        pass


@pytest.mark.parametrize(("schema", "words"), [(99, "newer fanews"), (0, "older fanews")])
def test_a_store_of_another_schema_is_refused(fill: Fill, store_dir: Path, schema: int, words: str) -> None:
    path = store_dir / f"news-{fill(made('متن')).version}.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE store_info SET schema_version = ?", [schema])
    with pytest.raises(StoreError, match=words):
        Reader(store_dir)
    with pytest.raises(StoreError, match=words), open_writer(store_dir):
        pass


def test_a_database_that_is_no_store_is_said_so(fill: Fill, store_dir: Path) -> None:
    path = store_dir / f"news-{fill(made('متن')).version}.duckdb"
    path.unlink()
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE something (x INTEGER)")
    with pytest.raises(StoreError, match="not a store"):
        Reader(store_dir)


def test_every_table_and_column_says_what_it_is(fill: Fill) -> None:
    reader = fill(made("متن"))
    assert reader.rows("SELECT table_name FROM duckdb_tables() WHERE comment IS NULL") == []
    assert reader.rows("SELECT column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL") == []
