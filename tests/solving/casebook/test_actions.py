from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from tests.solving.casebook import making
from tests.solving.casebook.making import AT
from tests.solving.needs import making as needs_making
from tests.solving.projects import making as projects
from tests.solving.projects.making import again
from yui.kernel import events
from yui.kernel.access import NotPermitted, Refused
from yui.kernel.jobs import run_pending
from yui.kernel.jobs.models import Job
from yui.kernel.states import IllegalMove
from yui.kernel.tenancy import acting_for
from yui.kernel.tenancy.doors import NotYours
from yui.solving.casebook import actions, queries
from yui.solving.casebook.actions.refusals import AlreadyFollowed, OwnCase, SecondPersonNeeded
from yui.solving.casebook.models import Case, CaseFigure, CaseVersion, Following, Tombstone
from yui.solving.casebook.rules import Figure
from yui.solving.needs.events import NeedPublished
from yui.solving.projects import actions as project_actions

pytestmark = pytest.mark.django_db


def test_a_title_is_enough_for_the_start() -> None:
    here = make.town()

    case = actions.draft_case(content=making.Content(title="題だけ"), by=make.official(here), at=AT)

    assert (again(case).state, again(case).public) == ("draft", False)


def test_an_incomplete_case_is_not_submitted() -> None:
    here = make.town()
    case = making.draft(here, not_worked="", advice=" ", purpose="", contact="", upkeep="")

    with pytest.raises(Refused) as refused:
        actions.submit_case(case=case, by=make.official(here), at=AT)

    assert set(refused.value.fields) == {"not_worked", "advice", "purpose", "contact"}
    assert again(case).state == "draft"


def test_who_submitted_it_does_not_publish_it() -> None:
    here = make.town()
    alone = make.manager(here)
    case = actions.submit_case(case=making.draft(here), by=alone, at=AT)

    with pytest.raises(SecondPersonNeeded):
        actions.publish_case(case=case, by=alone, at=AT)
    assert not again(case).public


def test_an_official_without_the_right_publishes_nothing() -> None:
    here = make.town()
    case = making.submitted(here)

    with pytest.raises(NotPermitted):
        actions.publish_case(case=case, by=make.official(here, email="other@example.jp"), at=AT)


def test_a_published_case_is_read_by_everybody_with_its_figures() -> None:
    case = making.published(make.town())

    with acting_for(None):
        found = queries.facts([case.pk])[case.pk]
    assert found.figures[0].sentence == "38%から91%へ（+53ポイント）。良くなりました。"
    assert (found.improved, found.worsened) == (1, 0)


def test_a_draft_is_read_by_nobody_else() -> None:
    case = making.draft(make.town())

    for reader in (make.town("潮見浦町"), make.bureau(), None):
        with acting_for(reader):
            assert not Case.visible.filter(pk=case.pk).exists()
            assert not CaseFigure.visible.exists()


def test_readers_keep_the_old_text_until_the_revision_is_reviewed() -> None:
    here = make.town()
    case = making.published(here)
    new = making.content(title="新しい題", figures=(Figure("確かめた世帯", "%", "up", Decimal(38), Decimal(85)),))

    actions.write_case(case=case, content=new, by=make.official(here), at=AT)
    with acting_for(None):
        before = queries.facts([case.pk])[case.pk]
    actions.submit_case(case=case, by=make.official(here), at=AT)
    actions.publish_case(case=case, by=make.manager(here), at=AT)

    with acting_for(None):
        after = queries.facts([case.pk])[case.pk]
        kept = queries.versions(case)
    assert (before.title, before.figures[0].after) == (making.WHOLE.title, 91)
    assert (after.title, after.figures[0].after) == ("新しい題", 85)
    assert [one.number for one in kept] == [2, 1]
    assert {str(label) for label, _difference in kept[0].changes} == {"題", "指標"}


def test_a_revision_can_be_given_up() -> None:
    here = make.town()
    case = making.published(here)
    actions.write_case(case=case, content=making.content(title="やめた題"), by=make.official(here), at=AT)

    actions.discard_revision(case=case, by=make.official(here), at=AT)

    assert (again(case).state, again(case).proposed, again(case).title) == ("published", None, making.WHOLE.title)


def test_what_waits_for_review_is_not_rewritten() -> None:
    here = make.town()
    case = making.submitted(here)

    with pytest.raises(Refused):
        actions.write_case(case=case, content=making.content(title="こっそり"), by=make.official(here), at=AT)


def test_a_returned_case_comes_with_words_and_can_be_written_again() -> None:
    here = make.town()
    case = making.submitted(here)

    with pytest.raises(Refused):
        actions.return_case(case=case, note=" ", by=make.manager(here), at=AT)
    actions.return_case(case=case, note="費用の内訳を。", by=make.manager(here), at=AT)
    actions.write_case(case=case, content=making.content(cost="初期38万円。"), by=make.official(here), at=AT)

    assert (again(case).state, again(case).review_note, again(case).cost) == ("draft", "費用の内訳を。", "初期38万円。")


def test_a_withdrawn_case_leaves_a_tombstone_and_nothing_else() -> None:
    here = make.town()
    case = making.published(here)

    with pytest.raises(Refused):
        actions.withdraw_case(case=case, reason="", by=make.manager(here), at=AT)
    actions.withdraw_case(case=case, reason="wrong", note="数が違いました。", by=make.manager(here), at=AT)

    with acting_for(None):
        assert (Case.published.count(), CaseFigure.published.count(), CaseVersion.published.count()) == (0, 0, 0)
        assert Tombstone.published.get().title == making.WHOLE.title


def test_a_withdrawn_case_is_not_published_again() -> None:
    here = make.town()
    case = making.published(here)
    actions.withdraw_case(case=case, reason="ended", by=make.manager(here), at=AT)

    with pytest.raises(IllegalMove):
        actions.submit_case(case=case, by=make.official(here), at=AT)


@pytest.mark.parametrize("reason", ["", "tired"])
def test_who_does_not_say_why_gives_back_and_takes_back_nothing(reason: str) -> None:
    here = make.town()
    waiting, public = making.submitted(here), making.published(here, title="もう読まれている事例")

    with pytest.raises(Refused) as returned:
        actions.return_case(case=waiting, note="　", by=make.manager(here), at=AT)
    with pytest.raises(Refused) as withdrawn:
        actions.withdraw_case(case=public, reason=reason, by=make.manager(here), at=AT)

    assert (list(returned.value.fields), again(waiting).state) == (["note"], "review")
    assert (list(withdrawn.value.fields), again(public).public) == (["reason"], True)
    with acting_for(None):
        assert Tombstone.published.count() == 0


def test_the_database_refuses_a_public_draft() -> None:
    here = make.town()
    case = making.draft(here)

    with acting_for(here), pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(public=True)


def test_another_town_changes_nothing() -> None:
    case = making.published(make.town())
    stranger = make.manager(make.town("潮見浦町"))

    with pytest.raises((NotYours, IllegalMove)):
        actions.withdraw_case(case=case, reason="wrong", by=stranger, at=AT)
    assert again(case).public


def test_following_begins_a_need_of_ones_own() -> None:
    here, there = make.town(), make.town("潮見浦町")
    case = making.published(here)

    following = actions.follow_case(case=case, by=make.official(there), at=AT)

    assert following.need.owner_id == there.pk
    assert "黒電話" in following.need.title
    assert following.need.field == "recovery"
    with acting_for(None):
        assert queries.followers(case) == []
    with acting_for(here):
        assert Following.shared.count() == 1


def test_a_town_follows_a_case_once_and_never_its_own() -> None:
    here, there = make.town(), make.town("潮見浦町")
    case = making.published(here)
    actions.follow_case(case=case, by=make.official(there), at=AT)

    with pytest.raises(AlreadyFollowed):
        actions.follow_case(case=case, by=make.official(there), at=AT)
    with pytest.raises(OwnCase):
        actions.follow_case(case=case, by=make.official(here), at=AT)


def test_a_follower_is_named_when_its_need_is_public() -> None:
    here, there = make.town(), make.town("潮見浦町")
    case = making.published(here)
    following = actions.follow_case(case=case, by=make.official(there), at=AT)

    with acting_for(there), transaction.atomic():
        events.publish(NeedPublished(need_id=following.need_id))
    run_pending()

    with acting_for(None):
        assert queries.followers(case) == ["潮見浦町"]


def test_a_finished_project_leaves_the_draft_of_a_case_once() -> None:
    here = make.town(population=3124)
    by = make.manager(here)
    project = projects.published(by)
    projects.measured(by, projects.indicator(by, project), (date(2026, 1, 25), 30))
    projects.indicator(by, project, "測らなかったもの")
    project_actions.write_cost(
        project=project, quarter="2026-Q1", kind="all", planned=440_000, spent=421_500, by=by, at=AT
    )
    project_actions.finish_project(project=project, by=by, at=AT)

    run_pending()

    with acting_for(here):
        case = Case.objects.get()
        content = queries.content_of(case)
    assert (case.project_id, case.state, case.size_class, case.year) == (project.pk, "draft", "xs", 2026)
    assert content.cost_yen == 421_500
    assert content.contact == "霧ヶ沢村"
    assert "悪くなりました" in content.result
    assert "測らなかったもの：まだ測った値がありません。" in content.result
    assert [(one.before, one.after) for one in content.figures] == [(38, 30), (38, None)]
    assert {item.kind for item in queries.waiting_for(by)} == {"casebook.draft"}


def test_what_the_need_wanted_is_the_purpose_and_the_post_of_the_project_the_contact() -> None:
    here = make.town()
    by = make.manager(here)
    need = needs_making.published(here, wanted="家の中で放送の中身が分かる。")
    plan = project_actions.Plan(name="電話の知らせ", field="recovery", post_id=make.post(here, "福祉課").pk)
    origin = project_actions.Origin(need_id=need.pk)
    project = project_actions.draft_project(plan=plan, origin=origin, by=by, at=AT)
    project_actions.start_running(project=project, by=by, at=AT)
    project_actions.finish_project(project=project, by=by, at=AT)

    run_pending()

    with acting_for(here):
        case = Case.objects.get()
    assert (case.purpose, case.contact) == ("家の中で放送の中身が分かる。", "霧ヶ沢村　福祉課")


def test_a_project_without_any_measurement_says_so_in_its_case() -> None:
    here = make.town()
    by = make.manager(here)
    project = projects.published(by)
    project_actions.finish_project(project=project, by=by, at=AT)

    run_pending()

    with acting_for(here):
        assert Case.objects.get().result == "効果は測っていません。"


def test_a_second_person_is_waited_for_and_the_writer_is_not_asked() -> None:
    here = make.town()
    writer = make.manager(here, email="writer@example.jp")
    actions.submit_case(case=making.draft(here), by=writer, at=AT)

    assert queries.waiting_for(writer) == []
    assert [item.kind for item in queries.waiting_for(make.manager(here, email="second@example.jp"))] == [
        "casebook.review"
    ]


def test_towns_that_measured_the_same_are_compared_by_size() -> None:
    making.published(make.town("榊野市", population=182_000), place="榊野市", population=182_000, size_class="xl")
    making.published(make.town(), figures=(Figure("確かめた　世帯", "％", "up", Decimal(50), Decimal(40)),))

    (choice,) = queries.comparable()
    found = queries.comparison(choice.key)

    assert choice.towns == 2
    assert found is not None
    assert [(row.place, row.outcome.change.verdict.value) for row in found.rows] == [
        ("霧ヶ沢村", "worse"),
        ("榊野市", "better"),
    ]
    assert [cells[6:8] for cells in found.cells] == [("—", "−10ポイント"), ("—", "+53ポイント")]
    assert not found.by_head


def test_what_grows_with_a_town_is_compared_by_head() -> None:
    calls = [
        Figure("問い合わせ", "件/月", "down", Decimal(before), Decimal(after))
        for before, after in ((40, 10), (900, 91))
    ]
    making.published(make.town(), population=2_000, figures=(calls[0],))
    making.published(make.town("榊野市"), place="榊野市", population=182_000, size_class="xl", figures=(calls[1],))

    found = queries.comparison(queries.comparable()[0].key)

    assert found is not None
    assert found.by_head
    assert [value for _town, value in found.bars] == [Decimal(5), Decimal("0.5")]
    assert [cells[5:7] for cells in found.cells] == [("10", "5"), ("91", "0.5")]


def test_where_a_population_is_not_known_values_stand_as_they_are() -> None:
    calls = Figure("問い合わせ", "件/月", "down", Decimal(40), Decimal(10))
    making.published(make.town(), population=None, size_class="", figures=(calls,))
    making.published(make.town("榊野市"), place="榊野市", population=182_000, size_class="xl", figures=(calls,))

    found = queries.comparison(queries.comparable()[0].key)

    assert found is not None
    assert not found.by_head
    assert {value for _town, value in found.bars} == {Decimal(10)}


def test_what_one_town_alone_measured_is_not_offered() -> None:
    making.published(make.town())

    assert queries.comparable() == []


def test_two_cases_of_one_town_are_no_comparison_between_towns() -> None:
    making.published(make.town())
    making.published(make.town(), title="同じまちの二つめ")

    with acting_for(None):
        assert queries.comparable() == []


def test_publishing_is_promised_to_the_index_and_drafting_is_not() -> None:
    here = make.town()
    case = making.submitted(here)

    def promised() -> int:
        return Job.objects.filter(task__contains="finding", args__kind="case", args__pk=case.pk).count()

    before = promised()
    actions.publish_case(case=case, by=make.manager(here), at=AT)

    assert (before, promised()) == (0, 1)
