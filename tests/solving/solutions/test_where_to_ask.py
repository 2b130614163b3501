"""How one reaches the supplier of a service, and the way of officials to an introduction."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.test import Client

from tests import factories as make
from tests.solving.solutions.making import AT, TELEPHONE, drafted, published
from tests.solving.solutions.test_pages import typed
from tests.windows import edited
from yui.kernel.access import Refused, Role
from yui.kernel.tenancy import acting_for
from yui.solving.solutions import actions
from yui.solving.solutions.api.shapes import ServiceIn
from yui.solving.solutions.models import Service

pytestmark = pytest.mark.django_db


def shown_to(client: Client, service: Service) -> str:
    return client.get(f"/services/{service.ref}").content.decode()


def section(page: str) -> str:
    return page.split("<h2>問い合わせ</h2>")[1].split("</section>")[0]


def test_a_service_says_by_phone_and_mail_where_to_ask(client: Client) -> None:
    service = published(inquiry_phone="（03）5253－5111 内線123", inquiry_mail="madoguchi@kotozute.example.jp")

    told = section(shown_to(client, service))

    assert '<a href="tel:0352535111">03-5253-5111（内線123）</a>' in told
    assert '<a href="mailto:madoguchi@kotozute.example.jp">madoguchi@kotozute.example.jp</a>' in told


def test_a_short_number_with_a_sharp_sign_can_be_dialled_from_the_page(client: Client) -> None:
    told = section(shown_to(client, published(inquiry_phone="＃7119")))

    assert '<a href="tel:%237119">#7119</a>' in told  # a bare # would begin a fragment and leave nothing to dial


def test_where_nothing_is_told_no_sentence_promises_an_answer_and_the_organisations_page_still_helps(
    client: Client,
) -> None:
    silent = shown_to(client, published())
    vendor = make.vendor("合同会社やまびこ通信", website="https://yamabiko.example.jp/")
    with_page = section(shown_to(client, published(vendor)))
    with_phone = section(shown_to(client, published(inquiry_phone="0120-000-000")))

    assert "問い合わせ" not in silent
    assert "https://yamabiko.example.jp/" in with_page
    assert "が答えます" not in with_page
    assert "株式会社ことづてが答えます。" in with_phone


@pytest.mark.parametrize("wrong", ["電話してください", "03-5253", "5253-5111"])
def test_a_number_nobody_could_dial_is_refused_beside_its_field(wrong: str) -> None:
    with pytest.raises(Refused) as refused:
        drafted(inquiry_phone=wrong)

    assert refused.value.code == "unreadable-phone"
    assert set(refused.value.fields) == {"inquiry_phone"}


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [("inquiry_phone", "03-5253", "03-5253"), ("inquiry_mail", "madoguchi", "メールアドレス")],
)
def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(field: str, wrong: str, said: str) -> None:
    client = Client()
    client.force_login(make.member(make.vendor(), Role.SUPPLIER).person)

    page = client.post("/desk/services/new", typed(**{field: wrong, "adopters": ""})).content.decode()

    assert said in page.split("data-error-summary")[1].split("</ul>")[0]
    assert f'value="{wrong}"' in page


def test_the_supplier_reads_again_what_they_wrote() -> None:
    client, vendor = Client(), make.vendor()
    client.force_login(make.member(vendor, Role.SUPPLIER).person)
    service = drafted(vendor)

    told = typed(adopters="", inquiry_phone="0120000000", inquiry_mail="mado@kotozute.example.jp")
    edited(client, f"/desk/services/{service.ref}", told)
    page = client.get(f"/desk/services/{service.ref}").content.decode()

    assert 'value="0120-000-000"' in page
    assert "ふつうの書きかたに直して、公開のページに出ます。" in page
    assert 'value="mado@kotozute.example.jp"' in page


@pytest.mark.parametrize(("role", "led"), [(Role.OFFICIAL, True), (Role.MANAGER, True), (Role.SUPPLIER, False)])
def test_officials_alone_are_led_to_a_need_and_so_to_an_introduction(client: Client, role: Role, led: bool) -> None:
    service = published()
    guest = shown_to(client, service)
    client.force_login(make.member(make.town(), role).person)

    assert ('href="/desk/needs/new"' in shown_to(client, service).split("<main")[1]) is led
    assert "/desk/needs/new" not in guest


@pytest.mark.parametrize("mail", ["a@b", "@example.jp", "窓口@example.jp", "a b@example.jp", "a@example.jp\n"])
def test_a_program_cannot_send_a_mail_address_that_is_none(mail: str) -> None:
    with pytest.raises(ValueError, match="inquiry_mail"):
        ServiceIn.model_validate_json(json.dumps({"name": "ことづて電話", "inquiry_mail": mail}))


def test_a_later_change_is_spelled_the_same_way_and_an_unreadable_one_changes_nothing() -> None:
    vendor = make.vendor()
    service, by = drafted(vendor), make.supplier(vendor)

    actions.revise_service(service=service, draft=replace(TELEPHONE, inquiry_phone="0120000000"), by=by, at=AT)
    with pytest.raises(Refused):
        actions.revise_service(service=service, draft=replace(TELEPHONE, inquiry_phone="1"), by=by, at=AT)

    with acting_for(vendor):
        service.refresh_from_db()
    assert service.inquiry_phone == "0120-000-000"
