"""No bytes under any name make the reading raise: each input gives documents or refusals."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.sources import Document, Rejected, iter_documents

TEXT = "وزیر راه کشور نمونه گفت: پل بندر آفتاب آماده است.\n"
SUFFIXES = ["", ".txt", ".html", ".jsonl", ".csv", ".tsv", ".zip", ".tar", ".tar.gz", ".tgz", ".gz", ".txt.gz", ".json"]


def a_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT * 20)
        archive.writestr("folder/b.jsonl", '{"text": "پل آماده است"}\n')
    return buffer.getvalue()


def a_tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name in ("a.txt", "b.html"):
            member = tarfile.TarInfo(name)
            member.size = len(TEXT.encode())
            archive.addfile(member, io.BytesIO(TEXT.encode()))
    return buffer.getvalue()


WHOLE = [
    TEXT.encode(),
    TEXT.encode("utf-16"),
    f'{{"id": "1", "published": "2024-11-25", "text": "{TEXT.strip()}"}}\n'.encode() * 3,
    f'id,text\n1,"{TEXT}"\n2,{TEXT}'.encode(),
    f"<html><head><meta name='date' content='2024-11-25'></head><body><p>{TEXT}</p></body></html>".encode(),
    gzip.compress(TEXT.encode()),
    a_zip(),
    a_tar(),
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A whole input with some bytes changed, or cut short, or both."""
    data = bytearray(draw(st.sampled_from(WHOLE)))
    for place in draw(st.lists(st.integers(0, len(data) - 1), max_size=6)):
        data[place] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(0, len(data)))])


@given(st.binary(max_size=300) | damaged(), st.sampled_from(SUFFIXES))
def test_any_bytes_give_documents_or_refusals(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path: Path = tmp_path_factory.mktemp("any") / f"input{suffix}"
    path.write_bytes(data)
    found = list(iter_documents([str(path)]))
    assert found, "an input is never passed over in silence"
    for outcome in found:
        if isinstance(outcome, Rejected):
            assert outcome.reason and outcome.path
        else:
            assert isinstance(outcome, Document) and outcome.text.strip()
            outcome.text.encode("utf-8")
