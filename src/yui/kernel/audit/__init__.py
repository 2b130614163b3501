"""Audit: an append-only book of who did what, as what, on which record. Reading personal data is an entry too."""

from yui.kernel.audit.book import differing, length_of, record, snapshot

__all__ = ["differing", "length_of", "record", "snapshot"]
