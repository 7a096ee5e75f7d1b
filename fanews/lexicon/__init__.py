"""Word lists a linguist can edit: tab-separated files beside this module, and their one loader.

Each file starts with `#` lines (what it is, where it comes from, its licence), then a header line,
then a row a line, with an `example` column where a row is a rule of language. Phrases are written
with their ZWNJs; readers match them with `fanews.text.phrase_pattern` or `fold_key`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `<name>.tsv`, column name → value ("" where empty)."""
    lines = files(__name__).joinpath(f"{name}.tsv").read_text("utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    header = kept[0].split("\t")
    return tuple(_row(header, line.split("\t")) for line in kept[1:])


def _row(header: list[str], cells: list[str]) -> dict[str, str]:
    missing = [""] * (len(header) - len(cells))
    return dict(zip(header, cells + missing, strict=True))
