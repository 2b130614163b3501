"""The posts of one's organisation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yui.kernel.access import Refused, page
from yui.kernel.identity import actions, queries
from yui.kernel.identity.acting import actor_of
from yui.kernel.identity.forms.organisation import PostForm, PostHandOverForm
from yui.kernel.identity.models import Post
from yui.kernel.identity.permissions import Permission
from yui.kernel.web import clock, render
from yui.kernel.web.editing import Editing
from yui.kernel.web.forms import show_refusal


@page(Permission.READ_COLLEAGUES)
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """The posts, with how many people hold each."""
    may_keep = actor_of(request).may(Permission.KEEP_POSTS)
    return render(request, "identity/posts.html", {"posts": queries.posts(clock.today()), "may_keep": may_keep})


@page(Permission.KEEP_POSTS)
def new(request: HttpRequest) -> HttpResponse:
    """Make a post."""
    form = PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_post(**form.cleaned_data, by=actor_of(request), at=clock.now())
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("部署を作りました。"))
            return redirect("identity:posts")
    return render(request, "identity/post_new.html", {"form": form}, status=422 if form.errors else 200)


@page(Permission.KEEP_POSTS)
def post(request: HttpRequest, ref: str) -> HttpResponse:
    """Change a post; from here it is handed over or closed."""
    found = _post(ref)
    editing, act = Editing(request, found, PostForm.of), actions.change_post
    if editing.saved(lambda one, form: act(post=one, **form.cleaned_data, by=actor_of(request), at=clock.now())):
        messages.success(request, _("部署を直しました。"))
        return redirect("identity:posts")
    shown = {"form": editing.form, "editing": editing, "post": queries.post_card(found, clock.today())}
    return render(request, "identity/post.html", shown, status=editing.status)


@page(Permission.KEEP_POSTS)
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Close a post, in two steps."""
    found = _post(ref)
    if request.method == "POST":
        actions.close_post(post=found, by=actor_of(request), at=clock.now())
        messages.success(request, _("部署を閉じました。"))
        return redirect("identity:posts")
    return render(request, "identity/post_close.html", {"post": queries.post_card(found, clock.today())})


@page(Permission.HAND_OVER)
def hand_over(request: HttpRequest, ref: str) -> HttpResponse:
    """Move all that a post is in charge of to another."""
    found = _post(ref)
    form = PostHandOverForm(request.POST or None, besides=found)
    if request.method == "POST" and form.is_valid():
        try:
            moved = actions.hand_over_post(post=found, **form.cleaned_data, by=actor_of(request), at=clock.now())
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("%(number)d件を引き継ぎました。") % {"number": sum(moved.values())})
            return redirect("identity:posts")
    shown = {"form": form, "post": queries.post_card(found, clock.today())}
    return render(request, "identity/post_hand_over.html", shown, status=422 if form.errors else 200)


def _post(ref: str) -> Post:
    return get_object_or_404(Post.objects, ref=ref)
