"""The pages of services, as a browser without scripts sees them."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.programs import queries_of
from tests.solving.solutions.making import AT, drafted, published
from tests.windows import edited
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.solving import finding
from yui.solving.solutions import actions
from yui.solving.solutions.models import Service
from yui.solving.solutions.rules import Price

pytestmark = pytest.mark.django_db


@pytest.fixture
def seller() -> Client:
    """A browser in which the vendor's person has signed in."""
    client = Client()
    client.force_login(make.member(make.vendor(), make.Role.SUPPLIER).person)
    return client


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "name": "ことづて電話",
        "summary": "知らせを固定電話に届ける。",
        "body": "順に電話をかける。",
        "fields": ["recovery"],
        "functions": "一斉音声発信\n聞き取りの確認",
        "initial_yen": "380000",
        "running_yen": "900",
        "running_per": "household",
        "cloud": "yes",
        "network": "internet",
        "export_formats": "CSV",
        "accessibility": "速さを選べる。",
        "adopters": "011002",
        **changes,
    }


def test_the_list_shows_price_exit_and_users(client: Client) -> None:
    published(users=("011002",))

    page = client.get("/services/").content.decode()

    assert "900円/世帯・年" in page
    assert "出口：CSV、JSON" in page
    assert "1団体が利用" in page


def test_that_nothing_can_be_taken_out_is_said_plainly(client: Client) -> None:
    service = published(export_formats=(), export_note="紙で渡す。")

    assert "書き出せません。紙で渡す。" in client.get(f"/services/{service.ref}").content.decode()


def test_the_list_is_narrowed_and_counts_say_what_is_left(client: Client) -> None:
    published(name="電話")
    published(name="電子の帳面", fields=("education",), cloud=False)

    page = client.get("/services/?field=education").content.decode()

    assert "電子の帳面" in page
    assert "ことづて" not in page.split("<main")[1].split("cards")[1].split("</ul>")[0].replace("株式会社ことづて", "")
    assert "全1件" in page


def test_counts_follow_when_a_service_changes(client: Client) -> None:
    from dataclasses import replace

    from tests.solving.solutions.making import TELEPHONE
    from yui.solving.solutions.actions import revise_service

    service = published()
    before = client.get("/services/").content.decode()

    draft = replace(TELEPHONE, fields=("education",))
    revise_service(service=service, draft=draft, by=make.supplier(make.vendor()), at=AT)

    after = client.get("/services/").content.decode()
    assert "?field=elderly" in before
    assert "?field=elderly" not in after
    assert "?field=education" in after


def test_counts_follow_when_the_search_has_read_a_service(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    service = published()
    found: list[Any] = []
    monkeypatch.setattr(finding, "find", lambda words, **_wanted: SimpleNamespace(hits=found))
    before = client.get("/services/?q=電話").content.decode()

    found.append(SimpleNamespace(card=SimpleNamespace(pk=service.pk)))
    after = client.get("/services/?q=電話").content.decode()

    assert "field=elderly" not in before
    assert "field=elderly" in after
    assert "全1件" in after


def test_unknown_choices_in_an_address_are_ignored(client: Client) -> None:
    service = published()

    page = client.get("/services/?field=magic&after=broken&cloud=1").content.decode()

    assert "全1件" in page
    assert f"/services/{service.ref}" in page


def test_stale_services_stand_behind_the_others(client: Client) -> None:
    from datetime import timedelta

    for number in range(6):
        published(name=f"古い{number}", at=AT - timedelta(days=900))
        published(name=f"新しい{number}")

    page = client.get("/services/").content.decode()

    assert max(page.index(f"新しい{n}") for n in range(6)) < min(page.index(f"古い{n}") for n in range(6))


def test_every_service_is_on_one_page_exactly(client: Client) -> None:
    for number in range(45):
        published(name=f"サービス{number:02}")

    seen: list[str] = []
    address: str | None = "/services/"
    while address:
        response = client.get(address)
        listing = response.content.decode()
        seen += [f"サービス{n:02}" for n in range(45) if f">サービス{n:02}<" in listing]
        after = listing.split('rel="next" href="')
        address = "/services/" + after[1].split('"')[0].replace("&amp;", "&") if len(after) > 1 else None

    assert sorted(seen) == [f"サービス{n:02}" for n in range(45)]


def test_the_list_asks_the_database_the_same_number_of_times_however_long(client: Client) -> None:
    for number in range(20):
        published(name=f"サービス{number}", adopters=("011002",))

    assert queries_of(client, "/services/") <= 6


def test_the_length_of_the_narrowed_list_follows_every_change(client: Client) -> None:
    first = published(cloud=True)
    for number in range(24):
        published(name=f"サービス{number}", cloud=number % 2 == 0)
    assert "全13件" in client.get("/services/?cloud=yes").content.decode()
    assert "全13件" in client.get("/services/?cloud=yes").content.decode()

    actions.withdraw_service(service=first, by=make.supplier(make.vendor()), at=AT + timedelta(days=1))

    assert "全12件" in client.get("/services/?cloud=yes").content.decode()


def test_services_are_found_by_words(client: Client) -> None:
    published()
    published(name="水位ことば", summary="川の水位を知らせる。", body="用水路の水位を測る。", functions=("測定",))
    run_pending()

    page = client.get("/services/", {"q": "用水路の水位"}).content.decode()

    assert "水位ことば" in page


def test_the_file_has_no_formulas(client: Client) -> None:
    published(name="=cmd|calc")

    response = client.get("/services/?format=csv")

    assert response["Content-Type"].startswith("text/csv")
    assert "'=cmd|calc" in response.content.decode("utf-8-sig")


def test_services_are_compared_with_costs_for_a_chosen_town(client: Client) -> None:
    make.town("霧ヶ沢村", population=3_124)
    one = published()
    other = published(name="聞き直し番号", price=Price(initial=60_000, running=120_000))

    page = client.get("/services/compare", {"s": [one.ref, other.ref], "town": make.CODES["霧ヶ沢村"]}).content.decode()

    assert "1,278,000円" in page  # 3,124 people, about 1,420 households
    assert "−6,110,000円" in page
    assert "人口3,124人、約1,420世帯として計算しています。" in page


def test_no_more_than_four_are_compared(client: Client) -> None:
    services = [published(name=f"サービス{n}") for n in range(6)]

    page = client.get("/services/compare", {"s": [service.ref for service in services]}).content.decode()

    assert "サービス3" in page
    assert "サービス4" not in page


def test_comparing_nothing_leads_back_to_the_list(client: Client) -> None:
    assert "比べるサービスが選ばれていません" in client.get("/services/compare").content.decode()


def test_a_draft_and_an_unknown_service_have_no_public_page(client: Client) -> None:
    addresses = [f"/services/{drafted().ref}", "/services/2345678abc", f"/services/{published().ref}"]

    assert [client.get(address).status_code for address in addresses] == [404, 404, 200]


def test_a_supplier_saves_half_a_service_and_publishes_it_later(seller: Client) -> None:
    seller.post("/desk/services/new", {"name": "ことづて電話"})
    with acting_for(make.vendor()):
        ref = Service.objects.get().ref

    refused = edited(seller, f"/desk/services/{ref}", {"name": "ことづて電話", "then": "publish"})
    done = edited(seller, f"/desk/services/{ref}", typed(then="publish"))

    assert refused.status_code == 422
    assert "できることを一つ以上書いてください" in refused.content.decode()
    assert done.status_code == 302
    with acting_for(None):
        assert Service.published.get().adoptions.model.published.get().government_name == "札幌市"


def test_what_was_typed_is_kept_when_a_user_is_unknown(seller: Client) -> None:
    response = seller.post("/desk/services/new", typed(adopters="ほげ町"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "ほげ町" in page
    assert "聞き取りの確認" in page


def test_texts_are_short_so_that_stuffing_does_not_fit(seller: Client) -> None:
    response = seller.post("/desk/services/new", typed(body="電話" * 400, functions="電話" * 40))

    assert response.status_code == 422
    with acting_for(make.vendor()):
        assert Service.objects.count() == 0


def test_one_press_confirms(seller: Client) -> None:
    service = published()

    seller.post(f"/desk/services/{service.ref}/confirm")

    with acting_for(make.vendor()):
        assert Service.objects.get().confirmed_on > AT.date()


def test_withdrawing_says_first_what_it_means(seller: Client) -> None:
    service = published()

    asked = seller.get(f"/desk/services/{service.ref}/withdraw").content.decode()
    seller.post(f"/desk/services/{service.ref}/withdraw", {"confirmed": "yes"})

    assert "一覧と検索に出なくなります" in asked
    assert seller.get(f"/services/{service.ref}").status_code == 404


def test_strangers_find_no_desk_page(client: Client) -> None:
    service = published()
    addresses = [reverse("solutions:desk_list"), reverse("solutions:desk_new"), f"/desk/services/{service.ref}"]

    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]


def test_another_vendor_does_not_find_our_desk_page(seller: Client) -> None:
    other, ours = published(make.vendor("別の会社")), published()

    read = [seller.get(f"/desk/services/{one.ref}").status_code for one in (other, ours)]
    written = [seller.post(f"/desk/services/{one.ref}/confirm").status_code for one in (other, ours)]

    assert (read, written) == ([404, 200], [404, 302])


def test_what_publishing_needs_is_marked_so_and_not_as_optional(seller: Client) -> None:
    page = seller.get("/desk/services/new").content.decode()

    summary = page.split('for="id_summary"')[1].split("</label>")[0]
    website = page.split('for="id_website"')[1].split("</label>")[0]
    assert "公開に必要" in summary
    assert "任意" not in summary
    assert "任意" in website
    assert page.count("どちらかが公開に必要") == 2
