"""What people do about files in quarantine."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from yui.kernel import audit
from yui.kernel.access import Actor, Refused, action
from yui.kernel.files.models import File, Quarantine
from yui.kernel.files.permissions import Permission


class NotInQuarantine(Refused):
    """Somebody else has released the file already."""

    code = "files.not-in-quarantine"
    message = _("このファイルの表示は止められていません。一覧を開き直して、今の状態を確かめてください。")


class AlreadyInQuarantine(Refused):
    """It is set aside already."""

    code = "files.already-in-quarantine"
    message = _("このファイルの表示は、すでに止められています。")


@action(Permission.SET_FILE_ASIDE)
def set_file_aside(*, file: File, by: Actor, at: datetime) -> File:
    """Stop showing a file, to everybody, at once."""
    if file.quarantined:
        raise AlreadyInQuarantine
    file.set_aside(Quarantine.REPORTED, at=at)
    audit.record("files.set-aside", of=file, after={"quarantine": file.quarantine})
    return file


@action(Permission.RELEASE_FILE)
def release_file(*, file: File, by: Actor, at: datetime) -> File:
    """Let a file be shown again after somebody responsible has looked at it."""
    if not file.quarantined:
        raise NotInQuarantine
    before = {"quarantine": file.quarantine}
    file.release()
    audit.record("files.released", of=file, before=before)
    return file
