"""What everybody reads of cases."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yui.kernel.access import PUBLIC, Refused, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.kernel.web.forms import show_refusal
from yui.solving.casebook import actions, queries
from yui.solving.casebook.forms import FollowForm
from yui.solving.casebook.models import Case
from yui.solving.fields import Field
from yui.solving.solutions.files import as_csv


@page(PUBLIC)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All public cases, to search and narrow down; `?format=csv` gives them as a file."""
    if request.GET.get("format") == "csv":
        return as_csv(queries.table(request), "cases.csv")
    return render(request, "casebook/list.html", {"listing": queries.listing(request)}, part="results")


@page(PUBLIC)
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """What several towns measured under the same name and unit, side by side."""
    choices = queries.comparable()
    first = f"{choices[0].field}:{choices[0].key}" if choices else ""
    wanted = request.GET.get("indicator", first)
    found = _compared(wanted)
    if found is None and "indicator" in request.GET:
        raise Http404
    if found is not None and request.GET.get("format") == "csv":
        head = (
            *(_("まち"), _("人口の大きさ"), _("人口"), _("年"), _("はじめ"), _("あと")),
            *(_("あと（人口千人あたり）"), _("差"), _("結果")),
        )
        return as_csv([head, *found.cells], "comparison.csv")
    return render(
        request, "casebook/compare.html", {"groups": queries.by_field(choices), "found": found, "wanted": wanted}
    )


def _compared(wanted: str) -> queries.Comparison | None:
    """`field:key` as the page's own list sends it, or a bare key of an older address."""
    field, _colon, key = wanted.partition(":")
    if field in {*Field.values, ""} and key:
        return queries.comparison(key, field)
    return queries.comparison(wanted) if wanted else None


@page(PUBLIC)
@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """One case; of one that was taken back, what is left of it (410)."""
    case = Case.visible.select_related("owner").filter(ref=ref).first()
    if case is None or (case.state == "withdrawn" and not case.is_own()):
        return _gone(request, ref)
    return render(request, "casebook/detail.html", {"shown": queries.case_page(case, reader=actor_of(request))})


@page(PUBLIC)
@require_safe
def sheet(request: HttpRequest, ref: str) -> HttpResponse:
    """One case on paper."""
    shown = queries.case_page(public_case(ref), reader=actor_of(request))
    context = {"shown": shown, "address": request.build_absolute_uri(shown.url), "at": clock.now()}
    return render(request, "casebook/sheet.html", context)


@page(PUBLIC)
@require_safe
def versions(request: HttpRequest, ref: str) -> HttpResponse:
    """What changed from version to version."""
    case = public_case(ref)
    return render(request, "casebook/versions.html", {"case": case, "versions": queries.versions(case)})


@page(PUBLIC)
def follow(request: HttpRequest, ref: str) -> HttpResponse:
    """「うちでもやりたい」: an official begins a need, everybody else tells their own town of a trouble."""
    case = public_case(ref)
    shown = queries.case_page(case, reader=actor_of(request))
    if not shown.may_follow:
        return redirect(_to_a_trouble(case))
    form = FollowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            following = actions.follow_case(case=case, by=actor_of(request), at=clock.now(), **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("事例をもとに、ニーズの下書きを作りました。自分のまちの言葉に直してください。"))
            return redirect("needs:desk_need", following.need.ref)
    status = 422 if form.errors else 200
    context = {"shown": shown, "form": form, "filled": actions.following.prefilled(case)}
    return render(request, "casebook/follow.html", context, status=status)


def public_case(ref: str) -> Case:
    """The case that everybody may read; else there is none."""
    try:
        found: Case = Case.published.select_related("owner").get(ref=ref)
    except Case.DoesNotExist as missing:
        raise Http404 from missing
    return found


def _gone(request: HttpRequest, ref: str) -> HttpResponse:
    stone = queries.tombstone(ref)
    if stone is None:
        raise Http404
    return render(request, "casebook/gone.html", {"stone": stone}, status=410)


def _to_a_trouble(case: Case) -> str:
    words = _("「%(title)s」（%(place)s）のようなことを、うちのまちでもやってほしい。") % {
        "title": case.title,
        "place": case.place,
    }
    return f"{reverse('needs:tell')}?{urlencode({'words': words})}"
