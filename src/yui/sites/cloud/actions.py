"""What operators do with organisations, and with the readings of words."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yui.kernel import audit
from yui.kernel.access import Actor, Refused, action
from yui.kernel.identity.models import Organisation
from yui.sites.cloud import reading_aloud
from yui.sites.cloud.models import Reading
from yui.sites.cloud.permissions import Permission
from yui.sites.cloud.rules import Fault, as_kept, faults_of


class AlreadyHere(Refused):
    """A government takes part once."""

    code = "cloud.organisation-already-here"
    message = _("この団体コードの地方公共団体は、すでに登録されています。一覧から探してください。")


@action(Permission.ADD_ORGANISATION)
def add_organisation(
    *, kind: str, name: str, kana: str, government_code: str, prefecture: str, population: int | None,
    coordinated_by: Organisation | None, by: Actor, at: datetime,
) -> Organisation:  # fmt: skip
    """Let an organisation take part."""
    if government_code and Organisation.published.of_code(government_code).exists():
        raise AlreadyHere(fields={"government_code": AlreadyHere.message})
    organisation = Organisation(
        kind=kind, name=name, kana=kana, government_code=government_code, prefecture=prefecture,
        population=population, coordinated_by=coordinated_by,
    )  # fmt: skip
    organisation.save()
    audit.record("cloud.organisation-added", of=organisation, after=audit.snapshot(organisation, "kind", "name"))
    return organisation


class CannotStopOneself(Refused):
    """Whoever stops the organisation they act for could not let it go on again."""

    code = "cloud.cannot-stop-oneself"
    message = _("いま自分が使っている団体は、止められません。")


@action(Permission.CLOSE_ORGANISATION)
def stop_organisation(*, organisation: Organisation, reason: str, by: Actor, at: datetime) -> Organisation:
    """Let nobody act for an organisation until it goes on; nothing of it is removed.

    The reason stays in the book as it was written: it is an office's own, and stands nowhere else.
    """
    if organisation.pk == by.organisation_id:
        raise CannotStopOneself
    return _set_active(organisation, False, {"reason": reason})


@action(Permission.CLOSE_ORGANISATION)
def resume_organisation(*, organisation: Organisation, by: Actor, at: datetime) -> Organisation:
    """Let an organisation go on as it was before it was stopped."""
    return _set_active(organisation, True, {})


def _set_active(organisation: Organisation, active: bool, why: dict[str, str]) -> Organisation:
    before = audit.snapshot(organisation, "active")
    organisation.active = active
    organisation.save(update_fields=["active"])
    after = audit.snapshot(organisation, "active") | why
    audit.record("cloud.organisation-set-active", of=organisation, before=before, after=after)
    return organisation


class NotAReading(Refused):
    """The word or the reading is none."""

    code = "cloud.not-a-reading"
    message = _("ことばか、よみがなを確かめてください。")


class AlreadyCorrected(Refused):
    """A word has one reading."""

    code = "cloud.already-corrected"
    message = _("このことばは、すでに一覧にあります。一覧から選んで変えてください。")


_FAULTS = {
    Fault.TOO_LONG: _("長すぎます。短く分けてください。"),
    Fault.NO_KANJI: _("漢字のあることばを書いてください。"),
    Fault.NOT_KANA: _("ひらがなかカタカナだけで書いてください。"),
}


@action(Permission.CORRECT_READINGS)
def correct_reading(*, word: str, kana: str, by: Actor, at: datetime) -> Reading:
    """Let a word be read so on every page."""
    reading = Reading(word=word.strip(), kana=as_kept(kana), changed_at=at)
    _demand_sound(reading)
    reading.save()
    audit.record("cloud.reading-corrected", of=reading, after=audit.snapshot(reading, "word", "kana"))
    transaction.on_commit(reading_aloud.look_again)
    return reading


@action(Permission.CORRECT_READINGS)
def change_reading(*, reading: Reading, word: str, kana: str, by: Actor, at: datetime) -> Reading:
    """Change a correction, or the word it is about."""
    before = audit.snapshot(reading, "word", "kana")
    reading.word, reading.kana, reading.changed_at = word.strip(), as_kept(kana), at
    _demand_sound(reading)
    reading.save()
    audit.record("cloud.reading-changed", of=reading, before=before, after=audit.snapshot(reading, "word", "kana"))
    transaction.on_commit(reading_aloud.look_again)
    return reading


@action(Permission.CORRECT_READINGS)
def remove_reading(*, reading: Reading, by: Actor, at: datetime) -> None:
    """Let the dictionary read the word again."""
    audit.record("cloud.reading-removed", of=reading, before=audit.snapshot(reading, "word", "kana"))
    reading.delete()
    transaction.on_commit(reading_aloud.look_again)


def _demand_sound(reading: Reading) -> None:
    if faults := faults_of(reading.word, reading.kana):
        raise NotAReading(fields={name: _FAULTS[fault] for name, fault in faults.items()})
    if Reading.objects.filter(word=reading.word).exclude(pk=reading.pk).exists():
        raise AlreadyCorrected(fields={"word": AlreadyCorrected.message})
