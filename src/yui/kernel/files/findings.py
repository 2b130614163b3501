"""What can be wrong with the bytes of a file; `refusals` turns each into a sentence."""

from __future__ import annotations


class Finding(Exception):
    """A reason not to take a file."""


class Broken(Finding):
    """It is not what its beginning promises."""


class PasswordProtected(Finding):
    """Nobody can look into it."""


class Dangerous(Finding):
    """An archive made to do harm when opened; `reason` in one word."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
