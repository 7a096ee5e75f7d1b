"""Every command and option of the command line is in docs/commands.md, and nothing that does not exist is."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from fanews.cli import EXPORTS, FORMATS, make_parser

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")
SECTIONS = {re.match(r"`fanews (\w+)", part)[1]: part for part in PAGE.split("\n## ")[1:]}  # type: ignore[index]


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = make_parser()._actions
    (subparsers,) = (action for action in actions if isinstance(action, argparse._SubParsersAction))
    return dict(subparsers.choices)


def options(command: str) -> set[str]:
    actions = commands()[command]._actions
    return {option for action in actions for option in action.option_strings} - {"-h", "--help"}


def test_the_page_has_a_section_for_each_command_and_no_other() -> None:
    assert set(SECTIONS) == set(commands())


@pytest.mark.parametrize("command", sorted(commands()))
def test_the_section_has_each_option_and_no_other(command: str) -> None:
    listed = set(re.findall(r"^- `(--[\w-]+)", SECTIONS[command], re.M))
    assert listed == options(command)


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_and_option_says_what_it_does(command: str) -> None:
    for action in commands()[command]._actions:
        assert action.help or action.choices, action


def test_exports_and_formats_are_listed() -> None:
    assert f"`fanews export {'|'.join(EXPORTS)}`" in PAGE
    assert f"`--format {'|'.join(FORMATS)}`" in PAGE


def test_the_store_knows_the_same_exports_and_formats() -> None:
    from fanews.store.export import EXPORTS as KNOWN
    from fanews.store.tables import FORMATS as KNOWN_FORMATS

    assert set(EXPORTS) == set(KNOWN)
    assert set(FORMATS) == set(KNOWN_FORMATS)
