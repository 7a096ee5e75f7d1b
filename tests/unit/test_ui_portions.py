"""Very long texts are shown in portions: nothing is lost, and every mark keeps its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.ui import portions
from fanews.ui.article_views import Parts
from fanews.ui.state import Param, View, read_view, whole_number

PARAMS = (Param("part", whole_number), Param("at", portions.place))


def view(**query: str) -> View:
    return read_view("article", PARAMS, {name: [value] for name, value in query.items()})


def parts(text: str, spans: list[tuple[int, int]]) -> Parts:
    quotes = [
        {"quote_id": n, "start_char": a, "end_char": b, "cue_start": None, "cue_end": None, "surface": text[a:b]}
        for n, (a, b) in enumerate(spans)
    ]
    return Parts({"text": text}, [], quotes, [], [], [])


@pytest.fixture(autouse=True)
def short_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "PORTION_CHARS", 50)


@given(st.text("ابج \n", max_size=400))
def test_portions_make_up_the_text(text: str) -> None:
    ranges = portions.cuts(text)
    assert "".join(text[a:b] for a, b in ranges) == text
    assert all(b - a <= 50 for a, b in ranges)


@given(st.text("ابج \n", min_size=60, max_size=300), st.data())
def test_a_link_to_a_place_opens_the_portion_that_holds_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 20)))
    shown, links = portions.chosen(parts(text, [(start, end)]), view(at="q0"))
    (row,) = shown.quotes
    words = shown.article["text"][row["start_char"] : row["end_char"]]
    assert words and text[start:end].startswith(words)
    assert "data-portions" in links


def test_a_portion_holds_its_own_rows_and_leads_to_its_neighbours() -> None:
    whole = parts("گفت " * 40, [(0, 3), (60, 63), (156, 159)])
    found = [portions.chosen(whole, view(part=str(n)))[0] for n in (1, 2, 3, 4)]
    assert [q["quote_id"] for p in found for q in p.quotes] == [0, 1, 2]
    links = portions.chosen(whole, view(part="2"))[1]
    assert "part=1" in links and "part=3" in links
    assert portions.chosen(whole, view(part="99"))[0].article == found[-1].article


def test_an_article_of_usual_length_is_shown_whole() -> None:
    whole = parts("گفت", [(0, 3)])
    assert portions.chosen(whole, view()) == (whole, "")


@pytest.mark.parametrize("name", ["x1", "q", "q1;", "q" + "9" * 30])
def test_what_names_no_place_is_refused(name: str) -> None:
    assert view(at=name).ignored == [("at", name)]
