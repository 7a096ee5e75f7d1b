"""The marked text: whatever the spans, the text is the stored text and nothing of it becomes HTML."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from fanews.ui.html import is_web_address
from fanews.ui.reading import LAYERS, Mark, marked

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00") | st.sampled_from("<>&\"'\r\n\t علی‌"),
    max_size=80,
)


class Reader(HTMLParser):
    """Text and tags as an HTML parser sees them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.links = "", set[str](), set[str]()
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links |= {value or "" for name, value in attrs if name == "href"}


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    ends = st.integers(-2, len(text) + 2)
    spans = draw(st.lists(st.tuples(ends, ends, st.sampled_from(LAYERS), TEXTS), max_size=8))
    return text, [Mark(a, b, layer, tip, "./entity?id=1" if a % 2 else None, f"q{a}") for a, b, layer, tip in spans]


@given(texts_with_marks())
def test_the_text_under_any_marks_is_the_text(made: tuple[str, list[Mark]]) -> None:
    text, marks = made
    read = Reader(str(marked(text, marks)))
    # Browsers drop a lone CR: it is shown as LF, one character for one.
    assert read.text == text.replace("\r", "\n")
    assert read.tags <= {"span", "a"}
    assert read.links <= {"./entity?id=1"}


def test_overlapping_marks_each_keep_all_their_words() -> None:
    html = str(marked("abcdef", [Mark(0, 4, "quote", "Q", at="q1"), Mark(2, 6, "visit", "V", at="v1")]))
    pieces = [piece for piece in html.split("</span>") if piece]
    assert [piece.rpartition(">")[2] for piece in pieces] == ["ab", "cd", "ef"]
    assert ["q1" in piece for piece in pieces] == [True, True, False]
    assert ["v1" in piece for piece in pieces] == [False, True, True]


def test_a_click_goes_where_the_innermost_mark_leads() -> None:
    marks = [Mark(0, 6, "visit", "V", "./visits?visit=1"), Mark(1, 3, "PER", "P", "./entity?id=7")]
    links = Reader(str(marked("abcdef", marks))).links
    assert links == {"./visits?visit=1", "./entity?id=7"}
    assert 'href="./entity?id=7"' in str(marked("abcdef", marks)).split("</a>")[1]


def test_only_web_addresses_become_links() -> None:
    assert is_web_address("https://news.example/1")
    for address in (
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//x.example",
        "/etc",
        "http://[",
        "",
    ):
        assert not is_web_address(address)
