"""To be written."""

from fanews.parse.reading import Reading


def find_visits(reading: Reading) -> None:
    """To be written."""
