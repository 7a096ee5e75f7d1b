"""To be written."""

from fanews.parse.reading import Reading


def find_outlets(reading: Reading) -> None:
    """To be written."""
