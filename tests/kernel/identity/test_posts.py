"""Records belong to posts: posts open, change, hand over, and close when nothing is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.windows import edited
from yui.kernel.access import Actor, Role
from yui.kernel.identity import actions, extensions
from yui.kernel.identity.extensions import Holder, Owned
from yui.kernel.identity.models import Post
from yui.kernel.identity.refusals import PostInUse, PostTaken, SameHolder
from yui.kernel.tenancy import acting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def files() -> Iterator[dict[int | None, int]]:
    """A kind of record that posts are in charge of: how many each has."""
    held: dict[int | None, int] = {}

    def move(holder: Holder, to: Holder) -> int:
        moved = held.pop(holder.post_id, 0)
        held[to.post_id] = held.get(to.post_id, 0) + moved
        return moved

    before = dict(extensions._owned)
    extensions._owned.clear()
    extensions.register_owned(Owned("tests.file", "書類", lambda holder: held.get(holder.post_id, 0), move))
    yield held
    extensions._owned.clear()
    extensions._owned.update(before)


def admin(of: Any) -> Actor:
    return make.acting(make.member(of, Role.ADMIN, email="admin@example.jp"))


def test_two_posts_of_a_town_never_share_a_name(at: datetime) -> None:
    here, by = make.town(), admin(make.town())
    actions.open_post(name="福祉課", by=by, at=at)

    with pytest.raises(PostTaken):
        actions.open_post(name="福祉課", by=by, at=at)
    other = make.post(here, "建設課")
    with acting_for(here), pytest.raises(PostTaken):
        actions.change_post(post=other, name="福祉課", duties="", email="", phone="", by=by, at=at)


def test_two_towns_may_have_a_post_of_the_same_name(at: datetime) -> None:
    here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")
    make.post(there, "福祉課")

    assert actions.open_post(name="福祉課", by=admin(here), at=at).owner_id == here.pk


def test_a_post_in_charge_of_something_stays_open(at: datetime, files: dict[int | None, int]) -> None:
    here = make.town()
    post = make.post(here, "建設課")
    files[post.pk] = 3
    by = admin(here)

    with pytest.raises(PostInUse) as refused:
        actions.close_post(post=post, by=by, at=at)

    assert refused.value.held == ["書類 3"]
    with acting_for(here):
        assert Post.objects.get(pk=post.pk).active


def test_a_post_hands_all_over_and_closes(at: datetime, files: dict[int | None, int]) -> None:
    here = make.town()
    old, new = make.post(here, "建設課"), make.post(here, "まちづくり課")
    files[old.pk] = 3
    make.member(here, email="x@example.jp", in_post=old)

    moved = actions.hand_over_post(post=old, to=new, with_people=True, close=True, by=admin(here), at=at)

    assert moved == {"tests.file": 3, "people": 1}
    assert files[new.pk] == 3
    assert not old.active


def test_a_hand_over_that_leaves_people_does_not_close(at: datetime, files: dict[int | None, int]) -> None:
    here = make.town()
    old, new = make.post(here, "建設課"), make.post(here, "まちづくり課")
    make.member(here, email="x@example.jp", in_post=old)

    with pytest.raises(PostInUse):
        actions.hand_over_post(post=old, to=new, with_people=False, close=True, by=admin(here), at=at)


def test_a_post_does_not_hand_over_to_itself(at: datetime) -> None:
    here = make.town()
    post = make.post(here)

    with pytest.raises(SameHolder):
        actions.hand_over_post(post=post, to=post, with_people=True, close=False, by=admin(here), at=at)


def test_every_page_about_people_and_posts_prints(client: Client) -> None:
    here = make.town()
    post, member = make.post(here), make.member(here, Role.OFFICIAL, Role.ADMIN)
    client.force_login(member.person)
    paths = [
        "/desk/organisation/",
        "/desk/organisation/change",
        "/desk/people/",
        "/desk/people/invite",
        f"/desk/people/{member.ref}/",
        f"/desk/people/{member.ref}/end",
        f"/desk/people/{member.ref}/hand-over",
        "/desk/posts/",
        "/desk/posts/new",
        f"/desk/posts/{post.ref}/",
        f"/desk/posts/{post.ref}/close",
        f"/desk/posts/{post.ref}/hand-over",
        "/desk/tokens/",
        "/desk/tokens/new",
        "/desk/audit/",
    ]

    headings = {path: re.findall("<h1[^>]*>(.*?)</h1>", client.get(path).content.decode(), re.DOTALL) for path in paths}

    assert all(len(found) == 1 for found in headings.values()), headings
    assert len({found[0] for found in headings.values()}) == len(paths), headings


def test_an_administrator_keeps_posts_at_the_desk(client: Client) -> None:
    here = make.town()
    client.force_login(make.member(here, Role.ADMIN).person)

    client.post("/desk/posts/new", {"name": "福祉課", "duties": "介護"})
    with acting_for(here):
        post = Post.objects.get(name="福祉課")
    edited(client, f"/desk/posts/{post.ref}/", {"name": "健康福祉課", "duties": "介護"})
    taken = client.post("/desk/posts/new", {"name": "健康福祉課"})
    client.post(f"/desk/posts/{post.ref}/close")

    with acting_for(here):
        post.refresh_from_db()
    assert (post.name, post.active) == ("健康福祉課", False)
    assert taken.status_code == 422


def test_an_administrator_changes_what_the_town_says_of_itself(client: Client) -> None:
    here = make.town()
    client.force_login(make.member(here, Role.ADMIN).person)
    fields = {"kana": "きりがさわ", "place": "本町1", "population": "3100", "introduction": "山の村", "hue": "120"}

    answer = edited(client, "/desk/organisation/change", {**fields, "website": "www.example.jp"})

    here.refresh_from_db()
    assert answer.status_code == 302
    assert (here.population, here.website, here.hue) == (3100, "https://www.example.jp", 120)


def test_an_official_sees_but_does_not_change(client: Client) -> None:
    here = make.town()
    post = make.post(here)
    client.force_login(make.member(here, Role.OFFICIAL).person)

    changing = (f"/desk/posts/{post.ref}/", "/desk/organisation/change")

    listed = client.get("/desk/posts/").content.decode()
    refused = [client.get(address).status_code for address in changing]
    client.force_login(make.member(here, Role.ADMIN).person)

    assert post.name in listed
    assert f"/desk/posts/{post.ref}/" not in listed
    assert (refused, [client.get(address).status_code for address in changing]) == ([404, 404], [200, 200])
