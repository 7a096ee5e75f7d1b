"""The ingest behind the dashboard: uploads of any name go in, refusals are named, a cancel changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from dashboard_store import make_store

from fanews.store.directory import current_version, has_store
from fanews.store.reader import Reader
from fanews.ui.jobs import Desk, IngestJob

TEXT = "باران تازه در دشت نمونه\n\nدر دشت نمونه باران تازه‌ای بارید و کشاورزان شاد شدند.\n"
WAIT_S = 120


class Uploaded:
    """A file as Streamlit's uploader hands it over."""

    def __init__(self, name: str, content: str) -> None:
        self.name, self._content = name, content.encode()

    def getbuffer(self) -> memoryview:
        return memoryview(self._content)


def test_uploads_of_any_name_become_articles_and_refusals_are_named(tmp_path: Path) -> None:
    names = ["خبر.txt", "../../outside.txt", "-store.txt", "..\\windows.txt", "خبر.txt"]
    uploads = [Uploaded(name, f"{TEXT}شمارهٔ {number}") for number, name in enumerate(names)]
    job = IngestJob(tmp_path / "store", [*uploads, Uploaded("<img src=x>.txt", "")])
    job.wait(WAIT_S)
    assert job.error is None
    assert job.summary
    assert job.summary["added"] == len(names)
    assert [item["path"] for item in job.summary["rejected"]] == ["_img src_x_.txt"]
    paths = {row["path"] for row in Reader(tmp_path / "store").rows("SELECT path FROM articles")}
    assert paths == {"خبر.txt", "outside.txt", "store.txt", "windows.txt", "4-خبر.txt"}
    assert not (tmp_path / "outside.txt").exists()


def test_a_cancelled_ingest_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    make_store(tmp_path)
    before = current_version(tmp_path)
    job = IngestJob(tmp_path, [Uploaded(f"{n}.txt", f"{TEXT}{n}") for n in range(40)])
    job.cancel()
    job.wait(WAIT_S)
    assert not job.is_running
    assert job.was_cancelled
    assert job.summary is None
    assert has_store(tmp_path)
    assert current_version(tmp_path) == before


def test_one_ingest_runs_at_a_time(tmp_path: Path) -> None:
    desk = Desk()
    assert desk.start(tmp_path, [Uploaded("a.txt", TEXT)])
    assert not desk.start(tmp_path, [Uploaded("b.txt", TEXT)])
    assert desk.job
    desk.job.cancel()
    desk.job.wait(WAIT_S)
    assert desk.start(tmp_path, [])
    desk.job.wait(WAIT_S)


@pytest.mark.parametrize("there", ["file", "folder"])
def test_a_store_that_cannot_be_written_is_said(tmp_path: Path, there: str) -> None:
    place = tmp_path / "busy"
    if there == "file":
        place.write_text("x", "utf-8")
    else:
        place.mkdir()
        (place / "mine.txt").write_text("x", "utf-8")
    job = IngestJob(place, [Uploaded("a.txt", TEXT)])
    job.wait(WAIT_S)
    assert job.summary is None
    assert job.error
    assert str(place) in job.error["error"]
