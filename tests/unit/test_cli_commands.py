"""The command line: output, words, exit codes."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from fanews.cli import DONE, FAILED, USAGE, main

FANEWS = [sys.executable, "-m", "fanews.cli"]
TITLE = "پل بندر آفتاب گشوده شد"
TEXT = f"{TITLE}\nبه گزارش خبرگزاری نمونه، کاوه نمونه‌ای وزیر راه گفت: پل بندر آفتاب آماده است.\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    return path


def run(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*FANEWS, *map(str, arguments)], input=stdin, capture_output=True, timeout=120, check=False)


def records(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_parse_prints_one_object_a_line_and_nothing_else(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(page), str(page)]) == DONE
    printed = capsys.readouterr()
    first, second = records(printed.out)
    assert first == second
    assert (first["path"], first["language"], first["title"]) == (str(page), "fa", TITLE)
    assert first["agency"] == "خبرگزاری نمونه"
    assert printed.err == ""


def test_parse_goes_on_after_a_bad_file_and_fails(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert main(["parse", str(empty), str(page), str(tmp_path / "nothing.txt")]) == FAILED
    printed = capsys.readouterr()
    assert len(records(printed.out)) == 1
    assert printed.err.splitlines() == [
        f"{empty}: The file is empty.",
        f"{tmp_path}/nothing.txt: There is no such file or folder. Check the path.",
    ]


def test_parse_names_table_rows_by_their_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feed = tmp_path / "feed.jsonl"
    rows = [{"id": f"n-{i}", "text": TEXT, "title": "عنوان ردیف", "published": "2024-11-25"} for i in range(3)]
    feed.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert main(["parse", str(feed)]) == DONE
    found = records(capsys.readouterr().out)
    assert [record["path"] for record in found] == ["n-0", "n-1", "n-2"]
    assert {record["published"] for record in found} == {"2024-11-25"}
    assert {record["title"] for record in found} == {"عنوان ردیف"}


def test_offsets_count_code_points_of_the_text_as_received(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\u200f🔹 " + TEXT.replace("ی", "ي")
    (tmp_path / "page.txt").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert main(["parse", str(tmp_path / "page.txt")]) == DONE
    (record,) = records(capsys.readouterr().out)
    spans = [*record["quotes"], *record["entities"]]  # type: ignore[misc]
    assert spans and all(text[s["start"] : s["end"]] == s["text"] for s in spans)


def test_parse_reads_standard_input(page: Path) -> None:
    done = run("parse", "-", stdin=page.read_bytes())
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert records(done.stdout.decode())[0]["path"] == "-"


def test_a_reader_that_leaves_early_is_no_error(page: Path) -> None:
    many = ["parse", *[str(page)] * 150]
    with subprocess.Popen([*FANEWS, *many], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        words = process.stderr.read()
        assert process.wait(60) == FAILED
    assert words == b""


@pytest.mark.parametrize(
    "arguments",
    [[], ["nonsense"], ["parse"], ["ingest"], ["export"], ["export", "nonsense"],
     ["export", "visits", "--format", "xml"], ["check", "--nonsense"], ["serve", "--port", "many"]],
)  # fmt: skip
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == USAGE
    assert "usage:" in capsys.readouterr().err


def test_ingest_says_what_it_did(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "store"
    assert main(["ingest", str(page), "--store", str(store)]) == DONE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Articles: 1 new, 0 changed, 0 unchanged" in printed.err
    assert "articles/s" in printed.err  # the bar
    assert main(["ingest", str(page), "--store", str(store), "--quiet"]) == DONE
    assert "Articles: 0 new, 0 changed, 1 unchanged" in capsys.readouterr().err
    page.write_text(TEXT + "وی افزود: راه باز است.\n", "utf-8")
    assert main(["ingest", str(page), "--store", str(store), "--quiet"]) == DONE
    assert "Articles: 0 new, 1 changed, 0 unchanged" in capsys.readouterr().err


def test_refresh_reads_known_pages_again(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = str(tmp_path / "store")
    for options, told in (([], "1 new"), ([], "1 unchanged"), (["--refresh"], "1 changed")):
        assert main(["ingest", "--quiet", *options, "--store", store, str(page)]) == DONE
        assert told in capsys.readouterr().err


def test_the_store_is_named_by_option_or_environment(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FANEWS_STORE", str(tmp_path / "named"))
    assert main(["ingest", str(page), "--quiet"]) == DONE
    assert main(["check"]) == DONE
    assert (tmp_path / "named" / "current").is_file()
    assert capsys.readouterr().err.endswith("Every rule holds.\n")


def make_bad_inputs(folder: Path) -> dict[str, str]:
    """Every kind of bad input by its name, with what is said of it."""
    folder.mkdir()
    (folder / "empty.txt").touch()
    with (folder / "big.txt").open("wb") as stream:
        stream.truncate(50_000_000)
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "encoding.txt").write_bytes("وزير الخارجية قال".encode("iso8859-6"))
    (folder / "cut.txt.gz").write_bytes(gzip.compress(TEXT.encode() * 50)[:-30])
    with zipfile.ZipFile(folder / "outside.zip", "w") as archive:
        archive.writestr("../outside.txt", TEXT)
    (folder / "rows.jsonl").write_text(
        '{"text": \nno json\n' + json.dumps({"id": "good", "text": TEXT + TEXT}) + "\n", "utf-8"
    )
    (folder / "wordless.html").write_text("<html><body><img src='a.png'></body></html>", "utf-8")
    return {
        "empty.txt": "The file is empty.",
        "big.txt": "The text is larger than 10 MB.",
        "binary.txt": "It is a binary file, not a text.",
        "encoding.txt": "The text is in none of UTF-8, UTF-16 and windows-1256.",
        "cut.txt.gz!/cut.txt": "The file is damaged or cut short.",
        "outside.zip!/../outside.txt": "The member's name leads out of the archive.",
        "rows.jsonl:1": "The line is not JSON.",
        "rows.jsonl:2": "The line is not JSON.",
        "wordless.html": "The page has no article text.",
    }


def test_ingest_names_every_bad_input_in_a_line_and_keeps_the_rest(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "bad"
    said = make_bad_inputs(folder)
    store = tmp_path / "store"
    assert main(["ingest", str(folder), str(page), "--store", str(store), "--quiet"]) == DONE
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith(f"Articles: 2 new, 0 changed, 0 unchanged, {len(said)} not taken")
    for name, words in said.items():
        assert len([line for line in lines if line.startswith(f"{folder}/{name}: {words}")]) == 1
    assert len(lines) == 1 + len(said)
    assert main(["check", "--store", str(store)]) == DONE


def test_a_named_input_that_cannot_be_taken_fails_the_ingest(page: Path, tmp_path: Path) -> None:
    assert main(["ingest", str(page), str(tmp_path / "nothing"), "--store", str(tmp_path / "a"), "--quiet"]) == FAILED
    assert main(["ingest", str(tmp_path / "nothing"), "--store", str(tmp_path / "b"), "--quiet"]) == FAILED
    assert main(["check", "--store", str(tmp_path / "a")]) == DONE


def test_a_store_that_is_not_one_is_said_to_be_none(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "photos"
    other.mkdir()
    (other / "holiday.jpg").write_bytes(b"\xff\xd8")
    for command in (["check"], ["export", "visits"], ["ingest", str(page), "--quiet"]):
        assert main([*command, "--store", str(other)]) == FAILED
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("fanews: ") and str(other) in line
    assert main(["check", "--store", str(tmp_path / "nothing")]) == FAILED
    assert [path.name for path in other.iterdir()] == ["holiday.jpg"]


def test_export_writes_every_format(page: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    store = ["--store", str(tmp_path / "store")]
    main(["ingest", str(page), "--quiet", *store])
    capfdbinary.readouterr()
    assert main(["export", "articles", *store]) == DONE
    guarded = capfdbinary.readouterr().out
    assert guarded.startswith(b"\xef\xbb\xbf")
    assert main(["export", "articles", "--plain", *store]) == DONE
    assert not capfdbinary.readouterr().out.startswith(b"\xef\xbb\xbf")
    assert main(["export", "articles", "--format", "jsonl", *store]) == DONE
    assert json.loads(capfdbinary.readouterr().out)["title"] == TITLE
    target = tmp_path / "articles.parquet"
    assert main(["export", "articles", "--format", "parquet", "--output", str(target), *store]) == DONE
    assert target.read_bytes().startswith(b"PAR1") and sorted(tmp_path.glob("*.part")) == []


def test_an_export_that_cannot_be_written_fails(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = ["--store", str(tmp_path / "store")]
    main(["ingest", str(page), "--quiet", *store])
    assert main(["export", "visits", "--output", str(tmp_path / "nowhere" / "visits.csv"), *store]) == FAILED
    assert "cannot be written" in capsys.readouterr().err


def test_a_hostile_file_name_cannot_command_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = tmp_path / "a\x1b[2J\u202eb\nfanews: done.txt"
    name.touch()
    assert main(["parse", str(name)]) == FAILED
    words = capsys.readouterr().err
    assert "\x1b" not in words and "\u202e" not in words
    assert len(words.splitlines()) == 1


def test_a_file_name_that_is_no_utf8_is_printed_as_json(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/page\xff.txt"
    Path(os.fsdecode(name)).write_text(TEXT, "utf-8")
    done = subprocess.run([*FANEWS, "parse", name], capture_output=True, timeout=120, check=False)
    assert done.returncode == DONE
    assert records(done.stdout.decode("utf-8"))[0]["path"].endswith("page\udcff.txt")  # type: ignore[attr-defined]


def test_starting_to_parse_loads_no_dashboard_and_no_database() -> None:
    code = "import sys, fanews.cli, fanews.pipeline, fanews.parse; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True
    ).stdout.split()
    assert not {"pandas", "streamlit", "duckdb", "pyarrow", "plotly", "hazm", "trafilatura"} & set(loaded)
