from __future__ import annotations

import pytest
from django.test import Client

from tests import factories as make
from yui.kernel.access import Role
from yui.kernel.identity.models import Organisation
from yui.kernel.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(make.member(make.operator_body(), Role.OPERATOR).person)
    return client


def test_operators_see_how_the_installation_is_doing(operator: Client) -> None:
    page = operator.get("/cloud/").content.decode()

    assert "運用の状況" in page
    assert "失敗した仕事はありません" in page


@pytest.mark.parametrize("address", ["/cloud/", "/cloud/organisations/", "/cloud/organisations/add/"])
def test_the_cloud_does_not_exist_for_anybody_else(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    client.force_login(make.member(make.town(), Role.OFFICIAL).person)
    assert client.get(address).status_code == 404


def test_a_government_is_registered_by_its_code_alone(operator: Client) -> None:
    answer = operator.post("/cloud/organisations/add/", {"kind": "government", "government_code": "092011"})

    assert answer.status_code == 302
    assert Organisation.published.of_code("092011").get().name == "宇都宮市"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "government"}, "団体コードが要ります"),
        ({"kind": "government", "government_code": "999999"}, "見つかりません"),
        ({"kind": "vendor"}, "名称を書いてください"),
    ],
)
def test_a_registration_that_lacks_something_says_what(operator: Client, given: dict[str, str], sentence: str) -> None:
    answer = operator.post("/cloud/organisations/add/", given)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_government_takes_part_once(operator: Client) -> None:
    operator.post("/cloud/organisations/add/", {"kind": "government", "government_code": "092011"})

    answer = operator.post("/cloud/organisations/add/", {"kind": "government", "government_code": "092011"})

    assert "すでに登録されています" in answer.content.decode()
    assert Organisation.published.of_code("092011").count() == 1


def test_an_organisation_that_was_stopped_cannot_be_acted_for(operator: Client) -> None:
    town = make.town()
    official = make.member(town, Role.OFFICIAL)

    operator.post(f"/cloud/organisations/{town.ref}/active/", {"active": "0"})

    stopped = Client()
    stopped.force_login(official.person)
    assert "まだ、どの団体にも入っていません" in stopped.get("/desk/").content.decode()


def test_a_job_that_is_gone_is_not_found(operator: Client) -> None:
    assert Job.objects.count() == 0
    assert operator.post("/cloud/jobs/1/retry/").status_code == 404
