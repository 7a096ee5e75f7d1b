"""The text layer beside hazm on the same articles: `python benchmarks/text.py`.

Prints the speed of normalising and of splitting sentences, how many lost ZWNJs come back and how many of them
are right (on articles that nothing was counted in), how many names of persons that alters, whether offsets
hold on every text, and how nearly the three spellings of ZWNJs read the same. Skips, saying so, without ../shared.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from fanews.text import align
from fanews.text.articles import articles, is_held_out
from fanews.text.characters import ZWNJS
from fanews.text.joining import imperfect_forms
from fanews.text.sentences import split_sentences
from fanews.text.zwnj import UNJOINED, restore_zwnj

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
HAZM_ARTICLES = 200  # hazm is slow: a share of the articles is enough for its speed
ANY_ZWNJ = re.compile(f"[{ZWNJS}]+")
JOINED_PLURAL = re.compile(rf"[^\W\d_{''.join(UNJOINED)}]های\b")
JOINED_VERB = re.compile(r"\bن?می(\w{3,})")


def main() -> None:
    """Print every figure."""
    if not SHARED.is_dir():
        print("skipped: ../shared is not here")
        return
    _speed()
    _restoration()
    _names()
    _offsets()
    _spellings()


def _speed() -> None:
    from hazm import Normalizer, SentenceTokenizer

    texts = [json.loads(line)["text"] for line in (SHARED / "articles" / "fars.jsonl").read_text("utf-8").splitlines()]
    norms = [align(text).norm for text in texts]
    normalize, tokenize = Normalizer().normalize, SentenceTokenizer().tokenize
    few = texts[:HAZM_ARTICLES]
    print("articles/s/core of fars.jsonl        fanews    hazm")
    print(f"normalise                           {_rate(align, texts):7.0f} {_rate(normalize, few):7.0f}")
    print(f"split sentences                     {_rate(split_sentences, norms):7.0f} {_rate(tokenize, few):7.0f}")
    print("(both and dates: benchmarks/dates.py)")


def _rate(work: Callable[[str], object], texts: list[str]) -> float:
    """Of processor time, so that a busy machine does not show."""
    work(texts[0])
    start = time.process_time()
    for text in texts:
        work(text)
    return len(texts) / (time.process_time() - start)


def _restoration() -> None:
    from hazm import Normalizer

    held_out = [text for _, name, text in articles(SHARED / "articles") if is_held_out(name)]
    whole = [text for text in held_out if keeps_its_zwnjs(text)]
    restore = {"fanews": lambda text: restore_zwnj(text).text, "hazm": Normalizer().normalize}
    print("\nlost ZWNJs put back, articles of fars, mixed and channels that have ZWNJs and were not counted in")
    for kind, texts in (("all", held_out), ("those that join no می or های", whole)):
        for name, work in restore.items():
            right, wrong, missed, skipped = restored_counts(work, texts)
            precision, recall = right / (right + wrong), right / (right + missed)
            print(
                f"{name:7} precision {precision:.4f}  recall {recall:.4f}  on {len(texts) - skipped} articles, {kind}"
            )


def keeps_its_zwnjs(text: str) -> bool:
    """Whether the writer lost none before های and behind می: where one did, a right ZWNJ counts as wrong."""
    norm = align(ANY_ZWNJ.sub("\ue000", text), join=False).norm
    return not JOINED_PLURAL.search(norm) and not any(verb in imperfect_forms() for verb in JOINED_VERB.findall(norm))


def restored_counts(work: Callable[[str], str], texts: Iterable[str]) -> tuple[int, int, int, int]:
    """(right, wrong, missed, texts left out): ZWNJs between two letters, those after ا د ذ ر ز ژ و not counted."""
    right = wrong = missed = skipped = 0
    for text in texts:
        letters, gold, inner = _places(text)
        found_letters, found, _ = _places(work(ANY_ZWNJ.sub("", text)))
        if letters != found_letters:
            skipped += 1
            continue
        found &= inner
        right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
    return right, wrong, missed, skipped


def _places(text: str) -> tuple[str, set[int], set[int]]:
    """The letters alone, before which of them a ZWNJ stands, and which stand inside a word once ZWNJs are lost."""
    norm = align(ANY_ZWNJ.sub("\ue000", text), join=False).norm
    letters: list[str] = []
    zwnjs: set[int] = set()
    inner: set[int] = set()
    before = " "
    for gap, letter in re.findall(r"(\W*)([^\W\d_]|[\d_])", norm):
        if gap in ("", "\ue000") and before.isalpha() and letter.isalpha() and before not in UNJOINED:
            inner.add(len(letters))
            if gap:
                zwnjs.add(len(letters))
        letters.append(letter)
        before = letter
    return "".join(letters), zwnjs, inner


def _names() -> None:
    names = [name for path in sorted((SHARED / "ner").glob("*/*.txt")) for name in person_names(path)]
    altered = sum(bool(restore_zwnj(name).places) for name in names)
    print(f"names of persons altered, none protected: {altered} of {len(names)} in ner/ ({altered / len(names):.2%})")


def person_names(path: Path) -> Iterator[str]:
    """The names of persons of a token-tag file, as written."""
    words: list[str] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        token, _, tag = line.replace("|", "\t").rpartition("\t")
        match = re.fullmatch(r"([BI])[_-]PERS?", tag.strip().upper())
        if words and (match is None or match[1] == "B"):
            yield " ".join(words)
            words = []
        if match:
            words.append(token)


def _offsets() -> None:
    texts = list(all_texts(SHARED / "articles"))
    spans, failures = round_trips(texts)
    print(f"\noffsets: {failures} failures in {spans} spans of {len(texts)} texts (every word, every sentence)")


def all_texts(folder: Path) -> Iterator[str]:
    """Every text under `../shared/articles`."""
    for path in sorted(folder.glob("*.jsonl")):
        yield from (json.loads(line)["text"] for line in path.read_text("utf-8").splitlines())
    for path in sorted(folder.glob("*/*.txt")):
        yield path.read_text("utf-8", errors="replace")


def round_trips(texts: Iterable[str]) -> tuple[int, int]:
    """(spans tried, spans whose words are not those they were read from)."""
    spans = failures = 0
    for text in texts:
        aligned = align(text)
        ranges = [word.span() for word in re.finditer(r"\S+", aligned.norm)]
        ranges += [(s.start, s.end) for s in split_sentences(aligned.norm)]
        for start, end in ranges:
            span = aligned.span(start, end)
            same = text[span.start_char : span.end_char] == span.surface
            spans += 1
            failures += not (same and _letters(span.surface) == _letters(aligned.norm[start:end]))
    return spans, failures


def _letters(text: str) -> str:
    return align(text).norm.replace(" ", "").replace("\n", "")


def _spellings() -> None:
    print("\narticles whose normalised text is the same, letter for letter, with each ZWNJ")
    for file in ("fars", "mixed"):
        texts = [ANY_ZWNJ.sub("\u200c", text) for name, _, text in articles(SHARED / "articles") if name == file]
        lost, spaced = (sum(_is_same(text, gap) for text in texts) / len(texts) for gap in ("", " "))
        places = sum(text.count("\u200c") for text in texts)
        apart = sum(align(text.replace("\u200c", " ")).norm.count(" ") - align(text).norm.count(" ") for text in texts)
        print(f"{file:6} lost: {lost:.1%}   a space: {spaced:.1%} ({1 - apart / places:.1%} of {places} places)")


def _is_same(text: str, gap: str) -> bool:
    return align(text).norm == align(text.replace("\u200c", gap)).norm


if __name__ == "__main__":
    main()
