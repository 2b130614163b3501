from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import factories as make
from tests.solving.projects import making
from tests.solving.projects.making import AT
from tests.windows import edited
from yui.kernel.access import Role
from yui.kernel.tenancy import acting_for
from yui.solving.projects import actions
from yui.solving.projects.models import EarlyWarning, HandoverItem, Indicator, Measurement, Milestone, Partner, Project

pytestmark = pytest.mark.django_db

HERE = "霧ヶ沢村"


@pytest.fixture
def desk(client: Client) -> Client:
    return making.signed_in(client, make.town(HERE), Role.OFFICIAL, Role.MANAGER)


def official() -> Any:
    return make.manager(make.town(HERE))


def told(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_list_shows_public_projects_with_their_measured_effect(client: Client) -> None:
    by = official()
    project = making.published(by)
    making.measured(by, making.indicator(by, project), (date(2026, 1, 25), 61), (date(2026, 10, 25), 91))
    making.project(by, "まだ下書きの取組")

    page = told(client.get("/projects/"))

    assert "38%から91%へ（+53ポイント）。良くなりました。" in page
    assert "目標の85%に届きました。" in page
    assert "まだ下書きの取組" not in page


def test_a_worse_value_is_said_to_be_worse(client: Client) -> None:
    by = official()
    project = making.published(by)
    making.measured(by, making.indicator(by, project), (date(2026, 1, 25), 30))

    page = told(client.get(f"/projects/{project.ref}/"))

    assert "38%から30%へ（−8ポイント）。悪くなりました。目標の85%にはまだ届いていません。" in page
    assert "（悪化）" in page


def test_without_measurement_the_page_says_so(client: Client) -> None:
    by = official()
    project = making.published(by)
    making.indicator(by, project)

    assert "効果はまだ測っていません" in told(client.get(f"/projects/{project.ref}/"))


def test_costs_are_shown_with_the_sign_of_the_difference(client: Client) -> None:
    by = official()
    project = making.published(by)
    actions.write_cost(project=project, quarter="2026-Q1", kind="all", planned=440_000, spent=421_500, by=by, at=AT)
    actions.write_cost(project=project, quarter="2026-Q2", kind="all", planned=320_000, spent=338_200, by=by, at=AT)
    actions.write_cost(project=project, quarter="2026-Q3", kind="all", planned=330_000, by=by, at=AT)
    actions.write_cost(project=project, quarter="2026-Q1", kind="hours", planned=40, spent=52, by=by, at=AT)

    page = told(client.get(f"/projects/{project.ref}/"))

    for words in ("−18,500円", "+18,200円", "−300円", "1,090,000円", "+12時間", "2026年1〜3月"):
        assert words in page


def test_narrowing_keeps_the_counts_of_the_other_choices(client: Client) -> None:
    by = official()
    making.published(by, "防災", field="recovery")
    making.published(by, "教室", field="education")

    page = told(client.get("/projects/?field=education"))

    assert ">教室<" in page
    assert ">防災<" not in page
    assert "防災・復興" in page


def test_the_list_costs_the_same_for_two_projects_and_for_twelve(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    by = official()
    for number in range(12):
        project = making.published(by, f"取組{number}")
        making.measured(by, making.indicator(by, project), (date(2026, 1, 25), 61))

    with django_assert_max_num_queries(16):
        assert told(client.get("/projects/")).count("取組1") >= 1


def test_a_draft_of_another_town_does_not_exist(client: Client) -> None:
    draft = making.project(make.official(make.town("潮見浦町")))
    making.signed_in(client, make.town(HERE), Role.OFFICIAL, Role.MANAGER)
    indicator = making.indicator(make.official(make.town("潮見浦町")), draft)

    for address in (
        f"/projects/{draft.ref}/",
        f"/projects/{draft.ref}/measurements.csv",
        f"/desk/projects/{draft.ref}/",
        f"/desk/projects/{draft.ref}/edit",
        f"/desk/projects/{draft.ref}/move/try",
        f"/desk/projects/{draft.ref}/showing/publish",
        f"/desk/projects/{draft.ref}/indicators/{indicator.ref}/",
        f"/desk/projects/{draft.ref}/indicators/{indicator.ref}/remove",
    ):
        assert (client.get(address).status_code, client.post(address).status_code) in {(404, 404), (404, 405)}


def test_a_public_project_of_another_town_is_read_and_not_written(client: Client) -> None:
    other, ours = making.published(make.manager(make.town("潮見浦町"))), making.published(official())
    making.signed_in(client, make.town(HERE), Role.OFFICIAL, Role.MANAGER)

    read = [client.get(f"/projects/{one.ref}/").status_code for one in (other, ours)]
    written = [client.get(f"/desk/projects/{one.ref}/").status_code for one in (other, ours)]

    assert (read, written) == ([200, 200], [404, 200])


def test_the_values_are_a_file_in_which_no_cell_is_a_formula(client: Client) -> None:
    by = official()
    project = making.published(by)
    indicator = making.indicator(by, project, "=cmd()")
    making.measured(by, indicator, (date(2026, 1, 25), 61.5))

    rows = list(csv.reader(io.StringIO(told(client.get(f"/projects/{project.ref}/measurements.csv")))))

    assert rows[1][0] == "'=cmd()"
    assert [(row[3], float(row[4])) for row in rows[1:]] == [("2025-08-31", 38.0), ("2026-01-25", 61.5)]


def test_the_list_is_a_file_too(client: Client) -> None:
    making.published(official())

    assert "電話で届く防災の知らせ,霧ヶ沢村" in told(client.get("/projects/?format=csv"))


def test_a_project_is_begun_with_a_name_alone(desk: Client) -> None:
    answer = desk.post("/desk/projects/new", {"name": "黒電話", "field": "recovery"}, follow=True)

    assert answer.status_code == 200
    assert "黒電話" in told(answer)
    with acting_for(make.town(HERE)):
        assert Project.objects.get().post_id is None


def test_a_form_refused_keeps_what_was_typed(desk: Client) -> None:
    typed = {"name": "あ" * 61, "field": "recovery", "summary": "ここは残る"}

    answer = desk.post("/desk/projects/new", typed)

    assert answer.status_code == 422
    assert "ここは残る" in told(answer)
    assert "入力を確かめてください" in told(answer)


def day(box: str, **other: str) -> dict[str, str]:
    return {f"{box}_year": "2026", f"{box}_month": "5", f"{box}_day": "1", **other}


@pytest.mark.parametrize(
    ("kind", "typed", "model"),
    [
        ("milestones", day("due_on", name="説明会"), Milestone),
        ("indicators", {"name": "待ち時間", "unit": "分", "better": "down", "baseline": "38"}, Indicator),
        ("costs", {"quarter": "2026-Q4", "kind": "initial", "planned": "380000"}, None),
        ("partners", {"name": "霧ヶ沢猟友会", "role": "見回り"}, Partner),
        ("handover", {"what": "名簿の更新", "who": "福祉係"}, HandoverItem),
        ("troubles", day("reported_on", what="声が小さい", severity="watch"), EarlyWarning),
    ],
)
def test_every_part_is_written_shown_changed_and_removed(
    desk: Client, kind: str, typed: dict[str, str], model: Any
) -> None:
    project = making.project(official())
    root = f"/desk/projects/{project.ref}/{kind}/"

    assert desk.get(f"{root}new").status_code == 200
    written = desk.post(f"{root}new", typed)
    assert written.status_code == 302, told(written)
    shown = told(desk.get(f"/desk/projects/{project.ref}/"))
    assert f"{root}" in shown

    if model is not None:
        with acting_for(make.town(HERE)):
            part = model.objects.get()
        assert desk.get(f"{root}{part.ref}/").status_code == 200
        assert desk.post(f"{root}{part.ref}/", typed).status_code == 302
        assert "消しますか" in told(desk.get(f"{root}{part.ref}/remove"))
        assert desk.post(f"{root}{part.ref}/remove").status_code == 302
        with acting_for(make.town(HERE)):
            assert not model.objects.exists()


def test_a_value_is_taken_at_the_desk(desk: Client) -> None:
    by = official()
    project = making.project(by)
    indicator = making.indicator(by, project)
    address = f"/desk/projects/{project.ref}/measurements/new?indicator={indicator.ref}"
    typed = day("measured_on", indicator=indicator.ref, value="61", source="発信の記録")

    assert f'value="{indicator.ref}" selected' in told(desk.get(address))
    assert desk.post(address, typed).status_code == 302
    again = desk.post(address, typed)

    assert again.status_code == 422
    assert "この日の値は、もう入っています" in told(again)
    with acting_for(make.town(HERE)):
        assert Measurement.objects.get().source == "発信の記録"


def test_a_partner_named_like_an_organisation_is_that_organisation(desk: Client) -> None:
    vendor, project = make.vendor("合同会社やまびこ通信"), making.project(official())

    desk.post(f"/desk/projects/{project.ref}/partners/new", {"name": "合同会社やまびこ通信", "role": "音声の発信"})

    with acting_for(make.town(HERE)):
        assert Partner.objects.get().organisation_id == vendor.pk


def test_each_move_says_first_what_it_means(desk: Client) -> None:
    project = making.project(official())
    address = f"/desk/projects/{project.ref}/move/run"

    asked = told(desk.get(address))
    done = desk.post(address, {"confirmed": "yes"}, follow=True)

    assert "一年後に、使い続けているかを尋ねます" in asked
    assert "運用を始めました" in told(done)
    assert making.again(project).state == "running"


def test_an_illegal_move_is_refused_in_words(desk: Client) -> None:
    project = making.project(official())

    answer = desk.post(f"/desk/projects/{project.ref}/move/finish", {"confirmed": "yes"})

    assert answer.status_code == 422
    assert "この操作はできません" in told(answer)


def test_who_stops_a_project_chooses_a_reason(desk: Client) -> None:
    project = making.project(official())
    address = f"/desk/projects/{project.ref}/move/stop"

    refused = desk.post(address, {"note": "議会で否決"})
    desk.post(address, {"reason": "budget", "note": "議会で否決"})

    assert refused.status_code == 422
    assert "議会で否決" in told(refused)
    assert making.again(project).stop_reason == "budget"


def test_an_official_without_that_right_finds_no_way_to_publish(client: Client) -> None:
    project = making.project(official())
    making.signed_in(client, make.town(HERE), Role.OFFICIAL)

    assert client.post(f"/desk/projects/{project.ref}/showing/publish").status_code == 404
    assert "showing/publish" not in told(client.get(f"/desk/projects/{project.ref}/"))


def test_publishing_opens_the_page_and_its_print(desk: Client, client: Client) -> None:
    project = making.project(official())

    desk.post(f"/desk/projects/{project.ref}/showing/publish", {"confirmed": "yes"})
    stranger = Client()

    assert stranger.get(f"/projects/{project.ref}/").status_code == 200
    assert "印刷する" in told(stranger.get(f"/projects/{project.ref}/print"))


def test_the_desk_lists_cost_the_same_for_many(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    by = official()
    for number in range(15):
        making.published(by, f"取組{number}")
    desk.get("/desk/projects/")

    with django_assert_max_num_queries(16):
        assert "取組3" in told(desk.get("/desk/projects/"))


def test_a_coordinator_reads_and_answers(client: Client) -> None:
    bureau = make.bureau()
    by = make.manager(make.town(HERE, coordinated_by=bureau))
    project = making.project(by)
    reported = {"reported_on": date(2026, 11, 1), "what": "停電で鳴らない", "severity": "halt"}
    warning = actions.report_trouble(project=project, **reported, asks_help=True, by=by, at=AT)
    making.signed_in(client, bureau, Role.COORDINATOR)
    address = f"/desk/projects/troubles/{warning.ref}/"

    assert "停電で鳴らない" in told(client.get("/desk/projects/troubles/"))
    assert "助言する" in told(client.get(address))
    assert edited(client, address, {"advice": "訪問を先に"}).status_code == 302
    assert making.again(warning).advice == "訪問を先に"
    assert client.get(f"/desk/projects/{project.ref}/").status_code == 404


def test_an_english_page_has_no_error(client: Client) -> None:
    by = official()
    project = making.published(by)
    making.measured(by, making.indicator(by, project), (date(2026, 1, 25), 61))

    assert client.get(f"/projects/{project.ref}/", headers={"accept-language": "en"}).status_code == 200


def test_the_form_says_what_must_be_there_before_a_project_is_public(desk: Client) -> None:
    page = re.sub("<[^>]+>", "", told(desk.get("/desk/projects/new")))

    assert "どんな取組か公開に必要" in page
    assert "始める日任意" in page
