"""How a project goes on: each move says first what it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Refused, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.kernel.web.forms import show_refusal
from yui.solving.projects import actions, queries
from yui.solving.projects.forms import StopForm
from yui.solving.projects.models import Project
from yui.solving.projects.permissions import Permission
from yui.solving.projects.views.desk import own


@dataclass(frozen=True)
class Where:
    """What follows for some projects only."""

    holds: Callable[[Project], bool]
    words: Any


@dataclass(frozen=True)
class Way:
    """A move in words: its button, what follows from it, what is said afterwards."""

    act: Callable[..., Any]
    label: Any
    follows: tuple[Any, ...]
    said: Any
    danger: bool = False

    def follows_for(self, project: Project) -> list[Any]:
        """What follows for this project, in sentences."""
        held = [one for one in self.follows if not isinstance(one, Where) or one.holds(project)]
        return [one.words if isinstance(one, Where) else one for one in held]


WAYS = {
    "try": Way(
        actions.start_trial,
        _("実証を始める"),
        (_("取組の段階が「実証中」になります。"), _("もとのニーズも「実証」へ進みます。")),
        _("実証を始めました。"),
    ),
    "run": Way(
        actions.start_running,
        _("運用を始める"),
        (
            _("取組の段階が「運用中」になります。"),
            _("はじめての運用は「導入」と数え、もとのニーズも「導入」になります。"),
            Where(
                queries.names_us_in_use,
                _("紹介されたサービスのページに、使っている団体としてうちの名前が出ます。"),
            ),
            _("一年後に、使い続けているかを尋ねます。"),
        ),
        _("運用を始めました。"),
    ),
    "measure": Way(
        actions.measure_effect,
        _("効果を確かめる"),
        (_("取組の段階が「効果を確かめている」になります。"),),
        _("効果を確かめる段階にしました。"),
    ),
    "pause": Way(
        actions.pause_project,
        _("いったん休む"),
        (_("取組の段階が「休止中」になります。"), _("あとで続けられます。")),
        _("休止にしました。"),
    ),
    "finish": Way(
        actions.finish_project,
        _("取組を終える"),
        (
            _("取組の段階が「終了」になり、元に戻せません。"),
            _("測った値と費用から、事例の下書きを作ります。"),
            _("実証で終わっても「導入」と数えます。"),
            Where(queries.names_us_in_use, _("サービスのページに、使っている団体としてうちの名前が出ます。")),
            _("一年後に、使い続けているかを尋ねます。"),
        ),
        _("取組を終えました。事例の下書きを作っています。"),
    ),
    "stop": Way(
        actions.stop_project,
        _("中止する"),
        (
            _("取組の段階が「中止」になり、元に戻せません。"),
            _("実証中のもとのニーズは、同じ理由で「見送り」になります。"),
            Where(
                queries.names_us_no_more,
                _("運用していたサービスのページから、使っている団体としてのうちの名前が消えます。"),
            ),
            _("理由は、同じことを考えるまちの役に立ちます。"),
        ),
        _("中止を記録しました。"),
        danger=True,
    ),
    "publish": Way(
        actions.publish_project,
        _("公開する"),
        (
            _("だれでも、計画・費用・測った値・引き継ぎを読めるようになります。"),
            _("早めの知らせは、解決したものだけが見えます。"),
            _("似た困りごとを書くまちに、この取組が示されます。"),
        ),
        _("公開しました。"),
    ),
    "hide": Way(
        actions.hide_project,
        _("公開をやめる"),
        (_("住民とほかのまちからは見えなくなります。"), _("記録は残ります。")),
        _("公開をやめました。"),
        danger=True,
    ),
}
SHOWING = {"publish", "hide"}


@page(Permission.MOVE)
def move(request: HttpRequest, ref: str, name: str) -> HttpResponse:
    """Say what a move means, then make it."""
    if name not in WAYS or name in SHOWING:
        raise Http404
    return _confirmed(request, ref, name)


@page(Permission.PUBLISH)
def showing(request: HttpRequest, ref: str, name: str) -> HttpResponse:
    """Say what publishing (or hiding) means, then do it."""
    if name not in SHOWING:
        raise Http404
    return _confirmed(request, ref, name)


def _confirmed(request: HttpRequest, ref: str, name: str) -> HttpResponse:
    project, way = own(ref), WAYS[name]
    form = StopForm(request.POST if request.method == "POST" else None) if name == "stop" else None
    refusal = None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            way.act(project=project, **(form.cleaned_data if form else {}), by=actor_of(request), at=clock.now())
        except Refused as refused:
            refusal = refused if form is None else None
            if form is not None:
                show_refusal(form, refused)
        else:
            messages.success(request, way.said)
            return redirect("projects:desk", project.ref)
    project = own(ref)
    shown = queries.project_page(project, reader=actor_of(request), today=clock.today())
    follows = way.follows_for(project)
    context = {"shown": shown, "way": way, "follows": follows, "form": form, "refusal": refusal}
    wrong = refusal is not None or bool(form and form.errors)
    return render(request, "projects/desk_move.html", context, status=422 if wrong else 200)
