"""A resident's way: write, look at what is alike, send, confirm by mail, see what became of it."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yui.kernel.access import PUBLIC, Actor, Refused, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock, render
from yui.kernel.web.attempts import count_wrong_guess, demand_few_guesses
from yui.kernel.web.forms import show_refusal
from yui.solving.needs import actions, directory
from yui.solving.needs.forms.telling import PlainTellForm, ReceiptForm, TellForm, opened, time_taken
from yui.solving.needs.links import read_confirmation
from yui.solving.needs.models import Trouble
from yui.solving.needs.queries.alike import alike_to
from yui.solving.needs.queries.receipts import became_of, find_receipt, own_troubles, words_of
from yui.solving.needs.rules.telling import opening_words
from yui.solving.needs.views.drafting import drop_draft, keep_draft, kept_draft
from yui.solving.needs.views.personal import found_in_words

_TOLD: Final = "needs_told"
_RECEIPT: Final = "receipt"
_BEGINNING: Final = 60


@page(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def tell(request: HttpRequest) -> HttpResponse:
    """Write a trouble. Alike needs appear while typing; without scripts they are a step before sending."""
    form = _form(request)
    if request.method != "POST":
        return _writing(request, form)
    if request.htmx:  # type: ignore[attr-defined]
        return _writing(request, form)
    if "again" in request.POST:
        keep_draft(request, form.fields, at=clock.now())
        return redirect("needs:tell")
    if not form.is_valid():
        return _writing(request, form, status=422)
    if "send" not in request.POST:
        keep_draft(request, form.fields, at=clock.now())
        return redirect("needs:look")
    try:
        trouble = _tell(request, form)
    except Refused as refused:
        return _refused(request, form, refused)
    drop_draft(request)
    request.session[_TOLD] = [trouble.receipt, bool(trouble.mail)]
    return redirect("needs:told")


@page(PUBLIC)
@require_safe
@never_cache
def look(request: HttpRequest) -> HttpResponse:
    """What was written, once more before it is sent. It can be loaded again and come back to."""
    draft = kept_draft(request, at=clock.now())
    if not draft:
        return redirect("needs:told" if request.session.get(_TOLD) else "needs:tell")
    form = _kind(request)(draft, towns=directory.towns())
    return _looking(request, form) if form.is_valid() else redirect("needs:tell")


@page(PUBLIC)
@require_safe
@never_cache
def told(request: HttpRequest) -> HttpResponse:
    """The receipt of what was just told in this browser."""
    kept = request.session.get(_TOLD)
    if not kept:
        return redirect("needs:tell")
    receipt, mail = kept
    context = {"became": became_of(receipt), "words": words_of(receipt), "mail": mail}
    return render(request, "needs/told.html", context)


@page(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail. Looking at it changes nothing, as mail servers look at links too; the button confirms.

    The same address then says that it was confirmed: loaded again it sends nothing, and it needs no session.
    """
    named = read_confirmation(token)
    trouble = _named_trouble(*named) if named else None
    if trouble is None or not trouble.mail:
        return render(request, "needs/confirm.html", {"trouble": None}, status=404)
    if request.method == "POST":
        actions.confirm_trouble(trouble=trouble, by=Actor.guest(of=trouble.owner_id), at=clock.now())
        return redirect("needs:confirm", token)
    return render(request, "needs/confirm.html", {"trouble": trouble.receipt, "done": trouble.confirmed_at is not None})


@page(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def receipts(request: HttpRequest) -> HttpResponse:
    """Ask for a receipt number, and list what the reader told while signed in."""
    form = ReceiptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        demand_few_guesses(request, _RECEIPT)
        if find_receipt(number):
            return redirect("needs:receipt", number=number)
        count_wrong_guess(request, _RECEIPT)
        return render(request, "needs/receipts.html", {"form": form, "unknown": True, "own": ()}, status=404)
    context = {"form": form, "unknown": False, "own": own_troubles(actor_of(request))}
    return render(request, "needs/receipts.html", context, status=422 if form.errors else 200)


@page(PUBLIC)
@require_safe
@never_cache
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """What became of a trouble. The number is the key; what was told is shown in the browser alone that told it."""
    demand_few_guesses(request, _RECEIPT)
    became = became_of(number)
    if became is None:
        count_wrong_guess(request, _RECEIPT)
        context = {"form": ReceiptForm(), "unknown": True, "own": ()}
        return render(request, "needs/receipts.html", context, status=404)
    own = (request.session.get(_TOLD) or [""])[0] == became.receipt
    context = {"became": became, "words": words_of(became.receipt)[:_BEGINNING] if own else ""}
    answer = render(request, "needs/receipt.html", context)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _form(request: HttpRequest) -> TellForm:
    asked = {"town": request.GET.get("town", ""), "words": opening_words(request.GET.get("words", ""))}
    initial = {
        "started": opened(clock.now()),
        **kept_draft(request, at=clock.now()),
        **{name: text for name, text in asked.items() if text},
    }
    given = request.POST if request.method == "POST" else None
    return _kind(request)(given, initial=initial, towns=directory.towns())


def _kind(request: HttpRequest) -> type[TellForm]:
    return PlainTellForm if getattr(request, "plain", False) else TellForm


def _writing(request: HttpRequest, form: TellForm, *, status: int = 200) -> HttpResponse:
    words = str((form.data if form.is_bound else form.initial).get("words", ""))[:2000]
    groups = alike_to("", words, kinds=("need", "case")) if len(words) >= 8 else ()
    return render(request, "needs/tell.html", {"form": form, "alike": groups}, part="alike", status=status)


def _looking(request: HttpRequest, form: TellForm) -> HttpResponse:
    groups = alike_to("", form.cleaned_data["words"], kinds=("need", "case"))
    town = directory.town(form.cleaned_data["town"])
    personal = found_in_words(f"{form.cleaned_data['words']}\n{form.cleaned_data['area']}")
    return render(
        request, "needs/tell_look.html", {"form": form, "alike": groups, "town": town.name, "personal": personal}
    )


def _tell(request: HttpRequest, form: TellForm) -> Trouble:
    given: dict[str, Any] = form.cleaned_data
    now = clock.now()
    told_words = actions.Told(
        words=given["words"], area=given["area"], name=given["name"], mail=given["mail"], language=form.language
    )
    signs = actions.Signs(
        trap=given["website"],
        taken=time_taken(given["started"], now),
        address=get_adapter(request).get_client_ip(request),
    )
    town = directory.town(given["town"])
    return actions.tell_trouble(told=told_words, signs=signs, by=actor_of(request).turning_to(town), at=now)


def _refused(request: HttpRequest, form: TellForm, refused: Refused) -> HttpResponse:
    """The form again with all words kept, and a token that starts the clock anew."""
    form.data = {**request.POST.dict(), "started": opened(clock.now())}
    show_refusal(form, refused)
    return _writing(request, form, status=refused.status)


def _named_trouble(owner: int, ref: str) -> Trouble | None:
    with acting_for(owner):
        found: Trouble | None = Trouble.objects.filter(ref=ref).first()
    return found
