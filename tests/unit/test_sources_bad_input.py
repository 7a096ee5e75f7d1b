"""Bad inputs: one clear line each, and nothing else is lost."""

from __future__ import annotations

import gzip
import io
import os
import random
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from fanews.sources import Document, Rejected, iter_documents

TEXT = "وزیر راه کشور نمونه گفت: پل بندر آفتاب آماده است.\n"


def outcomes(*paths: Path | str) -> list[Document | Rejected]:
    return list(iter_documents([str(path) for path in paths]))


def the_refusal(*paths: Path | str) -> Rejected:
    (only,) = outcomes(*paths)
    assert isinstance(only, Rejected)
    assert only.reason.endswith(".") and "\n" not in only.reason + only.hint
    return only


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "The file is empty."),
        ("blank.txt", b" \n\t\n", "The file is empty."),
        ("marked.txt", b"\xef\xbb\xbf", "The file is empty."),
        (
            "picture.txt",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4,
            "It is a binary file, not a text.",
        ),
        ("latin.txt", "Un café à la carte, déjà vu, naïve façade".encode("latin-1"), "The text is in none of UTF-8"),
        ("iso.txt", "وزير الخارجية قال في المؤتمر إن الزيارة".encode("iso8859-6"), "The text is in none of UTF-8"),
        ("english.txt", b"The minister said that the bridge is ready.", "It has no Persian text."),
        ("half.txt", (TEXT * 3000).encode() + b"\xd9", "Byte "),
        ("broken.zip", b"PK\x03\x04 this is no zip", "The zip archive is damaged or cut short."),
        ("broken.tar.gz", b"\x1f\x8b this is no gzip", "The archive is damaged or cut short"),
        ("broken.txt.gz", gzip.compress(TEXT.encode())[:-12], "The file is damaged or cut short."),
        ("empty.jsonl", b"\n\n", "The file is empty."),
        ("columns.csv", "title,body\nپل,آماده\n".encode(), "The table has no column named `text`."),
        ("document.json", b'[{"text": "..."}]', "JSON documents are not read."),
        ("page.html", b"<!doctype html><html><body><script>1</script></body></html>", "The page has no article text."),
    ],
)
def test_an_input_that_cannot_be_taken_is_refused_with_a_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    refusal = the_refusal(tmp_path / name)
    assert refusal.reason.startswith(reason)
    assert refusal.path.startswith(str(tmp_path / name))


def test_a_file_of_50_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as stream:
        stream.truncate(50_000_000)
    assert the_refusal(big).reason == "The text is larger than 10 MB."


def test_a_path_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert the_refusal(tmp_path / "nothing").reason == "There is no such file or folder."
    assert the_refusal("no\0name").reason.startswith("It cannot be opened")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert the_refusal(tmp_path).reason == "The folder has no files."


def test_a_pipe_in_a_folder_does_not_stop_the_reading(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    refused, taken = outcomes(tmp_path)
    assert isinstance(refused, Rejected) and refused.reason == "It is not a file."
    assert isinstance(taken, Document)


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(TEXT, "utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    assert [r.reason for r in outcomes(folder) if isinstance(r, Rejected)] == [
        "It is a link, which is not followed."
    ] * 2


def test_one_bad_file_in_a_folder_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    (tmp_path / "c.bin").write_bytes(bytes(range(256)))
    kinds = [type(outcome) for outcome in outcomes(tmp_path)]
    assert kinds == [Rejected, Document, Rejected]


def a_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def a_tar(path: Path, members: dict[str, bytes], links: dict[str, str] | None = None) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, target in (links or {}).items():
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, target
            archive.addfile(link)
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


OUTSIDE = ["../outside.txt", "a/../../outside.txt", "/outside.txt", "..\\outside.txt", "C:\\outside.txt"]


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize("make", [a_zip, a_tar])
def test_a_member_that_leaves_its_archive_is_refused_and_the_others_are_read(tmp_path: Path, make, name: str) -> None:
    suffix = ".zip" if make is a_zip else ".tar.gz"
    archive = make(tmp_path / f"pages{suffix}", {name: TEXT.encode(), "inside.txt": TEXT.encode()})
    refused, taken = outcomes(archive)
    assert isinstance(refused, Rejected) and refused.reason == "The member's name leads out of the archive."
    assert isinstance(taken, Document) and taken.path == f"{archive}!/inside.txt"


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    archive = a_tar(tmp_path / "pages.tgz", {"page.txt": TEXT.encode()}, {"link.txt": "/etc/hostname"})
    refused, taken = outcomes(archive)
    assert isinstance(refused, Rejected) and "link" in refused.reason
    assert isinstance(taken, Document)


def test_a_truncated_archive_gives_what_could_be_read(tmp_path: Path) -> None:
    noise = random.Random(7)  # so that the archive is as large as its members
    members = {f"{i}.txt": (TEXT + "".join(noise.choices("ابپتجدرسشکلمنوهی ", k=60_000))).encode() for i in range(8)}
    whole = a_tar(tmp_path / "whole.tar.gz", members).read_bytes()
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    found = outcomes(cut)
    assert len([o for o in found if isinstance(o, Document)]) >= 4
    assert any(isinstance(o, Rejected) and "cut short" in o.reason for o in found)


def test_a_truncated_table_gives_the_rows_that_could_be_read(tmp_path: Path) -> None:
    rows = "".join(f'{{"id": "{i}", "text": "پل شماره {i} آماده است {os.urandom(40).hex()}"}}\n' for i in range(3000))
    packed = gzip.compress(rows.encode())
    (tmp_path / "feed.jsonl.gz").write_bytes(packed[: len(packed) * 2 // 3])
    found = outcomes(tmp_path / "feed.jsonl.gz")
    assert len([o for o in found if isinstance(o, Document)]) > 1500
    assert isinstance(found[-1], Rejected) and "cut short" in found[-1].reason


def test_a_bomb_is_refused_and_does_not_fill_the_memory(tmp_path: Path) -> None:
    import resource

    archive = a_zip(tmp_path / "bomb.zip", {"bomb.txt": b" " * 300_000_000, "page.txt": TEXT.encode()})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refused, taken = outcomes(archive)
    assert isinstance(refused, Rejected) and refused.reason == "The text is larger than 10 MB."
    assert isinstance(taken, Document)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_an_archive_that_unpacks_without_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fanews.sources.archives.UNPACKED_LIMIT", 200_000)
    zipped = a_zip(tmp_path / "bomb.zip", {f"{i}.txt": TEXT.encode() + b" " * 90_000 for i in range(5)})
    tarred = a_tar(tmp_path / "bomb.tar.gz", {f"{i}.txt": TEXT.encode() + b" " * 90_000 for i in range(5)})
    for archive in (zipped, tarred):
        found = outcomes(archive)
        assert 1 <= len([o for o in found if isinstance(o, Document)]) < 5
        assert isinstance(found[-1], Rejected) and found[-1].path == str(archive)


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = a_zip(tmp_path / "inner.zip", {"page.txt": TEXT.encode()}).read_bytes()
    assert (
        the_refusal(a_zip(tmp_path / "outer.zip", {"inner.zip": inner})).reason == "It is an archive inside an archive."
    )


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    archive = a_zip(tmp_path / "pages.zip", {"page.txt": TEXT.encode()})
    data = bytearray(archive.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    archive.write_bytes(data)
    assert the_refusal(archive).reason == "The member is encrypted."


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", TEXT.encode(), gzip.compress(TEXT.encode())])
def test_standard_input_is_read_like_a_file(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (only,) = outcomes("-")
    assert isinstance(only, Document if data == TEXT.encode() else Rejected)
