"""Pages about the API: what it offers, and an organisation's tokens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yui.kernel.access import PUBLIC, page
from yui.kernel.api import actions, queries
from yui.kernel.api.application import the_document
from yui.kernel.api.forms import TokenForm
from yui.kernel.api.models import Token
from yui.kernel.api.permissions import Permission
from yui.kernel.api.reading import sections
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render


@page(PUBLIC)
@require_safe
def reading(request: HttpRequest) -> HttpResponse:
    """What the API offers, for people who write programs."""
    return render(request, "api/reading.html", {"sections": sections(the_document())})


@page(Permission.KEEP_TOKENS)
@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    """The organisation's tokens."""
    return render(request, "api/tokens.html", {"tokens": queries.token_cards(clock.now())})


@page(Permission.KEEP_TOKENS)
@never_cache
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token; its text is shown on this one page and never again."""
    actor = actor_of(request)
    form = TokenForm(request.POST or None, scopes=queries.scope_choices(actor.permissions))
    if request.method == "POST" and form.is_valid():
        made = actions.make_token(**form.cleaned_data, by=actor, at=clock.now())
        return render(request, "api/token_made.html", {"made": made})
    return render(request, "api/token_new.html", {"form": form}, status=422 if form.errors else 200)


@page(Permission.KEEP_TOKENS)
@require_POST
def revoke(request: HttpRequest, ref: str) -> HttpResponse:
    """End a token."""
    token = get_object_or_404(Token.objects, ref=ref)
    actions.revoke_token(token=token, by=actor_of(request), at=clock.now())
    messages.success(request, _("トークンを取り消しました。もう使えません。"))
    return redirect("api:tokens")
