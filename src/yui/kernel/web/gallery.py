"""The gallery: every component with its states, for those who build pages and for the checks that judge them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yui.kernel.access import PUBLIC, Refused, page
from yui.kernel.web import clock, errors
from yui.kernel.web.forms import BoxedDateField
from yui.kernel.web.paging import Page
from yui.kernel.web.rendering import render

_LONG_NAME = "特定非営利活動法人まちの困りごとをみんなでゆっくり解いていく広域ネットワーク推進協議会"


class SampleForm(forms.Form):
    """A field of each kind."""

    title = forms.CharField(label="困りごとを一言で", max_length=40, help_text="例：バスの本数が減り、通院できない")
    story = forms.CharField(label="くわしい様子", max_length=400, required=False, widget=forms.Textarea)
    email = forms.EmailField(label="メールアドレス")
    households = forms.IntegerField(label="困っている世帯", required=False)
    field = forms.ChoiceField(label="分野", choices=[("", "選んでください"), ("care", "福祉・介護"), ("move", "交通")])
    who = forms.ChoiceField(
        label="どなたの困りごとですか",
        choices=[("me", "わたし"), ("family", "家族"), ("area", "地域｜自治会や近所で困っていること")],
        widget=forms.RadioSelect,
    )
    times = forms.MultipleChoiceField(
        label="困る時間帯",
        choices=[("am", "午前"), ("pm", "午後"), ("night", "夜")],
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "choices-two"}),
    )
    since = BoxedDateField(label="いつごろから", required=False)
    photo = forms.FileField(label="写真や書類", required=False)
    agreed = forms.BooleanField(label="個人の名前を書いていないことを確かめました")


@dataclass(frozen=True)
class Option:
    """One choice that narrows a list down."""

    label: str
    count: int
    href: str
    chosen: bool = False


@dataclass(frozen=True)
class Group:
    """Choices of one kind."""

    label: str
    options: list[Option] = field(default_factory=list)


@page(PUBLIC)
def index(request: HttpRequest) -> HttpResponse:
    """All components on the residents' face."""
    return render(request, "gallery/page.html", {"layout": "base.html", **_samples()})


@page(PUBLIC)
def desk(request: HttpRequest) -> HttpResponse:
    """The same components on the face of staff."""
    return render(request, "gallery/page.html", {"layout": "desk.html", **_samples()})


@page(PUBLIC)
def form(request: HttpRequest) -> HttpResponse:
    """A form of its own: sent empty it shows every error."""
    sample = SampleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and sample.is_valid():
        return render(request, "gallery/form.html", {"form": sample, "sent": True})
    return render(request, "gallery/form.html", {"form": sample, "sent": False}, status=422 if sample.errors else 200)


@page(PUBLIC)
@require_safe
def error(request: HttpRequest, kind: str) -> HttpResponse:
    """The error pages, to look at."""
    pages = {
        "400": errors.bad_request,
        "403": errors.permission_denied,
        "404": errors.not_found,
        "csrf": errors.csrf_failure,
        "500": errors.server_error,
    }
    if kind == "refused":
        refusal = Refused("この課題は、もう提出されています。")
        return render(request, "errors/refused.html", {"refusal": refusal}, status=422)
    if kind == "stopped":
        stopped = SimpleNamespace(names=["結野町"], ask=[("結 運用団体", "0120-000-000")])
        return render(request, "errors/stopped.html", {"stopped": stopped}, status=403)
    if kind not in pages:
        raise Http404
    return pages[kind](request)


def _samples() -> dict[str, Any]:
    at = datetime(2026, 11, 23, 14, 30, tzinfo=clock.JAPAN)
    wrong = SampleForm(
        {"title": "あ" * 41, "email": "まちがい", "since_year": "令和8", "since_month": "2", "since_day": "30"}
    )
    wrong.is_valid()
    return {
        "at": at,
        "form": SampleForm(auto_id="free_%s"),
        "wrong": wrong,
        "long_name": _LONG_NAME,
        "groups": [
            Group("分野", [Option("福祉・介護", 1204, "?f=care", chosen=True), Option("交通", 86, "?f=move")]),
            Group("人口の大きさ", [Option("1万人より少ない", 12, "?p=s"), Option("1万人から5万人", 7, "?p=m")]),
        ],
        "page": Page(items=[], total=10_000, previous="?before=x", next="?after=y"),
        "first_page": Page(items=[], total=3, previous=None, next=None),
        "events": [
            SimpleNamespace(
                at=at, who="結野町 企画課", what="候補を2件 紹介しました", text="配食と見守りのサービス", href="#x"
            ),
            SimpleNamespace(at=at.replace(day=20), who="結野町 企画課", what="課題として受け付けました"),
            SimpleNamespace(at=at.replace(day=18), who="", what="困りごとが届きました"),
        ],
        "measured": [("2026年4月", 42), ("2026年6月", 38), ("2026年8月", 31), ("2026年10月", 24), ("2026年11月", 22)],
        "towns": [("結野町", 38), ("青浜市", 64), ("山里村", 12)],
    }
