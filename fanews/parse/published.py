"""To be written."""

from fanews.parse.reading import Reading


def find_published(reading: Reading) -> None:
    """To be written."""
