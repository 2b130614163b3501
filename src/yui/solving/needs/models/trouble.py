"""Troubles, what the town answered, and the receipt by which the teller looks them up."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.states import StateField, Stateful
from yui.kernel.tenancy import EVERYTHING, CurrentPerson, DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf, owned_key
from yui.kernel.tenancy.models import OwnedModel
from yui.solving.needs.models.states import TROUBLE_MACHINE, CloseReason, TroubleState
from yui.solving.needs.rules.telling import ANSWER_LIMIT, WORDS_LIMIT


class Channel(models.TextChoices):
    """How a trouble came."""

    WEB = "web", _("ウェブ")
    PAPER = "paper", _("紙")
    PHONE = "phone", _("電話")
    COUNTER = "counter", _("窓口")


class Language(models.TextChoices):
    """The language in which the teller wants to be answered."""

    JAPANESE = "ja", _("日本語")
    PLAIN = "ja-x-easy", _("やさしい日本語")


class TroubleQuerySet(DoorQuerySet["Trouble"]):
    """Questions about troubles."""

    def mail_unconfirmed(self) -> TroubleQuerySet:
        """Told on the web with a mail address of which nobody has shown that it is theirs."""
        return self.filter(channel=Channel.WEB, teller__isnull=True, confirmed_at__isnull=True).exclude(mail="")

    def unanswered(self) -> TroubleQuerySet:
        return self.filter(state=TroubleState.RECEIVED)

    def told_since(self, at: datetime) -> TroubleQuerySet:
        return self.filter(channel=Channel.WEB, told_at__gte=at)


class Trouble(Stateful, OwnedModel):
    """What a resident told, in their own words. It belongs to the town it was told to and is never public."""

    visibility = Visibility(shared=models.Q(teller=CurrentPerson()))
    personal_fields = frozenset({"name", "mail", "words", "sender"})
    words_fields = frozenset({"area"})
    machine = TROUBLE_MACHINE

    receipt = models.CharField(_("受付番号"), max_length=20)
    area = models.CharField(_("地区"), max_length=60, blank=True)
    words = models.TextField(_("困っていること"), max_length=WORDS_LIMIT)
    name = models.CharField(_("お名前"), max_length=60, blank=True)
    mail = models.EmailField(_("メールアドレス"), blank=True)
    language = models.CharField(max_length=9, choices=Language.choices, default=Language.JAPANESE)
    channel = models.CharField(_("受け取り方"), max_length=8, choices=Channel.choices, default=Channel.WEB)
    teller = models.ForeignKey("identity.Person", on_delete=models.PROTECT, null=True, related_name="+")
    # The digest of the network address, salted with the day: it counts one day's messages and can tell nothing more.
    sender = models.CharField(max_length=64, blank=True)
    told_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    state = StateField(TROUBLE_MACHINE)
    close_reason = models.CharField(max_length=10, choices=CloseReason.choices, blank=True)
    need = models.ForeignKey("needs.Need", on_delete=models.PROTECT, null=True, related_name="troubles")

    objects, published, shared, visible = doors(TroubleQuerySet)

    class Meta:
        constraints = [
            owned_key(),
            PartOf("need"),
            models.CheckConstraint(
                condition=~models.Q(state=TroubleState.GATHERED) | models.Q(need__isnull=False),
                name="needs_trouble_gathered_into_a_need",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True) | ~models.Q(mail=""),
                name="needs_trouble_confirms_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(state=TroubleState.CLOSED) ^ models.Q(close_reason=""),
                name="needs_trouble_closed_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state", "-told_at"], name="needs_trouble_at_the_desk"),
            models.Index(fields=["owner", "-told_at", "-id"], name="needs_trouble_latest"),
            models.Index(fields=["owner", "sender", "told_at"], name="needs_trouble_by_sender"),
        ]

    def __str__(self) -> str:
        return self.receipt

    @property
    def is_unverified(self) -> bool:
        """Whether nobody has proved to stand behind it: told on the web, and no mail address was confirmed."""
        return self.channel == Channel.WEB and self.confirmed_at is None and self.teller_id is None

    @property
    def mail_to_answer(self) -> str:
        """Where answers may be sent: an address that somebody vouches for, else nowhere."""
        return "" if self.is_unverified else self.mail

    def confirm_mail(self, *, at: datetime) -> None:
        """The address is the teller's own."""
        self.confirmed_at = at
        self.save(update_fields=["confirmed_at", "changed_at"])

    def forget_mail(self) -> None:
        """The address may be anybody's: it is no longer kept."""
        self.mail = ""
        self.save(update_fields=["mail", "changed_at"])


class Answer(OwnedModel):
    """What the town said to the teller; they read it by their receipt number."""

    visibility = Visibility()
    words_fields = frozenset({"text"})

    trouble = models.ForeignKey(Trouble, on_delete=models.CASCADE, related_name="answers")
    post = models.ForeignKey("identity.Post", on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("返事"), max_length=ANSWER_LIMIT)
    said_at = models.DateTimeField()

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta:
        ordering = ("said_at", "id")
        constraints = [PartOf("trouble"), PartOf("post")]

    def __str__(self) -> str:
        return self.text[:40]


class Receipt(OwnedModel):
    """Leads from the digest of a receipt number to the town that holds the trouble; says nothing else to anybody."""

    visibility = Visibility(published=EVERYTHING)

    trouble = models.OneToOneField(Trouble, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta:
        constraints = [PartOf("trouble")]

    def __str__(self) -> str:
        return self.ref
