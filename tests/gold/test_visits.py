"""Figures of visits on annotated articles, with floors, and what must not be found in articles without any."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fanews.model import Document, EvidenceKind
from fanews.parse import parse_document
from fanews.record import as_record
from fanews.text import align, fold_key

pytestmark = pytest.mark.shared

FLOORS = {"visits": 0.86, "visits_joint": 0.73, "visit_city": 0.90, "visit_purpose": 0.92, "crooked_offsets": 0}
HOMELY = re.compile(
    r"(?<!\w)(?:فوتبال|لیگ|تیم ملی|پلیس|قتل|سرقت|متهم|دادگاه|فیلم|سینما|بازیکن|مسابقات|پژوهش|دانشمندان|بیماری|پزشک|"
    r"استاندار|شهرداری|دانشگاه|کتاب|ترافیک|مدرسه|مسکن|زلزله|مترو|کودک|غذا|دارو|موسیقی|استان|کشاورزی)(?!\w)"
)


def read(path: Path, published: dt.date | None = None) -> dict[str, Any]:
    kind = EvidenceKind.FIELD if published else None
    document = Document(path.stem, path.read_text("utf-8"), published=published, published_kind=kind)
    return as_record(parse_document(document))


@pytest.fixture(scope="module")
def figures(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report of the shared scorer on the development articles."""
    gold, found = shared / "gold" / "dev", tmp_path_factory.mktemp("visits") / "found.jsonl"
    found.write_text("\n".join(json.dumps(read(path)) for path in sorted(gold.glob("*.txt"))), "utf-8")
    command = [sys.executable, str(gold.parent / "score.py"), str(gold), str(found), "--json"]
    report: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return report


@pytest.mark.parametrize("key", [key for key in FLOORS if key != "crooked_offsets"])
def test_the_figure_on_the_development_articles_stays_above_its_floor(figures: dict[str, Any], key: str) -> None:
    assert figures[key]["value"] >= FLOORS[key]


def test_the_seed_has_both_visits_in_the_right_direction(shared: Path) -> None:
    found = read(shared / "gold" / "dev" / "d000.txt")["visits"]
    assert {(v["visitor_country"], v["host_country"], v["status"]) for v in found} == {
        ("AZ", "IR", "ongoing"),
        ("IR", "AZ", "invited"),
    }


def test_nine_of_ten_visits_begin_on_the_right_day_once_the_publication_day_is_known(shared: Path) -> None:
    right = wanted = 0
    dated = json.loads((shared / "gold" / "dates" / "visits_dev.json").read_text("utf-8"))
    for name, article in dated.items():
        gold = json.loads((shared / "gold" / "dev" / f"{name}.json").read_text("utf-8"))["visits"]
        published = dt.date.fromisoformat(article["published"][:10])
        found = read(shared / "gold" / "dev" / f"{name}.txt", published)["visits"]
        for visit in article["visits"]:
            wanted += 1
            mine = [v for v in found if same(gold[visit["index"]], v)]
            right += bool(mine) and mine[0]["start"] == visit["start"]
    assert right / wanted >= 0.9


def same(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether two rows are one journey: both states agree and one name or office holds the other."""
    if any(gold[key] != found[key] for key in ("visitor_country", "host_country")):
        return False
    left = [fold_key(gold[key] or "") for key in ("visitor", "visitor_role")]
    right = [fold_key(found[key] or "") for key in ("visitor", "visitor_role")]
    return any(a and b and (a in b or b in a) for a in left for b in right)


def test_articles_on_sport_crime_science_and_home_affairs_hold_hardly_a_visit(shared: Path) -> None:
    articles = with_visits = 0
    for path in sorted((shared / "articles" / "hamshahri").glob("*.txt")):
        text = path.read_text("utf-8")
        if len(HOMELY.findall(align(text).norm)) >= 2 and articles < 300:
            articles += 1
            with_visits += bool(parse_document(Document(path.stem, text)).visits)
    assert articles == 300
    # Read one by one: each of the four found when this was written is a journey told in passing.
    assert with_visits <= 5


def test_the_same_visits_are_found_with_zwnjs_without_them_and_with_spaces(shared: Path) -> None:
    articles = different = 0
    for text in travel_texts(shared, 60):
        kept = keys(text)
        articles += bool(kept)
        different += any(keys(text.replace("\u200c", joint)) != kept for joint in ("", " "))
    assert articles >= 8
    assert different <= 1


def travel_texts(shared: Path, most: int) -> list[str]:
    lines = (shared / "articles" / "fars.jsonl").read_text("utf-8").splitlines()
    lines += (shared / "articles" / "channels.jsonl").read_text("utf-8").splitlines()[:800]
    texts = [json.loads(line)["text"] for line in lines]
    return [t for t in texts if "\u200c" in t and "سفر" in t and len(t) < 3000][:most]


def keys(text: str) -> list[tuple[str, str | None, str, str]]:
    visits = parse_document(Document("x", text)).visits
    return sorted((fold_key(v.visitor), v.visitor_country, v.host_country, v.status.value) for v in visits)
