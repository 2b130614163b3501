"""People of an organisation whose use was stopped: told so plainly, whom to ask, and their words given back."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories as make
from tests.conventions.addresses import pages
from yui.kernel.access import PUBLIC, SIGNED_IN, Role
from yui.kernel.tenancy import acting_for
from yui.solving.needs.models import Need

pytestmark = pytest.mark.django_db
OURS = {"origin": "http://testserver"}
TOLD = "この団体の利用は止まっています"
STAFF_PAGES = [one for one in pages() if one.right not in {PUBLIC, SIGNED_IN, None} and one.path.startswith("/desk/")]


def stop(organisation: Any, *, active: bool = False) -> None:
    with acting_for(organisation, operator=True):
        organisation.active = active
        organisation.save(update_fields=["active"])


@pytest.fixture
def stopped(client: Client) -> Client:
    """An official whose town was stopped after they had signed in."""
    client.force_login(make.member(make.town(), Role.OFFICIAL, Role.MANAGER).person)
    operator = make.post(make.operator_body(), "運用の窓口")
    with acting_for(make.operator_body()):
        operator.phone, operator.email = "0120-000-000", "help@example.jp"
        operator.save()
    assert client.get("/desk/").status_code == 200
    stop(make.town())
    return client


def test_every_page_of_the_desk_says_that_the_organisation_was_stopped(stopped: Client) -> None:
    calls = [(method, page.path) for page in STAFF_PAGES for method in ("get", "post")]

    answers = {call: getattr(stopped, call[0])(call[1]) for call in calls}

    silent = [call for call, found in answers.items() if found.status_code != 403 or TOLD not in found.content.decode()]
    assert len(calls) > 100
    assert silent == []


def test_they_read_who_stopped_it_that_nothing_is_gone_and_whom_to_ask(stopped: Client) -> None:
    page = stopped.get("/desk/").content.decode()

    for told in (
        "霧ヶ沢村の利用は、運用団体が止めました",
        "記録は消えていません",
        "結 運用団体",
        "0120-000-000",
        "help@example.jp",
    ):
        assert told in page


def test_what_they_were_writing_is_given_back_and_not_written_down(stopped: Client) -> None:
    words = "放送が聞こえない。\n<i>雨の夜</i>でも"

    answer = stopped.post("/desk/needs/new", {"title": "放送", "present": words}, headers=OURS)

    assert words in unescape(answer.content.decode())
    assert "届いていない文" in answer.content.decode()
    with acting_for(make.town()):
        assert not Need.objects.exists()


def test_once_it_goes_on_so_does_their_work(stopped: Client) -> None:
    stop(make.town(), active=True)

    assert stopped.get("/desk/").status_code == 200


def test_what_does_not_exist_does_not_exist_for_them_either(stopped: Client) -> None:
    assert stopped.get("/desk/nothing-at-all").status_code == 404
    assert stopped.get("/needs/").status_code == 200


def test_residents_and_people_who_have_left_are_told_nothing_of_it(client: Client) -> None:
    left = make.member(make.town(), Role.OFFICIAL)
    with acting_for(make.town()):
        left.ended_on = timezone.localdate()
        left.save()
    stop(make.town())

    for person in (make.person("resident@example.jp"), left.person):
        client.force_login(person)
        answer = client.get("/desk/needs/")
        assert (answer.status_code, TOLD in answer.content.decode()) == (404, False)


def test_what_was_written_for_a_stopped_organisation_is_not_sent_in_the_name_of_another(client: Client) -> None:
    official = make.member(make.town(), Role.OFFICIAL, email="both@example.jp")
    make.member(make.vendor(), Role.OFFICIAL, email="both@example.jp")
    client.force_login(official.person)
    client.get("/desk/")
    stop(make.town())

    sent = client.post("/desk/needs/new", {"present": "放送が聞こえない"}, headers=OURS)

    assert (sent.status_code, TOLD in sent.content.decode()) == (403, True)
    assert client.get("/desk/").status_code == 200  # now for the other one
    for of in (make.town(), make.vendor()):
        with acting_for(of):
            assert not Need.objects.exists()
    assert client.post("/desk/needs/new", {}, headers=OURS).status_code == 422
