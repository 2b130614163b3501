"""Services."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from yui.kernel.states import Machine, Move, StateField, Stateful
from yui.kernel.tenancy import DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import owned_key
from yui.kernel.tenancy.models import OwnedModel
from yui.solving.solutions import rules
from yui.solving.solutions.rules import MOST, Draft, Per, Period, Price


class ServiceState(models.TextChoices):
    """Whether a service is offered."""

    DRAFT = "draft", _("下書き")
    PUBLISHED = "published", _("公開")
    WITHDRAWN = "withdrawn", _("取下げ")


class Network(models.TextChoices):
    """Over which network a service is used."""

    LGWAN = "lgwan", _("LGWAN")
    INTERNET = "internet", _("インターネット")
    NONE = "none", _("つながずに使える")


PER_LABELS = {
    Per.FLAT: _("定額"),
    Per.HEAD: _("住民1人あたり（全員分）"),
    Per.HOUSEHOLD: _("1世帯あたり（全世帯分）"),
    Per.USER: _("利用する人1人あたり"),
    Per.USING_HOUSEHOLD: _("利用する世帯あたり"),
    Per.DEVICE: _("1台あたり"),
    Per.FACILITY: _("1施設あたり"),
    Per.SCHOOL: _("1校あたり"),
    Per.USE: _("1回あたり"),
}
PER_CHOICES = [(per.value, label) for per, label in PER_LABELS.items()]
PERIOD_CHOICES = [(Period.YEAR.value, _("1年分")), (Period.MONTH.value, _("1か月分"))]

MACHINE = Machine(
    ServiceState,
    initial=ServiceState.DRAFT,
    moves={
        "publish": Move({ServiceState.DRAFT, ServiceState.WITHDRAWN}, to=ServiceState.PUBLISHED, stamp="published_at"),
        "withdraw": Move({ServiceState.PUBLISHED}, to=ServiceState.WITHDRAWN, stamp="withdrawn_at"),
    },
)


class ServiceQuerySet(DoorQuerySet["Service"]):
    """Questions about services."""

    def by_freshness(self, today: date) -> ServiceQuerySet:
        """With `stale` (0 or 1), for an order that puts unconfirmed services behind."""
        limit = today - timedelta(days=rules.FRESH_DAYS)
        fresh = When(confirmed_on__gte=limit, then=Value(0))
        return self.annotate(stale=Case(fresh, default=Value(1), output_field=models.SmallIntegerField()))

    def stale_on(self, today: date) -> ServiceQuerySet:
        """Published ones whose supplier should look at them again."""
        limit = today - timedelta(days=rules.FRESH_DAYS)
        return self.filter(state=ServiceState.PUBLISHED, confirmed_on__lt=limit)

    def with_listed(self) -> ServiceQuerySet:
        """With the lists of codes as text, so that both databases can look into them alike."""
        return self.alias(
            fields_text=Cast("fields", models.TextField()), formats_text=Cast("export_formats", models.TextField())
        )


class Service(Stateful, OwnedModel):
    """Something that a supplier offers. Published ones are everybody's to read."""

    visibility = Visibility(published=Q(state=ServiceState.PUBLISHED))
    personal_fields = frozenset({"inquiry_phone", "inquiry_mail"})
    words_fields = frozenset(
        {"name", "summary", "body", "functions", "standards", "export_formats", "export_note", "accessibility"}
    )
    machine = MACHINE

    name = models.CharField(_("サービスの名前"), max_length=MOST["name"])
    summary = models.CharField(_("一文で言うと"), max_length=MOST["summary"], blank=True)
    body = models.TextField(_("くわしい説明"), max_length=MOST["body"], blank=True)
    fields = models.JSONField(_("分野"), default=list)
    functions = models.JSONField(_("できること"), default=list)
    initial_yen = models.PositiveBigIntegerField(_("はじめの費用"), null=True, blank=True)
    initial_per = models.CharField(max_length=16, choices=PER_CHOICES, default=Per.FLAT.value)
    running_yen = models.PositiveBigIntegerField(_("運用の費用"), null=True, blank=True)
    running_per = models.CharField(max_length=16, choices=PER_CHOICES, default=Per.FLAT.value)
    running_period = models.CharField(max_length=8, choices=PERIOD_CHOICES, default=Period.YEAR.value)
    cloud = models.BooleanField(_("クラウドで動く"), null=True, blank=True)
    network = models.CharField(_("使う回線"), max_length=10, choices=Network.choices, blank=True)
    standards = models.JSONField(_("従う標準"), default=list)
    export_formats = models.JSONField(_("出口（データの書き出し形式）"), default=list)
    export_note = models.CharField(_("出口の説明"), max_length=MOST["export_note"], blank=True)
    accessibility = models.CharField(_("使いやすさへの配慮"), max_length=MOST["accessibility"], blank=True)
    website = models.URLField(_("くわしいページ"), blank=True)
    inquiry_phone = models.CharField(_("問い合わせの電話"), max_length=MOST["inquiry_phone"], blank=True)
    inquiry_mail = models.EmailField(_("問い合わせのメール"), max_length=MOST["inquiry_mail"], blank=True)
    state = StateField(MACHINE)
    place = models.PositiveIntegerField(editable=False, default=0)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    confirmed_on = models.DateField(null=True)

    objects, published, shared, visible = doors(ServiceQuerySet)

    class Meta:
        constraints = [
            owned_key(),
            models.CheckConstraint(
                condition=~Q(state=ServiceState.PUBLISHED)
                | Q(initial_yen__isnull=False, running_yen__isnull=False, confirmed_on__isnull=False),
                name="solutions_service_published_with_price_and_confirmation",
            ),
        ]
        indexes = [
            # All that the order of the list reads, so that sorting never opens the rows with their long texts.
            models.Index(fields=["state", "place", "id", "confirmed_on"], name="solutions_service_listed"),
            models.Index(fields=["state", "changed_at", "id"], name="solutions_service_latest"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.place = self.place or rules.shuffled_place(self.ref)
        super().save(*args, **kwargs)

    @property
    def is_published(self) -> bool:
        return self.state == ServiceState.PUBLISHED

    @property
    def price(self) -> Price:
        return Price(
            initial=self.initial_yen,
            initial_per=self.initial_per,
            running=self.running_yen,
            running_per=self.running_per,
            period=self.running_period,
        )

    def as_draft(self) -> Draft:
        """What it says, as the rules read it."""
        return Draft(
            name=self.name,
            summary=self.summary,
            body=self.body,
            fields=tuple(self.fields),
            functions=tuple(self.functions),
            price=self.price,
            cloud=self.cloud,
            network=self.network,
            standards=tuple(self.standards),
            export_formats=tuple(self.export_formats),
            export_note=self.export_note,
            accessibility=self.accessibility,
            website=self.website,
            inquiry_phone=self.inquiry_phone,
            inquiry_mail=self.inquiry_mail,
        )

    def write(self, draft: Draft) -> None:
        """Say what the draft says, and nothing else; not yet saved."""
        plain = "name summary body cloud network export_note accessibility website inquiry_phone inquiry_mail"
        for name in plain.split():
            setattr(self, name, getattr(draft, name))
        for name in ("fields", "functions", "standards", "export_formats"):
            setattr(self, name, list(getattr(draft, name)))
        self.initial_yen, self.initial_per = draft.price.initial, draft.price.initial_per
        self.running_yen, self.running_per = draft.price.running, draft.price.running_per
        self.running_period = draft.price.period

    def confirm(self, on: date) -> None:
        """Its supplier has looked at it and says that it is still right."""
        self.confirmed_on = on
        self.save(update_fields=["confirmed_on", "changed_at"])

    def publish(self, *, at: datetime, on: date) -> None:
        """Offer it to everybody, its users with it."""
        self.move("publish", at=at, confirmed_on=on)
        self._show_adoptions(True)

    def withdraw(self, *, at: datetime) -> None:
        """Offer it no longer."""
        self.move("withdraw", at=at)
        self._show_adoptions(False)

    def _show_adoptions(self, public: bool) -> None:
        for adoption in self.adoptions.all():
            adoption.public = public
            adoption.save(update_fields=["public", "changed_at"])
