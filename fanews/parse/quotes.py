"""To be written."""

from fanews.parse.reading import Reading


def find_quotes(reading: Reading) -> None:
    """To be written."""
