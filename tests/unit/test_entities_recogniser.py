"""The fast recogniser: tokens, phrases, and the same answers as CRFsuite's own tagger."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pycrfsuite
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.models import fast
from fanews.models.features import features
from fanews.models.phrases import PhraseBook
from fanews.models.recogniser import CrfRecogniser
from fanews.models.tokens import tokenise
from fanews.models.train import projected, store

SENTENCES = [
    "سارا نیکفر از تبریز به پکن رفت.",
    "سازمان بنادر کشور گفت: رضا کریمی می‌آید",
    "وزیر راه و پرویز زمانی در باکو بودند",
    "شرکت فولاد کیوان به لاهه نامه نوشت",
    "",
    "پرویز زمانی گفت",
]
KINDS = {
    "سارا نیکفر": "PER",
    "رضا کریمی": "PER",
    "پرویز زمانی": "PER",
    "تبریز": "LOC",
    "پکن": "LOC",
    "باکو": "LOC",
    "لاهه": "LOC",
    "سازمان بنادر": "ORG",
    "شرکت فولاد کیوان": "ORG",
}


def test_cached_sums_tag_as_crfsuite_does(tmp_path: Path) -> None:
    sentences = [tokenise(s.replace("\u200c", "")) for s in SENTENCES]
    book = PhraseBook(KINDS)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"max_iterations": 8, "c1": 0.01, "c2": 0.1})
    for tokens in sentences:
        if tokens:
            trainer.append(features(tokens), projected(tokens, book))
    trainer.train(str(tmp_path / "crf"))
    store(tmp_path / "crf", tmp_path / "crf.npz")
    tagger = pycrfsuite.Tagger()
    tagger.open(str(tmp_path / "crf"))
    theirs = [list(tagger.tag(features(tokens))) if tokens else [] for tokens in sentences]
    assert CrfRecogniser(tmp_path / "crf.npz").recognise(sentences) == theirs


@given(st.lists(st.text(st.sampled_from("آبپتسی ابک.،«»()12x\u200c"), max_size=30), max_size=4))
def test_every_token_gets_a_legal_tag_whatever_the_text(texts: list[str]) -> None:
    sentences = [tokenise(text) for text in texts]
    for tokens, tags in zip(sentences, fast().recognise(sentences), strict=True):
        assert len(tokens) == len(tags)
        for before, tag in zip(["O", *tags], tags, strict=False):
            assert tag[0] != "I" or before[2:] == tag[2:]


@given(st.text(max_size=60))
def test_tokens_come_in_order_and_cover_every_letter(text: str) -> None:
    tokens = tokenise(text)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    covered = {i for t in tokens for i in range(t.start, t.end)}
    assert all(i in covered for i, letter in enumerate(text) if letter.isalnum())


@pytest.mark.parametrize("text", ["شرکت های بزرگ", "شرکتهای بزرگ"])
def test_a_word_part_that_stands_apart_is_glued(text: str) -> None:
    assert [t.key for t in tokenise(text)] == ["شرکتهای", "بزرگ"]


@pytest.mark.parametrize("name", ["امالسادات", "ام السادات"])
def test_the_arabic_mother_belongs_to_the_name_behind_it(name: str) -> None:
    assert [t.key for t in tokenise(f"گفته ام {name} آمد")] == ["گفتهام", "امالسادات", "آمد"]


def test_a_word_that_stands_by_itself_is_no_part_of_another_word() -> None:
    book = PhraseBook({"ونیز": 1, "بهشهر": 2, "شیراز": 3, "گفت‌وگو از راه دور": 4})
    assert book.longest(tokenise("و نیز"), 0) is None
    assert book.longest(tokenise("به شهر"), 0) is None
    assert book.longest(tokenise("ونیز"), 0) == (1, 1)
    assert book.longest(tokenise("شیر از"), 0) is None
    assert book.longest(tokenise("گفت و گو از راه دور"), 0) == (6, 4)
