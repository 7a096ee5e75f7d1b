"""The errors fanews raises on purpose.

Every one carries a message in plain words and a hint that says what to do. Errors of libraries
are translated once, where they are caught, always `from` the original.
"""


class FanewsError(Exception):
    """What went wrong (`message`) and what to do about it (`hint`, may be empty)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class SourceError(FanewsError):
    """An input that cannot be read: missing, binary, too large, in an unknown encoding ..."""


class StoreError(FanewsError):
    """A store that is missing, is not one, or does not hold together."""


class UsageError(FanewsError):
    """The command line asks for something that does not exist (exit code 2)."""
