"""To be written."""

from fanews.parse.reading import Reading


def find_mentions(reading: Reading) -> None:
    """To be written."""
