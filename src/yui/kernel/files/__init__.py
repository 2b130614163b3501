"""Files: what people send is kept as it came, known by its bytes, shown only as what it is.

Words: a *content* is bytes, named by their SHA-256 and stored once; a *file* is one organisation's holding of a content,
with the name it was given and the *purpose* it is for. A *kind* is what the bytes say it is. A file in *quarantine* is
kept and not shown until somebody responsible releases it.

    file = keep(upload, purpose=ATTACHMENT, by=by, at=at)     # raises FileRefused, a sentence for the sender
    with open_content(file) as content: ...
    link(file)                                                # the address of its download

Two organisations that send the same bytes share the storage and never learn of it: files, not contents, have owners.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yui.kernel.files.keeping import drop, keep, open_content
    from yui.kernel.files.links import link, signed_link
    from yui.kernel.files.staging import Staged, stage

_HOMES = {
    "drop": "keeping",
    "keep": "keeping",
    "open_content": "keeping",
    "link": "links",
    "signed_link": "links",
    "Staged": "staging",
    "stage": "staging",
}


def __getattr__(name: str) -> Any:
    """Found when first used: Django reads this package before it can load the models behind these names."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = ["Staged", "drop", "keep", "link", "open_content", "signed_link", "stage"]
