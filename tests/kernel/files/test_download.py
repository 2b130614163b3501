from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone

from tests.kernel.files import making
from tests.kernel.files.conftest import AT
from yui.kernel.access import Actor
from yui.kernel.files import link, signed_link
from yui.kernel.files.links import read_pass
from yui.kernel.files.permissions import Permission
from yui.kernel.files.views import download
from yui.kernel.tenancy import acting_for

pytestmark = pytest.mark.urls("tests.kernel.files.addresses")


def get(address: str, *, by: Actor, method: str = "GET", **headers):
    request = RequestFactory().generic(method, address, headers=headers)
    request.actor = by
    _, _, rest = request.path.partition("files/")
    ref, _, name = rest.partition("/")
    with acting_for(by.organisation_id, person=by.person_id):
        return download(request, ref, name)


@pytest.fixture
def file(town, kept):
    return kept(town, making.PDF, "回覧板 4月.pdf")


def test_the_owner_downloads_what_was_kept(town, file, actor):
    answer = get(link(file), by=actor(town))

    assert b"".join(answer.streaming_content) == making.PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('回覧板 4月.pdf')}"


def test_a_browser_is_told_to_run_nothing_and_to_guess_nothing(town, file, actor):
    answer = get(link(file), by=actor(town))

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "private" in answer["Cache-Control"]


def test_to_others_the_file_does_not_exist(neighbour, file, actor):
    for stranger in (actor(neighbour), actor(neighbour, *Permission), Actor.guest()):
        with pytest.raises(Http404):
            get(link(file), by=stranger)


def test_a_published_file_is_for_guests_too(town, file):
    with acting_for(town):
        file.publish(at=AT)

    assert get(link(file), by=Actor.guest()).status_code == 200


def test_a_file_in_quarantine_is_for_those_alone_who_may_release_it(town, kept, actor):
    file = kept(town, making.ole2("Workbook", "_VBA_PROJECT"), "集計.xls")
    with acting_for(town):
        file.publish(at=AT)

    for reader in (actor(town), Actor.guest()):
        with pytest.raises(Http404):
            get(link(file), by=reader)
    assert get(link(file), by=actor(town, Permission.RELEASE_FILE)).status_code == 200


def test_what_the_browser_has_already_is_not_sent_again(town, file, actor):
    tag = get(link(file), by=actor(town))["ETag"]

    answer = get(link(file), by=actor(town), **{"If-None-Match": tag})

    assert (answer.status_code, answer.content) == (304, b"")


def test_a_file_is_only_read_at_its_address(town, file, actor):
    assert get(link(file), by=actor(town), method="POST").status_code == 405


def test_a_signed_link_opens_one_file_for_a_while(file):
    fresh = signed_link(file, at=timezone.now())

    assert get(fresh, by=Actor.guest()).status_code == 200


def test_a_signed_link_ends(file):
    old = signed_link(file, at=timezone.now() - timedelta(hours=1), lasts=timedelta(minutes=15))

    with pytest.raises(Http404):
        get(old, by=Actor.guest())


def test_a_signed_link_opens_no_other_file_and_cannot_be_made_up(town, file, kept):
    other = kept(town, making.PNG, "図.png")
    granted = signed_link(file, at=timezone.now()).partition("?")[2]

    for query in (granted, granted[:-3] + "abc", "pass=", "pass=x:y:z"):
        with pytest.raises(Http404):
            get(f"{link(other)}?{query}", by=Actor.guest())


def test_a_signed_link_does_not_open_quarantine(town, file, actor):
    from yui.kernel.files.models import Quarantine

    with acting_for(town):
        file.set_aside(Quarantine.REPORTED, at=AT)

    with pytest.raises(Http404):
        get(signed_link(file, at=timezone.now()), by=Actor.guest())


def test_nonsense_is_no_pass():
    assert read_pass("", at=AT) is None
    assert read_pass("ImFiYyI:abc:def", at=AT) is None
