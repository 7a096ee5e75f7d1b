"""Reasons for refusing an input are told in the reader's language, every one of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from page_harness import ROOT, OpenPage, html

from fanews.ui.reasons import is_known, reason
from fanews.ui.words import words_in

SOURCES = [
    *(ROOT / "fanews" / "sources").glob("*.py"),
    ROOT / "fanews" / "pipeline.py",
    ROOT / "fanews" / "deadline.py",
]

STORE = ("reader.py", "directory.py", "writer.py")


def written(node: ast.expr) -> str | None:
    """The sentence a literal makes, with figures where it has blanks."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    return None


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence in the code that refuses inputs, docstrings aside."""
    for source in SOURCES:
        tree = ast.parse(source.read_text("utf-8"))
        inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            text = written(node) if isinstance(node, ast.expr) and id(node) not in inner | told else None
            if text and text.endswith(".") and " " in text and (text[0].isupper() or text[0] == "7"):
                yield source.name, text


def test_every_error_of_the_store_is_in_the_catalogue() -> None:
    for name in STORE:
        for node in ast.walk(ast.parse((ROOT / "fanews" / "store" / name).read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "StoreError":
                for told in filter(None, map(written, node.args)):
                    assert is_known(told), told


def test_every_reason_in_the_code_is_in_the_catalogue() -> None:
    found = set(sentences())
    assert len(found) > 40
    assert not [told for told in found if not is_known(told[1])]


@pytest.mark.parametrize(
    ("english", "persian"),
    [
        ("The file is empty.", "پرونده خالی است."),
        ("The row has 12 cells, the header 3.", "ردیف ۱۲ خانه دارد و سرستون ۳."),
        ("The parser failed on it: ValueError: {x} 7", "برنامه در تجزیهٔ آن درماند: ValueError: {x} 7"),
        ("Nobody foresaw this.", "Nobody foresaw this."),
    ],
)
def test_a_reason_is_told_in_persian_and_in_english(english: str, persian: str) -> None:
    assert reason(english, words_in("fa")) == persian
    assert reason(english, words_in("en")) == english


def test_the_ingest_page_tells_reasons_in_the_language_of_the_page(open_page: OpenPage) -> None:
    assert "بایگانی ناتمام است." in html(open_page("ingest"))
    assert "The archive is cut short." in html(open_page("ingest", lang="en"))
