"""The accurate recogniser: pieces, windows, choice of a model."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanews.errors import UsageError
from fanews.models import accurate, check_choice, chosen, fast
from fanews.models.encoder import MAX_PIECES
from fanews.models.pieces import MAX_WORD_CHARS, UNKNOWN, load_pieces
from fanews.models.tokens import tokenise

WORDS = st.text(st.sampled_from("آبپتسی ابکهنرمو.،«»12xé漢\u200c"), min_size=1, max_size=60)


@given(WORDS)
def test_every_word_is_cut_into_pieces_that_the_network_knows(word: str) -> None:
    pieces = load_pieces()
    cut = pieces.cut(word)
    assert cut and all(UNKNOWN <= piece < len(pieces.ids) for piece in cut)


def test_known_pieces_spell_the_word_again() -> None:
    pieces = load_pieces()
    names = list(pieces.ids)
    assert "".join(names[i] for i in pieces.cut("نمایندگان")) == "▁نمایندگان"


def test_a_word_without_end_costs_no_more_than_a_long_one() -> None:
    assert len(load_pieces().cut("ا" * 100_000)) <= MAX_WORD_CHARS + 1


@settings(deadline=None, max_examples=30)
@given(st.lists(WORDS, max_size=4))
def test_every_token_gets_a_tag_whatever_the_text(texts: list[str]) -> None:
    pytest.importorskip("onnxruntime")
    sentences = [tokenise(text) for text in texts]
    tags = accurate().recognise(sentences)
    assert [len(t) for t in tags] == [len(s) for s in sentences]


def test_a_sentence_longer_than_the_network_reads_is_tagged_to_its_end() -> None:
    pytest.importorskip("onnxruntime")
    sentence = tokenise("کاوه نمونه‌ای به باکو رفت و " * MAX_PIECES)
    (tags,) = accurate().recognise([sentence])
    assert len(tags) == len(sentence)
    places = [tag for token, tag in zip(sentence, tags, strict=True) if token.key == "باکو"]
    assert places[-1] == "B-LOC"


def test_sentences_are_tagged_alike_in_company_and_alone() -> None:
    pytest.importorskip("onnxruntime")
    sentences = [tokenise(s) for s in ("سارا نیکفر از تبریز به پکن رفت.", "وزیر راه گفت", "در باکو " * 30)]
    alone = [accurate().recognise([s])[0] for s in sentences]
    assert accurate().recognise(sentences) == alone


def test_the_model_is_the_one_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANEWS_MODEL", "fast")
    assert chosen() is fast()
    monkeypatch.setenv("FANEWS_MODEL", "perfect")
    with pytest.raises(UsageError, match="perfect"):
        check_choice()


WITHOUT_ONNX = """
import sys
sys.modules["onnxruntime"] = None  # as where it is not installed
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *a: None if name == "onnxruntime" else found(name, *a)
from fanews.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(("arguments", "code"), [(["--model", "accurate"], 1), (["--model", "fast"], 0), ([], 0)])
def test_without_onnx_runtime_the_fast_model_reads_and_the_other_says_what_to_install(
    arguments: list[str], code: int
) -> None:
    command = [sys.executable, "-c", WITHOUT_ONNX, "parse", "-", *arguments]
    environment = {k: v for k, v in os.environ.items() if k != "FANEWS_MODEL"}
    text = "کاوه نمونه‌ای وزیر راه به باکو سفر کرد.\n"
    done = subprocess.run(command, input=text, capture_output=True, text=True, env=environment, timeout=100)
    assert done.returncode == code, done.stderr
    assert ("باکو" in done.stdout) is (code == 0)
    assert ("ONNX Runtime" in done.stderr) is (code == 1)
