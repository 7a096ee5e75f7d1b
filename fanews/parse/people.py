"""To be written."""

from fanews.parse.reading import Reading


def find_people(reading: Reading) -> None:
    """To be written."""
