"""The page that started the project, taken in as a reader would, shown in the reading view."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_harness import ROOT, html
from streamlit.testing.v1 import AppTest

from fanews.pipeline import ingest


@pytest.mark.shared
def test_the_seed_shows_its_conflict_its_ten_quotes_and_its_two_visits(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([str(shared / "articles" / "scraped" / "000.txt")], tmp_path)
    monkeypatch.setenv("FANEWS_STORE", str(tmp_path))
    app = AppTest.from_file(str(ROOT / "pages" / "article.py"), default_timeout=60)
    app.query_params["id"] = "1"
    page = html(app.run())
    assert not app.exception
    assert "خبرگزاری مهر" in page
    assert "تاریخ انتشار نامعلوم" in page
    assert "fa-conflict-box" in page
    assert "دوشنبه 5 آذر 1403" in page[page.index("fa-conflict-box") : page.index("article-text")]
    panel = page[page.index("گویندگان") :]
    for speaker in ("محمد باقری", "ذاکر حسن اف"):
        assert speaker in panel
    assert len(re.findall(r'class="fa-jump"', panel)) == 10
    assert len(set(re.findall(r"visits\?visit=(\d+)", panel))) == 2
