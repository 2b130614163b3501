from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

import yui
from tests import factories as make
from yui.kernel.access import Role
from yui.kernel.audit.models import Entry
from yui.kernel.identity.models import Organisation
from yui.kernel.jobs.models import Job
from yui.kernel.jobs.schedules import all_schedules
from yui.kernel.tenancy import acting_for
from yui.kernel.web.paging import SIZE
from yui.sites.cloud.recorded import ACTIONS, JOBS

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

    operator.post(f"/cloud/organisations/{town.ref}/stop/", {"reason": "契約が終わったため"})

    stopped = Client()
    stopped.force_login(official.person)
    told = stopped.get("/desk/").content.decode()
    assert "この団体の利用は止まっています" in told
    assert "契約が終わったため" not in told  # the reason stands in the book alone


def test_stopping_says_first_what_it_means_and_asks_why(operator: Client) -> None:
    town = make.town()

    asked = operator.get(f"/cloud/organisations/{town.ref}/stop/").content.decode()
    without_reason = operator.post(f"/cloud/organisations/{town.ref}/stop/")

    assert "公開されたまま残ります" in asked
    assert "使えなくなります" in asked
    assert without_reason.status_code == 422
    assert Organisation.published.get(pk=town.pk).active


def test_the_reason_stays_in_the_record_and_resuming_takes_one_press(operator: Client) -> None:
    town = make.town()

    operator.post(f"/cloud/organisations/{town.ref}/stop/", {"reason": "契約が終わったため"})
    listed = operator.get("/cloud/organisations/").content.decode()
    operator.post(f"/cloud/organisations/{town.ref}/resume/")

    assert f"/cloud/organisations/{town.ref}/resume/" in listed
    assert Organisation.published.get(pk=town.pk).active
    with acting_for(None, operator=True):
        told = list(
            Entry.shared.filter(code="cloud.organisation-set-active").order_by("id").values_list("after", flat=True)
        )
    assert told == [{"active": False, "reason": "契約が終わったため"}, {"active": True}]


def test_operators_do_not_stop_themselves(operator: Client) -> None:
    own = make.operator_body()

    answer = operator.post(f"/cloud/organisations/{own.ref}/stop/", {"reason": "まちがい"})

    assert "止められません" in answer.content.decode()
    assert Organisation.published.get(pk=own.pk).active


def test_a_job_that_is_gone_is_not_found(operator: Client) -> None:
    assert Job.objects.count() == 0
    assert operator.post("/cloud/jobs/1/retry/").status_code == 404


def test_every_scheduled_job_has_a_name_beside_its_path() -> None:
    assert {path for path in all_schedules() if not path.startswith("tests.")} <= set(JOBS)


def test_every_action_that_is_recorded_has_a_name() -> None:
    recorded = re.compile(r'audit\.record\(\s*"([a-z._-]+)"')
    source = Path(yui.__file__).parent
    codes = {code for file in source.rglob("*.py") for code in recorded.findall(file.read_text())}

    assert len(codes) > 50
    assert codes <= set(ACTIONS)


def test_the_list_of_organisations_comes_page_by_page_and_misses_nobody(operator: Client) -> None:
    names = {make.vendor(f"株式会社やま{number:02}").name for number in range(SIZE + 5)}

    first = operator.get("/cloud/organisations/")
    next_page = re.search(r'rel="next" href="([^"]+)"', first.content.decode())
    assert next_page
    second = operator.get(f"/cloud/organisations/{unescape(next_page[1])}").content.decode()

    assert first.content.decode().count("<tr") <= SIZE + 1
    assert all((name in first.content.decode()) != (name in second) for name in names)


def test_a_word_stays_asked_for_on_the_next_page(operator: Client) -> None:
    for number in range(SIZE + 1):
        make.vendor(f"株式会社やま{number:02}")
    make.vendor("合同会社かわ")

    first = operator.get("/cloud/organisations/", {"q": "やま"}).content.decode()
    next_page = re.search(r'rel="next" href="([^"]+)"', first)

    assert next_page
    second = operator.get(f"/cloud/organisations/{unescape(next_page[1])}").content.decode()
    assert "全21件" in first
    assert "全21件" in second
    assert "合同会社かわ" not in first + second


def test_a_code_finds_its_government(operator: Client) -> None:
    town, other = make.town("霧ヶ沢村"), make.town("潮見浦町", government_code="480029")

    page = operator.get("/cloud/organisations/", {"q": other.government_code}).content.decode()

    assert other.name in page
    assert town.name not in page


def test_after_stopping_the_list_shows_the_organisation_wherever_it_stands(operator: Client) -> None:
    for number in range(SIZE):
        make.vendor(f"株式会社やま{number:02}")
    last = make.vendor("合同会社わたし", kana="わたし")

    page = operator.post(f"/cloud/organisations/{last.ref}/stop/", {"reason": "契約が終わったため"}, follow=True)

    assert f"/cloud/organisations/{last.ref}/resume/" in page.content.decode()
