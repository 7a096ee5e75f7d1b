"""A dashboard with nothing in it yet, filled through the browser."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import serious_faults
from browser_visitor import Visitor, expect_rows
from dashboard_server import serving
from playwright.sync_api import Locator, expect

RAIN = "باران تازه در دشت نمونه\n\nدر دشت نمونه باران تازه‌ای بارید و کشاورزان شاد شدند.\n"
INGESTED_MS = 200_000
ATTACK = "<img src=x onerror=alert(1)>\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a dashboard without a store."""
    with serving(tmp_path_factory.mktemp("store"), tmp_path_factory.mktemp("log") / "server.log") as address:
        yield address


def upload(visitor: Visitor, *files: Path) -> Locator:
    """Send files in, something in the first of which is not taken; the note that tells how it ended."""
    page = visitor.open("/ingest")
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_text(files[0].name, exact=True)).to_be_visible()
    page.get_by_role("button", name="وارد کن").click()
    done = page.locator(".fa-note", has_text="خبر تازه،").filter(has_text=f"{files[0].name}!/")
    expect(done).to_be_visible(timeout=INGESTED_MS)
    return done


def test_an_empty_dashboard_says_how_to_fill_it_and_a_zip_becomes_rows(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open("/visits")
    expect(page.locator(".fa-empty")).to_contain_text("fanews ingest PATH")
    assert serious_faults(page) == []
    archive = tmp_path / "pages.zip"
    with zipfile.ZipFile(archive, "w") as pages:
        pages.writestr("fresh.txt", RAIN)
        pages.writestr(f"{ATTACK}.txt", "")
    done = upload(visitor, archive)
    expect(done).to_contain_text("۱ خبر تازه")
    expect(done).to_contain_text("۱ ورودی پذیرفته‌نشده")
    expect(done).to_contain_text("onerror")
    assert serious_faults(page) == []
    page.locator(".fa-nav a", has_text="جست‌وجو").click()
    page.get_by_label("جست‌وجو").fill("باران دشت")
    page.keyboard.press("Enter")
    expect_rows(page.locator(".fa-results li"), 1)
    expect(page.locator(".fa-results mark").first).to_have_text("باران")


def test_an_archive_that_attacks_is_refused_part_by_part_and_the_rest_is_taken(
    visitor: Visitor, tmp_path: Path
) -> None:
    archive = tmp_path / "attack.tar.gz"
    members = {
        "../../out.txt": RAIN,
        "/etc/in.txt": RAIN,
        "no-characters-\udcff.txt": "",
        f"\u202e{ATTACK}.txt": "",
        "good.txt": RAIN + "سیل هم آمد.\n",
    }
    with tarfile.open(archive, "w:gz", format=tarfile.GNU_FORMAT) as attack:
        for name, text in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            attack.addfile(member, io.BytesIO(text.encode()))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        attack.addfile(link)
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bomb.txt", "بمب " * 8_000_000)
        packed.writestr("nested.zip", b"PK\x03\x04")
    done = upload(visitor, archive, bomb)
    expect(done).to_contain_text("۱ خبر تازه")
    for refused in ("../../out.txt", "/etc/in.txt", "link.txt", "no-characters-", "bomb.txt", "nested.zip"):
        expect(done).to_contain_text(refused)
    expect(visitor.page.locator(".fa-table", has_text="../../out.txt")).to_be_visible()
