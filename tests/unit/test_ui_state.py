"""Views in the URL: what is read, what is refused and said, and that a link gives back the view it was made from."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.ui import state
from fanews.ui.shell import content_policy, document, language_of

PARAMS = (
    state.Param("country", state.country, many=True),
    state.Param("kind", state.one_of({"direct", "indirect"})),
    state.Param("from", state.day),
    state.Param("text", state.words_typed),
    state.Param("id", state.whole_number),
)
ANY = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=1, max_size=4)


def read(query: dict[str, list[str]]) -> state.View:
    return state.read_view("visits", PARAMS, query)


@given(st.dictionaries(st.sampled_from(["country", "kind", "from", "text", "id", "lang", "other"]), ANY))
def test_whatever_a_url_holds_is_taken_or_named_and_a_link_says_the_same(query: dict[str, list[str]]) -> None:
    view = read(query)
    again = read(parse_qs(urlsplit(view.link()).query))
    assert again.values == view.values
    assert not again.ignored
    for name, given_ in query.items():
        if name not in {"lang", "other"} and name not in view.values:
            assert {value[: state.MAX_VALUE_CHARS] for value in given_} <= {
                value for n, value in view.ignored if n == name
            }


def test_values_are_kept_in_one_form() -> None:
    view = read({"country": ["az", "AZ", "om"], "from": ["2024-11-25"], "id": ["۴۲"]})
    assert view.all("country") == ("AZ", "OM")
    assert view.one("from") == "1403-09-05"
    assert view.one("id") == "42"


@pytest.mark.parametrize(
    ("name", "value"),
    [("country", "ZZ"), ("country", "Iran"), ("kind", "loud"), ("from", "1403-13-40"), ("id", "0"), ("id", "-4"),
     ("id", "9" * 30), ("text", "   "), ("text", "x" * 400), ("sql", "1; DROP TABLE articles"), ("lang", "xx")],
)  # fmt: skip
def test_values_that_mean_nothing_are_ignored_and_named(name: str, value: str) -> None:
    view = read({name: [value]})
    assert not view.values
    assert [given_ for given_, _ in view.ignored] == [name]


def test_the_language_goes_along_with_every_link() -> None:
    view = read({"lang": ["en"], "country": ["AZ"]})
    assert parse_qs(urlsplit(view.link(kind="direct")).query) == {"lang": ["en"], "country": ["AZ"], "kind": ["direct"]}
    assert view.to("article", "q3", id=7) == "./article?lang=en&id=7#q3"


def test_the_document_states_its_language_and_direction() -> None:
    index = '<html lang="en"><head><title>Streamlit</title><script>1</script></head><body></body></html>'
    assert '<html lang="fa" dir="rtl">' in document(index, "fa")
    assert '<html lang="en" dir="ltr">' in document(index, "en")
    assert language_of(b"lang=en&x=1") == "en"
    assert language_of(b"lang=%3Cscript%3E") == "fa"


def test_the_stylesheet_has_the_catalogues_words_in_place_of_streamlits() -> None:
    index = "<html><head></head><body></body></html>"
    assert '--fa-none-found:"چیزی یافت نشد";' in document(index, "fa")
    assert '--fa-none-found:"Nothing found";' in document(index, "en")


def test_the_policy_names_the_documents_own_scripts_and_no_other_source() -> None:
    policy = content_policy("<script>one()</script><script src=x></script>", "127.0.0.1:8501")
    assert policy.count("sha256-") == 1
    assert "ws://127.0.0.1:8501" in policy
    assert "unsafe-eval" not in policy
    assert "evil" not in content_policy("", "x; script-src evil")
