from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests import factories as make
from tests.solving.projects import making
from tests.solving.projects.making import AT, again
from yui.kernel.access import NotPermitted, Refused
from yui.kernel.audit.models import Entry
from yui.kernel.jobs import run_pending
from yui.kernel.jobs.models import Job
from yui.kernel.states import IllegalMove
from yui.kernel.tenancy import acting_for
from yui.kernel.tenancy.doors import NotYours
from yui.solving.projects import actions, queries
from yui.solving.projects.jobs import ask_every_town
from yui.solving.projects.models import (
    CostLine,
    EarlyWarning,
    Measurement,
    Milestone,
    Partner,
    Project,
    UseCheck,
)

pytestmark = pytest.mark.django_db


def test_a_name_is_enough_for_the_start() -> None:
    by = make.official(make.town())

    project = making.project(by, "黒電話", summary="")

    assert (again(project).name, again(project).state, again(project).public) == ("黒電話", "planned", False)


def test_a_project_does_not_end_before_it_starts() -> None:
    by = make.official(make.town())

    with pytest.raises(Refused) as refused:
        making.project(by, starts_on=date(2026, 4, 1), ends_on=date(2026, 3, 31))

    assert "ends_on" in refused.value.fields


def test_what_is_changed_stands_in_the_book_with_what_was_and_of_words_how_long_they_were() -> None:
    here = make.town()
    by = make.official(here)
    project = making.project(by)

    actions.change_project(project=project, plan=actions.Plan(name="新しい名前", field="care"), by=by, at=AT)

    with acting_for(here):
        entry = Entry.objects.of(project).first()
    assert (entry.code, entry.before["field"], entry.after["field"]) == ("projects.changed", "recovery", "care")
    assert (entry.before["name"], entry.after["name"]) == ("11字", "5字")


def test_a_visitor_writes_no_project() -> None:
    with pytest.raises(NotPermitted):
        making.project(make.supplier(make.vendor()))


def test_the_first_time_in_use_is_the_adoption() -> None:
    by = make.official(make.town())
    project = making.project(by)

    actions.start_trial(project=project, by=by, at=AT)
    actions.start_running(project=project, by=by, at=AT + timedelta(days=90))
    actions.pause_project(project=project, by=by, at=AT + timedelta(days=100))
    actions.start_running(project=project, by=by, at=AT + timedelta(days=120))

    assert (project.started_at, project.adopted_at) == (AT, AT + timedelta(days=90))


def test_a_finished_project_is_not_started_again() -> None:
    by = make.official(make.town())
    project = making.project(by)
    actions.start_running(project=project, by=by, at=AT)
    actions.finish_project(project=project, by=by, at=AT)

    with pytest.raises(IllegalMove):
        actions.start_trial(project=project, by=by, at=AT)
    assert again(project).state == "finished"


def test_a_project_is_stopped_for_a_reason_only() -> None:
    by = make.official(make.town())
    project = making.project(by)

    with pytest.raises(Refused) as refused:
        actions.stop_project(project=project, reason="", by=by, at=AT)
    actions.stop_project(project=project, reason="budget", note="来年度の当初予算に載らなかった。", by=by, at=AT)

    assert "reason" in refused.value.fields
    assert (again(project).state, again(project).stop_reason) == ("stopped", "budget")


def test_the_database_refuses_a_stop_without_reason() -> None:
    here = make.town()
    project = making.project(make.official(here))

    with acting_for(here), pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(state="stopped")


def test_without_words_a_project_is_not_published() -> None:
    by = make.manager(make.town())
    project = making.project(by, summary="")

    with pytest.raises(Refused) as refused:
        actions.publish_project(project=project, by=by, at=AT)

    assert list(refused.value.fields) == ["summary"]
    assert not again(project).public


def test_what_everybody_reads_keeps_its_words_and_a_draft_may_lose_them() -> None:
    by = make.manager(make.town())
    public, draft = making.published(by), making.project(by, name="まだ下書きの取組")
    bare = actions.Plan(name="電話で届く防災の知らせ", summary=" ", field="")

    with pytest.raises(Refused) as refused:
        actions.change_project(project=public, plan=bare, by=by, at=AT)
    actions.change_project(project=draft, plan=bare, by=by, at=AT)

    assert list(refused.value.fields) == ["summary", "field"]
    assert again(public).summary == "放送と同じ文を電話で読み上げる。"
    assert again(draft).field == ""


def test_parts_become_public_and_hidden_with_their_project() -> None:
    here = make.town()
    by = make.manager(here)
    project = making.project(by)
    step = actions.plan_milestone(project=project, name="説明会", due_on=date(2026, 5, 1), by=by, at=AT)
    making.measured(by, making.indicator(by, project), (date(2026, 1, 25), 61))

    actions.publish_project(project=project, by=by, at=AT)
    with acting_for(None):
        seen = (Milestone.published.get(pk=step.pk).name, Measurement.published.count())
    actions.hide_project(project=project, by=by, at=AT)

    assert seen == ("説明会", 1)
    with acting_for(None):
        assert (Milestone.published.count(), Measurement.published.count(), Project.published.count()) == (0, 0, 0)


def test_a_part_added_later_is_as_public_as_its_project() -> None:
    by = make.manager(make.town())
    project = making.published(by)

    actions.plan_milestone(project=project, name="秋の振り返り", due_on=date(2026, 10, 16), by=by, at=AT)

    with acting_for(None):
        assert Milestone.published.count() == 1


def test_a_value_of_tomorrow_is_not_a_measurement() -> None:
    by = make.official(make.town())
    indicator = making.indicator(by, making.project(by))

    with pytest.raises(Refused) as refused:
        making.measured(by, indicator, (date(2026, 11, 24), 61))

    assert "measured_on" in refused.value.fields


def test_one_value_a_day_and_it_can_be_corrected() -> None:
    here = make.town()
    by = make.official(here)
    indicator = making.indicator(by, making.project(by))
    making.measured(by, indicator, (date(2026, 1, 25), 61))
    with acting_for(here):
        first = Measurement.objects.get()

    with pytest.raises(Refused):
        making.measured(by, indicator, (date(2026, 1, 25), 62))
    actions.take_measurement(
        indicator=indicator, measured_on=date(2026, 1, 25), value=Decimal(62), part=first, by=by, at=AT
    )

    assert again(first).value == 62


def test_two_indicators_never_bear_the_same_name() -> None:
    by = make.official(make.town())
    project = making.project(by)
    making.indicator(by, project)

    with pytest.raises(Refused) as refused:
        making.indicator(by, project)

    assert "name" in refused.value.fields


@pytest.mark.parametrize("quarter", ["2026", "２０２６-Q1", "2026-Q9"])
def test_a_cost_has_a_quarter_that_reads(quarter: str) -> None:
    by = make.official(make.town())

    with pytest.raises(Refused) as refused:
        actions.write_cost(project=making.project(by), quarter=quarter, kind="all", by=by, at=AT)

    assert "quarter" in refused.value.fields


def test_one_cost_line_for_a_kind_in_a_quarter() -> None:
    here = make.town()
    by = make.official(here)
    project = making.project(by)
    line = actions.write_cost(project=project, quarter="2026-Q1", kind="all", planned=440_000, by=by, at=AT)

    with pytest.raises(Refused):
        actions.write_cost(project=project, quarter="2026-Q1", kind="all", planned=1, by=by, at=AT)
    actions.write_cost(
        project=project, quarter="2026-Q1", kind="all", planned=440_000, spent=421_500, part=line, by=by, at=AT
    )

    with acting_for(here):
        assert CostLine.objects.get().spent == 421_500


def test_a_partner_has_a_name_or_is_an_organisation_we_know() -> None:
    by = make.official(make.town())
    project, vendor = making.project(by), make.vendor()

    with pytest.raises(Refused):
        actions.add_partner(project=project, role="助言", by=by, at=AT)
    known = actions.add_partner(project=project, organisation=vendor, role="設置", by=by, at=AT)
    plain = actions.add_partner(project=project, name="霧ヶ沢猟友会", role="見回り", by=by, at=AT)

    assert (known.shown_name, plain.shown_name) == (vendor.name, "霧ヶ沢猟友会")


def test_the_book_keeps_that_a_part_was_removed() -> None:
    here = make.town()
    by = make.official(here)
    project = making.project(by)
    partner = actions.add_partner(project=project, name="猟友会", role="見回り", by=by, at=AT)
    pk = partner.pk

    actions.remove_part(part=partner, by=by, at=AT)

    with acting_for(here):
        assert Partner.objects.count() == 0
        removed = Entry.objects.get(code="projects.partner-removed", target_id=pk)
        assert (removed.before["name"], removed.target_ref) == ("3字", partner.ref)


def test_another_town_changes_nothing() -> None:
    project = making.project(make.manager(make.town()))
    stranger = make.manager(make.town("潮見浦町"))

    with pytest.raises((NotYours, IllegalMove)):
        actions.start_trial(project=project, by=stranger, at=AT)
    with pytest.raises((NotYours, DatabaseError)):
        actions.plan_milestone(project=project, name="よそから", due_on=date(2026, 5, 1), by=stranger, at=AT)
    assert again(project).state == "planned"


def test_a_draft_is_invisible_to_other_towns_and_to_the_bureau() -> None:
    bureau = make.bureau()
    project = making.project(make.official(make.town(coordinated_by=bureau)))

    for reader in (make.town("潮見浦町"), bureau, None):
        with acting_for(reader):
            assert not Project.visible.filter(pk=project.pk).exists()


def test_who_asks_for_help_lets_the_coordinator_read_and_advise() -> None:
    bureau = make.bureau()
    by = make.official(make.town(coordinated_by=bureau))
    project = making.project(by)
    told = {"reported_on": date(2026, 11, 1), "severity": "halt"}

    warning = actions.report_trouble(
        project=project, what="停電で鳴らない電話がある。", asks_help=True, **told, by=by, at=AT
    )
    waiting = queries.waiting_for(make.coordinator(bureau))
    with acting_for(bureau):
        seen = EarlyWarning.shared.select_related("project").get(pk=warning.pk)
    actions.advise_on_trouble(warning=seen, advice="訪問を先に回す表を作るとよい。", by=make.coordinator(bureau), at=AT)

    assert [item.kind for item in waiting] == ["projects.help-asked"]
    assert seen.project.name == project.name
    assert again(warning).advice == "訪問を先に回す表を作るとよい。"
    assert queries.waiting_for(make.coordinator(bureau)) == []


def test_a_town_without_bureau_is_told_that_nobody_can_be_asked() -> None:
    by = make.official(make.town())

    with pytest.raises(Refused) as refused:
        actions.report_trouble(
            project=making.project(by),
            reported_on=date(2026, 11, 1),
            what="困った",
            severity="watch",
            asks_help=True,
            by=by,
            at=AT,
        )

    assert "asks_help" in refused.value.fields


def test_the_public_reads_of_a_trouble_when_it_is_resolved() -> None:
    by = make.manager(make.town())
    project = making.published(by)
    told = {"reported_on": date(2026, 11, 1), "severity": "watch", "what": "誤って本番と受け取られた。"}
    warning = actions.report_trouble(project=project, **told, by=by, at=AT)

    with acting_for(None):
        before = EarlyWarning.published.count()
    with pytest.raises(Refused):
        actions.resolve_trouble(warning=warning, response=" ", resolved_on=date(2026, 11, 5), by=by, at=AT)
    actions.resolve_trouble(
        warning=warning, response="声を別の人に替えた。", resolved_on=date(2026, 11, 5), by=by, at=AT
    )

    with acting_for(None):
        assert (before, EarlyWarning.published.count()) == (0, 1)


def test_one_year_after_adoption_the_town_is_asked_once() -> None:
    here = make.town()
    by = make.official(here)
    old, fresh = making.project(by, "去年から"), making.project(by, "先月から")
    actions.start_running(project=old, by=by, at=AT - timedelta(days=800))
    actions.start_running(project=fresh, by=by, at=AT - timedelta(days=1))

    for _day in range(2):
        ask_every_town.enqueue()
        run_pending()

    with acting_for(here):
        assert [check.project_id for check in UseCheck.objects.all()] == [old.pk]
    assert "projects.still-in-use" in {item.kind for item in queries.waiting_for(by)}


def test_what_is_no_longer_used_has_a_reason_and_counts_in_the_funnel() -> None:
    here = make.town()
    by = make.manager(here)
    project = making.published(by)
    with acting_for(here):
        Project.objects.filter(pk=project.pk).update(adopted_at=AT - timedelta(days=800))
    ask_every_town.enqueue()
    run_pending()
    with acting_for(here):
        check = UseCheck.objects.get()

    with pytest.raises(Refused):
        actions.answer_still_in_use(check=check, answer="not", by=by, at=AT)
    actions.answer_still_in_use(check=check, answer="not", reason="cost", by=by, at=AT)

    funnel = queries.funnel()
    assert (funnel.adopted, funnel.asked, funnel.still_used, funnel.reasons) == (1, 1, 0, {"cost": 1})


def test_a_public_change_is_promised_to_the_index_and_a_private_one_is_not() -> None:
    by = make.manager(make.town())
    project = making.project(by)

    def promised() -> int:
        return Job.objects.filter(task__contains="finding", args__pk=project.pk).count()

    before = promised()
    actions.publish_project(project=project, by=by, at=AT)

    assert (before, promised()) == (0, 1)
