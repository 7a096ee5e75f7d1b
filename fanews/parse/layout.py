"""To be written."""

from fanews.parse.reading import Reading


def find_layout(reading: Reading) -> None:
    """To be written."""
