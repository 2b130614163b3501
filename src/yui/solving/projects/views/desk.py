"""Where a town works on its projects."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yui.kernel.access import page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.kernel.web.editing import Editing
from yui.kernel.web.paging import page_of
from yui.solving.projects import actions, queries
from yui.solving.projects.forms import PlanForm, ResolveForm, StillInUseForm
from yui.solving.projects.models import EarlyWarning, Project, UseCheck
from yui.solving.projects.permissions import Permission
from yui.solving.projects.views.parts import KINDS, Kind


@page(Permission.WRITE)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The town's projects: what is under way, what is over, what is planned."""
    show = request.GET.get("show", "")
    ours: Any = Project.objects.all()
    shown: Any = {"planned": ours.filter(state="planned"), "over": ours.over()}.get(show, ours.under_way())
    asked = page_of(request, shown.select_related("owner"))
    counts = {
        "": ours.under_way().count(),
        "planned": ours.filter(state="planned").count(),
        "over": ours.over().count(),
    }
    context = {"page": asked, "rows": queries.rows(asked.items, today=clock.today()), "show": show, "counts": counts}
    return render(request, "projects/desk_list.html", context)


@page(Permission.WRITE)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a project; a name is enough."""
    editing = Editing(request, None, lambda _none, typed: PlanForm(typed, initial={"field": "general"}))
    act = actions.draft_project
    if editing.saved(lambda _none, form: act(plan=form.plan(), by=actor_of(request), at=clock.now())):
        messages.success(request, _("取組の下書きを作りました。節目と指標を書き足してください。"))
        return redirect("projects:desk", editing.record.ref)
    return _edited(request, editing, _("取組を始める"))


@page(Permission.WRITE)
@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything about one project of ours, each part with its way to change it."""
    shown = queries.project_page(own(ref), reader=actor_of(request), today=clock.today())
    return render(request, "projects/desk_detail.html", {"shown": shown, "kinds": KINDS})


@page(Permission.WRITE)
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    """Change the plan in words and dates."""
    project = own(ref)
    editing = Editing(request, project, lambda one, typed: PlanForm(typed, initial=PlanForm.saying(one)))
    act = actions.change_project
    if editing.saved(lambda one, form: act(project=one, plan=form.plan(), by=actor_of(request), at=clock.now())):
        return _back(request, project, _("保存しました。"))
    return _edited(request, editing, _("計画を直す"), project)


@page(Permission.WRITE)
def new_part(request: HttpRequest, ref: str, kind: str) -> HttpResponse:
    """Add a part to a project."""
    return _write_part(request, own(ref), _kind(kind), None)


@page(Permission.WRITE)
def part(request: HttpRequest, ref: str, kind: str, part_ref: str) -> HttpResponse:
    """Change a part of a project."""
    project, of = own(ref), _kind(kind)
    return _write_part(request, project, of, _part(project, of, part_ref))


@page(Permission.WRITE)
def remove(request: HttpRequest, ref: str, kind: str, part_ref: str) -> HttpResponse:
    """Take a part out, after saying so once more."""
    project, of = own(ref), _kind(kind)
    found = _part(project, of, part_ref)
    if request.method == "POST":
        actions.remove_part(part=found, by=actor_of(request), at=clock.now())
        return _back(request, project, _("消しました。操作の記録には残ります。"))
    return render(request, "projects/desk_remove.html", {"project": project, "kind": of, "part": found})


@page(Permission.WRITE)
def resolve(request: HttpRequest, ref: str, part_ref: str) -> HttpResponse:
    """Say how a trouble was resolved."""
    project = own(ref)
    warning = _part(project, KINDS["troubles"], part_ref)
    editing = Editing(request, warning, ResolveForm.of)
    act = actions.resolve_trouble
    if editing.saved(lambda one, form: act(warning=one, **form.cleaned_data, by=actor_of(request), at=clock.now())):
        return _back(request, project, _("解決したと記録しました。"))
    return _edited(request, editing, _("どう解決したか"), project, about=warning)


@page(Permission.WRITE)
def still_in_use(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer whether it is still in use, one year after adoption."""
    project = own(ref)
    check = UseCheck.objects.filter(project=project).first()
    if check is None:
        raise Http404
    editing = Editing(request, check, StillInUseForm.of)
    act = actions.answer_still_in_use
    if editing.saved(lambda one, form: act(check=one, **form.cleaned_data, by=actor_of(request), at=clock.now())):
        return _back(request, project, _("答えを記録しました。"))
    return _edited(request, editing, _("いまも使っていますか"), project)


def own(ref: str) -> Project:
    """The project of ours; another town's does not exist."""
    try:
        found: Project = Project.objects.select_related("owner").get(ref=ref)
    except Project.DoesNotExist as missing:
        raise Http404 from missing
    return found


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def _part(project: Project, kind: Kind, ref: str) -> Any:
    model: Any = kind.model
    try:
        return model.objects.select_related("project").get(project=project, ref=ref)
    except model.DoesNotExist as missing:
        raise Http404 from missing


def _write_part(request: HttpRequest, project: Project, kind: Kind, found: Any) -> HttpResponse:
    def form_of(part: Any, typed: Any) -> Any:
        initial = kind.saying(part) if part is not None else _beginning(request, kind)
        return kind.form(project, part, clock.today(), typed, initial)

    editing = Editing(request, found, form_of)
    if editing.saved(lambda part, form: kind.keep(project, part, form, by=actor_of(request), at=clock.now())):
        return _back(request, project, _("保存しました。"))
    return _edited(request, editing, kind.label, project, kind=kind, part=found)


def _beginning(request: HttpRequest, kind: Kind) -> dict[str, Any]:
    if kind.model is EarlyWarning:
        return {"reported_on": clock.today(), "severity": "watch"}
    return {"indicator": request.GET.get("indicator", ""), "measured_on": clock.today(), "better": "up"}


def _edited(
    request: HttpRequest, editing: Editing, title: Any, project: Project | None = None, **more: Any
) -> HttpResponse:
    context = {"form": editing.form, "editing": editing, "title": title, "project": project}
    context |= {"kind": None, "part": None, "about": None, **more}
    return render(request, "projects/desk_form.html", context, status=editing.status)


def _back(request: HttpRequest, project: Project, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("projects:desk", project.ref)
