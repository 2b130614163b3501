from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import factories as make
from tests.solving.casebook import making
from tests.solving.casebook.making import AT
from tests.solving.projects import making as projects
from tests.solving.projects.making import again, signed_in
from tests.windows import edited
from yui.kernel.access import Role
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.solving import finding
from yui.solving.casebook import actions
from yui.solving.casebook.forms import CaseForm
from yui.solving.casebook.models import Case, Following
from yui.solving.casebook.rules import REQUIRED

pytestmark = pytest.mark.django_db

THERE = "潮見浦町"


def told(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def case() -> Case:
    return making.published(make.town())


@pytest.fixture
def desk(client: Client) -> Client:
    return signed_in(client, make.town(THERE), Role.OFFICIAL, Role.MANAGER)


def typed(**changes: Any) -> dict[str, Any]:
    rows = {"figures-TOTAL_FORMS": "1", "figures-INITIAL_FORMS": "0", "figures-MIN_NUM_FORMS": "0"}
    rows |= {"figures-0-name": "待ち時間", "figures-0-unit": "分", "figures-0-better": "down"}
    rows |= {"figures-0-before": "38", "figures-0-after": "12", "figures-MAX_NUM_FORMS": "8"}
    return {**rows, "title": "待たない窓口", "field": "general", "population": "8457", **changes}


def test_the_list_shows_numbers_with_their_sign(client: Client, case: Case) -> None:
    making.draft(make.town(THERE), title="よその下書き")

    page = told(client.get("/cases/"))

    assert "38%から91%へ（+53ポイント）。良くなりました。" in page
    assert "よその下書き" not in page


def test_the_page_tells_what_did_not_work(client: Client, case: Case) -> None:
    page = told(client.get(f"/cases/{case.ref}/"))

    for words in (
        "うまくいかなかったこと",
        "三人が本番と思い",
        "1,227,000円",
        "412時間",
        "（改善）",
        "うちでもやりたい",
    ):
        assert words in page


def test_the_parts_of_the_framework_stand_on_page_and_paper(client: Client) -> None:
    parts = {"constraints": "年度の途中だった。", "upkeep": "係が春に見直す。", "spread": "隣の町も始めた。"}
    case = making.published(make.town(), **parts)

    for address in (f"/cases/{case.ref}/", f"/cases/{case.ref}/print"):
        page = told(client.get(address))
        for words in ("目指したこと", "条件や制約", "続けるしくみ", "ほかへの広がり", "連絡先", *parts.values()):
            assert words in page


def test_what_nobody_wrote_has_no_heading(client: Client, case: Case) -> None:
    page = told(client.get(f"/cases/{case.ref}/"))

    assert "ほかへの広がり" not in page


def test_narrowing_and_its_counts(client: Client, case: Case) -> None:
    making.published(make.town(THERE), title="競りの値を一度だけ", field="agriculture", size_class="s", year=2025)

    page = told(client.get("/cases/?field=agriculture&size_class=s&year=2025"))

    assert "競りの値を一度だけ" in page
    assert f">{case.title}<" not in page


def test_a_search_shows_why(client: Client, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def find(text: str, **how: Any) -> finding.Found:
        asked.update(text=text, **how)
        return finding.Found((), 0, {}, finding.find("").confidence if False else None)  # type: ignore[arg-type]

    monkeypatch.setattr(finding, "find", find)

    page = told(client.get("/cases/?q=電話&field=recovery"))

    assert asked["kinds"] == ["case"]
    assert asked["filters"] == {"field": ["recovery"]}
    assert "条件に合う事例がありません" in page


def test_a_published_case_is_found_by_its_words(client: Client) -> None:
    here = make.town()
    case = making.published(here, title="ろくろ首でも回せる回覧板")
    run_pending()

    page = told(client.get("/cases/?q=回覧板"))
    actions.withdraw_case(case=case, reason="ended", by=make.manager(here), at=AT)
    run_pending()

    assert "ろくろ首でも回せる回覧板" in page
    assert "ろくろ首でも回せる回覧板" not in told(client.get("/cases/?q=回覧板"))


def test_the_list_costs_the_same_for_many(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        making.published(make.town(), title=f"事例{number}")

    with django_assert_max_num_queries(14):
        assert "事例7" in told(client.get("/cases/"))


def test_the_list_is_a_file_in_which_no_cell_is_a_formula(client: Client) -> None:
    making.published(make.town(), title="=SUM(1)")

    page = told(client.get("/cases/?format=csv"))

    assert "'=SUM(1)" in page
    assert "確かめた世帯：38%から91%へ" in page


def test_the_comparison_has_chart_table_and_file(client: Client, case: Case) -> None:
    making.published(make.town("榊野市", population=182_000), place="榊野市", population=182_000, size_class="xl")

    page = told(client.get("/cases/compare"))

    for words in ("<svg", "榊野市（10万人以上）", "霧ヶ沢村（5千人未満）", "182,000", "+53ポイント"):
        assert words in page
    address = f"/cases/compare?indicator={'確かめた世帯|%25'}&format=csv"
    assert "榊野市,10万人以上" in told(client.get(address))
    assert client.get("/cases/compare?indicator=ない").status_code == 404


def test_each_indicator_to_choose_says_how_many_towns_measured_it(client: Client, case: Case) -> None:
    making.published(make.town("榊野市"), place="榊野市")
    making.published(make.town("榊野市"), title="二つ目の事例", place="榊野市")

    assert "確かめた世帯（%）　2団体</option>" in told(client.get("/cases/compare"))


def test_only_cases_of_one_field_are_compared(client: Client, case: Case) -> None:
    making.published(make.town("榊野市"), place="榊野市")
    for number, name in enumerate(("甲町", "乙町", "丙町")):
        town = make.town(name, government_code=f"48080{number}")
        making.published(town, title=f"{name}の退院", place=name, field="care")

    page = told(client.get("/cases/compare"))

    assert "3団体が測りました" in page
    assert page.count("<optgroup") == 2
    assert "榊野市" not in page
    other = told(client.get(f"/cases/compare?indicator={case.field}:{'確かめた世帯|%25'}"))
    assert "2団体が測りました" in other
    assert "甲町" not in other
    assert "3団体が測りました" in told(client.get(f"/cases/compare?indicator={'確かめた世帯|%25'}"))
    own = told(client.get(f"/cases/{case.ref}/"))
    assert "ほかの事例 1件と比べる" in own
    assert f"indicator={case.field}%3A" in own


def test_without_cases_the_pages_say_what_they_will_show(client: Client) -> None:
    assert "条件に合う事例がありません" in told(client.get("/cases/"))
    assert "まだ比べられる指標がありません" in told(client.get("/cases/compare"))


def test_a_withdrawn_case_is_gone_with_its_reason(client: Client) -> None:
    here = make.town()
    case = making.published(here)
    actions.withdraw_case(case=case, reason="wrong", note="数が違いました。", by=make.manager(here), at=AT)

    answer = client.get(f"/cases/{case.ref}/")

    assert answer.status_code == 410
    assert "数が違いました" in told(answer)
    assert "三人が本番と思い" not in told(answer)


def test_a_draft_of_another_town_does_not_exist(desk: Client) -> None:
    draft = making.draft(make.town())
    own = signed_in(Client(), make.town(), Role.OFFICIAL, Role.MANAGER)

    for path in ("", "print", "versions", "follow"):
        assert desk.get(f"/cases/{draft.ref}/{path}").status_code == 404
    for path in ("", "edit", "return", "withdraw"):
        assert desk.get(f"/desk/cases/{draft.ref}/{path}").status_code == 404
        assert own.get(f"/desk/cases/{draft.ref}/{path}").status_code == 200
    for path in ("submit", "publish", "discard"):
        assert desk.post(f"/desk/cases/{draft.ref}/{path}").status_code == 404
        assert own.post(f"/desk/cases/{draft.ref}/{path}").status_code != 404


def test_an_official_begins_a_need_from_a_case(desk: Client, case: Case) -> None:
    address = f"/cases/{case.ref}/follow"

    asked = told(desk.get(address))
    answer = desk.post(address, {"show_name": "on"})

    assert "ニーズの下書きを作ります" in asked
    with acting_for(make.town(THERE)):
        following = Following.objects.select_related("need").get()
    assert answer.status_code == 302
    assert following.need.ref in answer["Location"]
    assert THERE in told(Client().get(f"/cases/{case.ref}/"))


def test_a_resident_is_led_to_their_own_trouble(client: Client, case: Case) -> None:
    answer = client.get(f"/cases/{case.ref}/follow")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/troubles/new?words=")


def test_the_page_of_a_project_links_its_case_once_it_is_public(client: Client) -> None:
    here = make.town()
    by = make.official(here)
    project = projects.published(make.manager(here))
    case = actions.draft_case(content=making.content(title="電話で届いた知らせ"), project=project, by=by, at=AT)
    actions.submit_case(case=case, by=by, at=AT)
    page = f"/projects/{project.ref}/"
    assert case.ref not in client.get(page).content.decode()

    actions.publish_case(case=case, by=make.manager(here), at=AT)

    shown = client.get(page).content.decode()
    assert f'<a href="/cases/{case.ref}/">電話で届いた知らせ</a>' in shown


def test_a_case_is_begun_with_figures_and_partners(desk: Client) -> None:
    vendor = make.vendor("合同会社やまびこ通信")

    answer = desk.post("/desk/cases/new", typed(companions="合同会社やまびこ通信｜音声の発信\n猟友会"))

    assert answer.status_code == 302, told(answer)
    with acting_for(make.town(THERE)):
        case = Case.objects.get()
        content = actions.writing.content_of(case)
    assert (case.title, case.size_class) == ("待たない窓口", "s")
    assert [(one.name, one.after) for one in content.figures] == [("待ち時間", 12)]
    assert [(one.name, one.organisation_id) for one in content.companions] == [
        ("合同会社やまびこ通信", vendor.pk),
        ("猟友会", None),
    ]


def test_a_new_case_is_answered_for_by_the_post_of_who_writes(desk: Client) -> None:
    page = told(desk.get("/desk/cases/new"))

    assert f'value="{THERE}　総務課 情報係"' in page


def test_a_revision_shows_what_became_of_the_new_parts(desk: Client) -> None:
    case = making.published(make.town(THERE))

    edited(desk, f"/desk/cases/{case.ref}/edit", typed(purpose="目指すものを改めた。"))

    assert "目指すものを改めた。" in told(desk.get(f"/desk/cases/{case.ref}/"))


def test_a_form_refused_keeps_what_was_typed(desk: Client) -> None:
    wrong = typed(title="あ" * 41, services="ないサービス", advice="ここは残る", **{"figures-0-name": ""})

    answer = desk.post("/desk/cases/new", wrong)

    assert answer.status_code == 422
    for words in (
        "ここは残る",
        "「ないサービス」という公開中のサービスが見つかりません",
        "何を測った値かを書いてください",
    ):
        assert words in told(answer)


def test_an_incomplete_case_is_refused_in_words(desk: Client) -> None:
    draft = making.draft(make.town(THERE), not_worked="")

    answer = desk.post(f"/desk/cases/{draft.ref}/submit")

    assert answer.status_code == 422
    assert "まだ書いていない欄があります" in told(answer)
    assert "うまくいかなかったこと：確認に出すには、ここを書いてください。" in told(answer)
    assert f'href="/desk/cases/{draft.ref}/edit#id_not_worked"' in answer.content.decode()


def test_two_people_publish_and_revise(desk: Client, client: Client) -> None:
    here = make.town(THERE)
    case = making.submitted(here)

    assert "確かめて公開する" in told(desk.get(f"/desk/cases/{case.ref}/"))
    assert desk.post(f"/desk/cases/{case.ref}/publish").status_code == 302
    edited(desk, f"/desk/cases/{case.ref}/edit", typed(title="改めた題"))
    shown = told(desk.get(f"/desk/cases/{case.ref}/"))

    assert "改訂で変わるところ" in shown
    assert "<ins>" in shown
    assert "改めた題" not in told(Client().get(f"/cases/{case.ref}/"))


def test_who_submitted_sees_that_another_must_publish(desk: Client) -> None:
    draft = making.draft(make.town(THERE))

    desk.post(f"/desk/cases/{draft.ref}/submit")

    assert "別の人が確かめて公開します" in told(desk.get(f"/desk/cases/{draft.ref}/"))
    assert desk.post(f"/desk/cases/{draft.ref}/publish").status_code == 422
    assert again(draft).state == "review"


def test_giving_back_and_withdrawing_ask_for_words(desk: Client) -> None:
    here = make.town(THERE)
    waiting, public = making.submitted(here), making.published(here, title="消えるもの")

    assert desk.post(f"/desk/cases/{waiting.ref}/return", {}).status_code == 422
    assert desk.post(f"/desk/cases/{waiting.ref}/return", {"note": "費用を"}).status_code == 302
    assert desk.post(f"/desk/cases/{public.ref}/withdraw", {}).status_code == 422
    assert desk.post(f"/desk/cases/{public.ref}/withdraw", {"reason": "ended"}).status_code == 302
    assert desk.get("/desk/cases/").status_code == 200


def test_versions_and_paper_answer(client: Client) -> None:
    here = make.town()
    case = making.published(here)
    actions.write_case(case=case, content=making.content(title="第二の題"), by=make.official(here), at=AT)
    actions.submit_case(case=case, by=make.official(here), at=AT)
    actions.publish_case(case=case, by=make.manager(here), at=AT)

    assert "第2版" in told(client.get(f"/cases/{case.ref}/versions"))
    assert "第二の題" in told(client.get(f"/cases/{case.ref}/print"))


def test_an_english_reader_reads_a_year_and_points(case: Case) -> None:
    english = Client()
    english.cookies["yui_view"] = "language=en"

    lists, page = told(english.get("/cases/")), told(english.get(f"/cases/{case.ref}/"))

    assert re.search("<li>2026</li>", lists)
    assert "2026年" not in lists + page
    assert "2026Year" not in lists + page
    assert "+53 points" in page


def test_the_form_says_what_must_be_there_before_somebody_checks_it() -> None:
    fields = CaseForm().fields

    assert {name for name, field in fields.items() if field.required or hasattr(field, "mark")} == set(REQUIRED)
    assert [name for name, field in fields.items() if field.required] == ["title"]
