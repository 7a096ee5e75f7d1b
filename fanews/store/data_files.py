"""Reads the tab-separated data files of this package (same form as fanews.lexicon's)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def data_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `<name>.tsv`, column name → value."""
    lines = files(__package__).joinpath(f"{name}.tsv").read_text("utf-8").splitlines()
    header, *kept = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(dict(zip(header, row, strict=True)) for row in kept)
