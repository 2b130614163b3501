"""How lines of the log are written: without personal data, on one screen line each where they can be."""

from __future__ import annotations

import logging

from yui.values.masking import masked


class MaskingFormatter(logging.Formatter):
    """Masks mail addresses and telephone numbers in the finished line, its traceback included.

    A driver quotes the row it could not keep, a mail server the address it did not take: nobody who writes a log line
    knows all that will stand in it, so it is taken out where the line is done. Controls are written out, so that
    nothing typed can begin a line of its own or speak to a terminal.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:
        return "".join(_shown(letter) for letter in super().formatMessage(record))

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


def _shown(letter: str) -> str:
    return letter if letter.isprintable() or letter in "\t　" else letter.encode("unicode_escape").decode()
