"""To be written."""

from fanews.parse.reading import Reading


def find_language(reading: Reading) -> None:
    """To be written."""
