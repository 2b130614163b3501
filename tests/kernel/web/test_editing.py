"""One form in two windows: what stands there is overwritten by nobody who has not read it."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django import forms
from django.http import Http404
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from yui.kernel.access import Actor, Refused, Role
from yui.kernel.audit.queries import lately
from yui.kernel.identity import actions
from yui.kernel.identity.models import Post
from yui.kernel.tenancy import acting_for
from yui.kernel.web import editing as module
from yui.kernel.web.editing import Change, Editing, Opened

pytestmark = pytest.mark.django_db

SAYS = {"name": "福祉課", "duties": "高齢", "email": "fukushi@example.jp", "phone": "0120-000-000"}
OTHERWISE = {"name": "介護課", "duties": "介護", "email": "kaigo@example.jp", "phone": "0120-111-111"}


class Writing(forms.ModelForm[Post]):
    """The form of a post."""

    class Meta:
        model = Post
        fields = list(SAYS)


class Full(Refused):
    code = "tests.full"
    message = "もういっぱいです。"


@dataclass
class Browser:
    """One browser of one person: its windows share a session."""

    by: Actor
    session: dict[str, Any] = field(default_factory=dict)

    def edits(self, post: Post | None, typed: dict[str, str] | None = None) -> Editing:
        """The form as it opens, or the answer to it with what was typed."""
        ways = RequestFactory()
        request: Any = ways.get("/somewhere/") if typed is None else ways.post("/somewhere/", typed)
        request.actor, request.session = self.by, self.session
        loaded = post and (Post.objects.filter(pk=post.pk).first() or post)
        return Editing(request, loaded, of_post, address="/somewhere/")

    def opens(self, post: Post | None) -> str:
        """What a page opened now sends along."""
        return self.edits(post).version


def of_post(post: Post | None, typed: Any) -> Writing:
    return Writing(typed, instance=copy(post) if post else None)


def kept(post: Post | None, form: Any) -> Post:
    written = post or Post(owner=make.town())
    for name, value in form.cleaned_data.items():
        setattr(written, name, value)
    written.save()
    return written


def unexpected(_post: Post | None, _form: Any) -> None:
    raise AssertionError("it was to be kept")


@pytest.fixture(autouse=True)
def scope() -> Any:
    with acting_for(make.town()):
        yield


@pytest.fixture
def post() -> Post:
    return Post.objects.create(owner=make.town(), **SAYS)


@pytest.fixture
def mine() -> Browser:
    return Browser(make.official(make.town()))


@pytest.fixture
def theirs() -> Browser:
    return Browser(make.official(make.town(), email="jiro@example.jp"))


def stands(post: Post) -> dict[str, str]:
    return Post.objects.values(*SAYS).get(pk=post.pk)


def test_what_comes_back_to_what_was_read_is_kept(post: Post, mine: Browser) -> None:
    version = mine.opens(post)
    editing = mine.edits(post, {**SAYS, "duties": "介護", "version": version})

    assert editing.saved(kept)
    assert (editing.status, editing.meanwhile) == (200, None)
    assert stands(post) == {**SAYS, "duties": "介護"}


@pytest.mark.parametrize("name", SAYS)
def test_a_change_of_any_field_meanwhile_stops_the_second_window(
    post: Post, mine: Browser, theirs: Browser, name: str
) -> None:
    version = mine.opens(post)
    assert theirs.edits(post, {**SAYS, name: OTHERWISE[name], "version": theirs.opens(post)}).saved(kept)

    editing = mine.edits(post, {**SAYS, "duties": "見守り", "version": version})

    assert not editing.saved(unexpected)
    assert editing.status == 409
    assert stands(post) == {**SAYS, name: OTHERWISE[name]}


def test_what_was_typed_is_given_back_and_stands_beside_what_stands_there(
    post: Post, mine: Browser, theirs: Browser
) -> None:
    version = mine.opens(post)
    theirs.edits(post, {**SAYS, "duties": "介護", "version": theirs.opens(post)}).saved(kept)

    editing = mine.edits(post, {**SAYS, "duties": "見守り", "version": version})
    editing.saved(unexpected)

    assert editing.form["duties"].value() == "見守り"
    assert editing.meanwhile is not None
    assert [one.row for one in editing.meanwhile.differences] == [("担当", "介護", "見守り")]
    assert editing.meanwhile.address == "/somewhere/"
    assert editing.version == version


def test_the_tick_overwrites_the_version_that_it_names(post: Post, mine: Browser, theirs: Browser) -> None:
    told = {**SAYS, "duties": "見守り", "version": mine.opens(post)}
    theirs.edits(post, {**SAYS, "duties": "介護", "version": theirs.opens(post)}).saved(kept)
    refused = mine.edits(post, told)
    refused.saved(unexpected)

    assert refused.meanwhile is not None
    assert mine.edits(post, {**told, "over": refused.meanwhile.now}).saved(kept)
    assert stands(post)["duties"] == "見守り"


def test_the_tick_overwrites_no_later_version(post: Post, mine: Browser, theirs: Browser) -> None:
    told = {**SAYS, "duties": "見守り", "version": mine.opens(post)}
    theirs.edits(post, {**SAYS, "duties": "介護", "version": theirs.opens(post)}).saved(kept)
    refused = mine.edits(post, told)
    refused.saved(unexpected)
    theirs.edits(post, {**SAYS, "duties": "医療", "version": theirs.opens(post)}).saved(kept)

    assert refused.meanwhile is not None
    again = mine.edits(post, {**told, "over": refused.meanwhile.now})

    assert not again.saved(unexpected)
    assert again.meanwhile is not None
    assert again.meanwhile.now != refused.meanwhile.now
    assert stands(post)["duties"] == "医療"


@given(over=st.text(max_size=30), version=st.text(max_size=60))
def test_no_invented_version_and_no_invented_tick_overwrites_anything(over: str, version: str) -> None:
    post = Post.objects.get_or_create(owner=make.town(), **SAYS)[0]
    editing = Browser(Actor.guest()).edits(post, {**OTHERWISE, "over": over, "version": version})

    assert not editing.saved(unexpected)
    assert editing.status == 409


def test_a_page_whose_version_was_lost_has_seen_nothing(post: Post, mine: Browser) -> None:
    same, other = (mine.edits(post, typed) for typed in (SAYS, OTHERWISE))

    assert same.saved(kept)
    assert not other.saved(unexpected)


def test_who_typed_what_somebody_else_has_saved_already_is_stopped_by_nothing(
    post: Post, mine: Browser, theirs: Browser
) -> None:
    version = mine.opens(post)
    theirs.edits(post, {**OTHERWISE, "version": theirs.opens(post)}).saved(kept)

    assert mine.edits(post, {**OTHERWISE, "version": version}).saved(kept)


def test_a_change_of_what_the_form_does_not_show_stops_nobody(post: Post, mine: Browser) -> None:
    version = mine.opens(post)
    Post.objects.filter(pk=post.pk).update(active=False)

    assert mine.edits(post, {**OTHERWISE, "version": version}).saved(kept)
    assert not Post.objects.get(pk=post.pk).active


def test_a_page_one_returns_to_is_not_refused_for_its_own_words(post: Post, mine: Browser) -> None:
    version = mine.opens(post)
    for duties in ("一度目", "二度目", "三度目"):
        assert mine.edits(post, {**SAYS, "duties": duties, "version": version}).saved(kept)

    assert stands(post)["duties"] == "三度目"


def test_another_window_of_the_same_person_is_refused_all_the_same(post: Post, mine: Browser) -> None:
    first, second = mine.opens(post), mine.opens(post)
    assert mine.edits(post, {**SAYS, "duties": "一つ目の窓", "version": first}).saved(kept)

    assert not mine.edits(post, {**SAYS, "duties": "二つ目の窓", "version": second}).saved(unexpected)


def test_a_page_is_refused_once_others_have_changed_what_it_had_kept(
    post: Post, mine: Browser, theirs: Browser
) -> None:
    version = mine.opens(post)
    mine.edits(post, {**SAYS, "duties": "一度目", "version": version}).saved(kept)
    theirs.edits(post, {**SAYS, "duties": "介護", "version": theirs.opens(post)}).saved(kept)

    assert not mine.edits(post, {**SAYS, "duties": "二度目", "version": version}).saved(unexpected)


def test_a_page_is_refused_too_where_others_went_back_to_what_it_had_read_first(
    post: Post, mine: Browser, theirs: Browser
) -> None:
    version = mine.opens(post)
    mine.edits(post, {**SAYS, "duties": "一度目", "version": version}).saved(kept)
    theirs.edits(post, {**SAYS, "version": theirs.opens(post)}).saved(kept)

    assert not mine.edits(post, {**SAYS, "duties": "二度目", "version": version}).saved(unexpected)


def test_the_first_words_of_a_new_record_begin_it_and_the_same_page_writes_on(mine: Browser) -> None:
    version = mine.opens(None)
    begun = mine.edits(None, {**SAYS, "version": version})

    assert begun.saved(kept)
    assert mine.edits(begun.record, {**SAYS, "duties": "続き", "version": version}).saved(kept)
    assert stands(begun.record)["duties"] == "続き"


def test_a_browser_remembers_its_latest_pages_alone(post: Post, mine: Browser) -> None:
    forgotten = mine.opens(post)
    mine.edits(post, {**SAYS, "duties": "0", "version": forgotten}).saved(kept)
    for number in range(1, 40):
        assert mine.edits(post, {**SAYS, "duties": str(number), "version": mine.opens(post)}).saved(kept)

    assert len(mine.session["pages_kept"]) == 30
    assert not mine.edits(post, {**SAYS, "duties": "0の続き", "version": forgotten}).saved(unexpected)


def test_what_does_not_fit_is_told_before_anything_else(post: Post, mine: Browser, theirs: Browser) -> None:
    version = mine.opens(post)
    theirs.edits(post, {**OTHERWISE, "version": theirs.opens(post)}).saved(kept)
    editing = mine.edits(post, {**SAYS, "name": "", "version": version})

    assert not editing.saved(unexpected)
    assert (editing.status, editing.meanwhile) == (422, None)


def test_what_an_action_refuses_is_told_on_the_page_and_undone(post: Post, mine: Browser) -> None:
    def full(held: Any, form: Any) -> None:
        kept(held, form)
        raise Full

    version = mine.opens(post)
    editing = mine.edits(post, {**OTHERWISE, "version": version})

    assert not editing.saved(full)
    assert editing.status == 422
    assert editing.form.non_field_errors() == [Full.message]
    assert stands(post) == SAYS
    assert mine.session == {}


def test_a_record_that_somebody_has_removed_is_not_found(post: Post, mine: Browser) -> None:
    version = mine.opens(post)
    Post.objects.filter(pk=post.pk).delete()

    with pytest.raises(Http404):
        mine.edits(post, {**OTHERWISE, "version": version}).saved(unexpected)


def test_opening_a_form_keeps_nothing(post: Post, mine: Browser) -> None:
    editing = mine.edits(post)

    assert not editing.saved(unexpected)
    assert (editing.status, mine.session) == (200, {})


@given(st.datetimes(datetime(2020, 1, 1), datetime(2200, 1, 1)), st.text("0123456789abcdef", min_size=24, max_size=24))
def test_a_version_is_read_as_it_was_printed(moment: datetime, digest: str) -> None:
    opened = Opened("2345678abc", moment.replace(microsecond=0, tzinfo=UTC), digest)

    assert Opened.read(str(opened)) == opened


@given(st.text(max_size=60))
def test_what_is_no_version_is_a_page_that_has_seen_nothing(sent: str) -> None:
    read = Opened.read(sent)

    assert (read.page, read.stood) == ("", "")


def renamed(post: Post, by: Actor, at: datetime) -> None:
    actions.change_post(post=post, **{**SAYS, "duties": f"{at:%H%M}"}, by=by, at=at)


def admin(of: Any, email: str = "") -> Actor:
    return make.acting(make.member(of, Role.OFFICIAL, Role.ADMIN, email=email))


def test_colleagues_are_told_who_has_changed_what_since_then_latest_first(post: Post, at: datetime) -> None:
    by = admin(make.town())
    for hours in (-1, 1, 2, 3, 4):
        renamed(post, by, at + timedelta(hours=hours))

    told = lately(post, at)

    assert [one.at for one in told] == [at + timedelta(hours=hours) for hours in (4, 3, 2)]
    assert {(one.who, one.what, one.person_id) for one in told} == {(by.name, "担当を変えた", by.person_id)}


def test_no_guest_and_no_other_organisation_is_told_any_name(post: Post, at: datetime) -> None:
    renamed(post, admin(make.town()), at)

    for scope in (None, make.town("潮見浦町")):
        with acting_for(scope):
            assert lately(post, at) == []
    with acting_for(None, operator=True):
        assert lately(post, at) == []


def test_ones_own_other_window_is_called_so(
    post: Post, mine: Browser, theirs: Browser, monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    told = [Change(at, "山田 花子", "直した", one.by.person_id) for one in (mine, theirs)]
    told += [Change(at, "", "直した", None)]
    monkeypatch.setattr(module, "_told_by", [lambda _record, _since: told])
    Post.objects.filter(pk=post.pk).update(duties="介護")

    editing = mine.edits(post, {**OTHERWISE, "version": f"2345678abc.{int(at.timestamp())}.{'0' * 24}"})
    editing.saved(unexpected)

    assert editing.meanwhile is not None
    assert [one.who for one in editing.meanwhile.changes] == ["あなた（別の画面）", "山田 花子", ""]
