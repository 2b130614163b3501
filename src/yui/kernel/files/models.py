"""Contents, stored once, and the files that hold them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from yui.kernel.files.kinds import FileKind
from yui.kernel.tenancy import DoorQuerySet, Infrastructure, Visibility, doors
from yui.kernel.tenancy.constraints import owned_key
from yui.kernel.tenancy.models import OwnedModel


class Content(models.Model):
    """Bytes in the store. `let_go_at`: a file that held it was deleted then; perhaps nobody holds it any more."""

    visibility = Infrastructure(
        "Shared by the organisations that sent the same bytes; reached through their files only."
    )

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    stored_at = models.DateTimeField()
    let_go_at = models.DateTimeField(null=True, db_index=True)

    objects = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="files_content_is_not_empty")]

    def __str__(self) -> str:
        return self.sha256[:12]


class FileQuerySet(DoorQuerySet["File"]):
    """Questions about files."""

    def for_purpose(self, code: str) -> FileQuerySet:
        """Files kept for one purpose, latest first."""
        return self.filter(purpose=code).order_by("-kept_at", "-pk")

    def in_quarantine(self) -> FileQuerySet:
        """Files that wait for somebody to look at them."""
        return self.filter(quarantined_at__isnull=False)


class Quarantine(models.TextChoices):
    """Why a file is not shown."""

    MACROS = "macros", _("プログラム（マクロ）を含みます")
    REPORTED = "reported", _("職員が表示を止めました")


class File(OwnedModel):
    """One organisation's holding of a content, under the name its sender gave it."""

    visibility = Visibility(published=Q(published_at__isnull=False, quarantined_at__isnull=True))
    personal_fields: ClassVar = frozenset({"name", "name_as_typed"})

    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    extension = models.CharField(max_length=5, choices=[(kind.extension, kind.label) for kind in FileKind])
    size = models.BigIntegerField()
    name = models.CharField(max_length=255)
    name_as_typed = models.CharField(max_length=1000, blank=True)
    purpose = models.CharField(max_length=60)
    kept_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    quarantined_at = models.DateTimeField(null=True)
    quarantine = models.CharField(max_length=10, choices=Quarantine.choices, blank=True)

    objects, published, shared, visible = doors(FileQuerySet)

    class Meta:
        constraints = [
            owned_key(),
            models.CheckConstraint(
                condition=Q(quarantined_at__isnull=True, quarantine="")
                | Q(quarantined_at__isnull=False) & ~Q(quarantine=""),
                name="files_file_quarantine_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> FileKind:
        """What its bytes say it is."""
        return FileKind.of_extension(self.extension)

    @property
    def sha256(self) -> str:
        """The hash of its content, without asking the database."""
        return str(self.content_id)

    @property
    def quarantined(self) -> bool:
        """Kept, and not shown."""
        return self.quarantined_at is not None

    def publish(self, *, at: datetime) -> None:
        """Let everybody read it, unless it is in quarantine. Done by the room that shows it."""
        self.published_at = at
        self.save(update_fields=["published_at", "changed_at"])

    def withdraw(self) -> None:
        """Let nobody but the owner read it."""
        self.published_at = None
        self.save(update_fields=["published_at", "changed_at"])

    def set_aside(self, why: Quarantine, *, at: datetime) -> None:
        """Into quarantine."""
        self.quarantined_at, self.quarantine = at, why
        self.save(update_fields=["quarantined_at", "quarantine", "changed_at"])

    def release(self) -> None:
        """Out of quarantine."""
        self.quarantined_at, self.quarantine = None, ""
        self.save(update_fields=["quarantined_at", "quarantine", "changed_at"])


@receiver(post_delete, sender=File)
def _let_go(instance: File, **_: Any) -> None:
    # Whatever deletes a file (a room, a cascade, the end of an organisation), the sweep hears of it.
    Content.objects.filter(pk=instance.content_id).update(let_go_at=Now())
