"""Learning from choices: figures first, then a switch."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yui.kernel.access import page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.solving.matching import actions, queries
from yui.solving.matching.models import Weights
from yui.solving.matching.permissions import Permission
from yui.solving.matching.views.finding_records import or_404


@page(Permission.SWITCH_WEIGHTS)
@require_safe
def page_of_lessons(request: HttpRequest) -> HttpResponse:
    """How many choices there are and what was learnt from them."""
    return render(request, "matching/learning.html", {"shown": queries.learning_page()})


@page(Permission.SWITCH_WEIGHTS)
@require_POST
def learn(request: HttpRequest) -> HttpResponse:
    """Learn anew; nothing changes yet."""
    actions.learn_weights(by=actor_of(request), at=clock.now())
    messages.success(request, _("学びました。数字を見て、使うかどうかを決めてください。"))
    return redirect("matching:learning")


@page(Permission.SWITCH_WEIGHTS)
@require_POST
def switch(request: HttpRequest, ref: str) -> HttpResponse:
    """Use what was learnt, or go back."""
    weights: Weights = or_404(Weights.objects, ref=ref)
    on = request.POST.get("on") == "yes"
    actions.switch_weights(weights=weights, on=on, by=actor_of(request), at=clock.now())
    said = _("学んだ並べ方を使います。") if on else _("もとの並べ方に戻しました。")
    messages.success(request, said)
    return redirect("matching:learning")
