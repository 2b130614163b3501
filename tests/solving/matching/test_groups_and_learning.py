"""Groups of alike needs, and learning from choices."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from tests.solving.matching import making
from tests.solving.matching.making import AT
from yui.engines.search.groups import similarities
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.solving.matching import actions, grouping, jobs, learning, queries
from yui.solving.matching.models import GroupState, JointGroup, Judgement, Member, Weights
from yui.solving.matching.seeking import Learnt
from yui.solving.solutions.rules import Price

pytestmark = pytest.mark.django_db

FLAT = Price(initial=1_000_000, running=500_000)


def region() -> list[Any]:
    """Two towns with the same trouble, one with another, and services that could help."""
    making.service(price=FLAT)
    making.service(
        name="水位ことば",
        summary="用水路の水位を知らせる。",
        body="水門の水位を測る。",
        functions=("水位の測定",),
        fields=("agriculture",),
    )
    here = making.need()
    there = making.need(making.town("潮見浦町", population=8_457))
    other = making.need(
        making.town("榊野市", population=187_200),
        title="水門の水位を見に行かなくてすむようにしたい",
        field="agriculture",
        present="用水路の水位を夜中に見に行く。",
        affected="農家。",
        wanted="水位が分かる。",
        essential=["水位が測れる"],
        wished=[],
    )
    run_pending()
    return [here, there, other]


def test_needs_that_find_the_same_services_are_proposed_as_a_group_and_others_are_not() -> None:
    here, there, other = region()

    jobs.group_alike()

    with acting_for(making.bureau()):
        (group,) = queries.group_pages("proposed")
    assert {need.pk for need in group.needs} == {here.pk, there.pk}
    assert other.pk not in {need.pk for need in group.needs}
    assert group.population == 3_124 + 8_457


def test_the_same_group_is_not_proposed_again_whatever_was_decided() -> None:
    region()
    jobs.group_alike()
    with acting_for(making.bureau()):
        group = JointGroup.objects.get()
    actions.dissolve_group(group=group, by=making.coordinator(), at=AT)

    jobs.group_alike()

    with acting_for(making.bureau()):
        assert JointGroup.objects.count() == 1


def test_two_needs_of_one_town_never_form_a_group() -> None:
    making.service()
    one, two = making.need(), making.need(title="防災無線を電話でも聞きたい")
    run_pending()

    assert grouping.alike_needs([one, two]) == []
    with pytest.raises(actions.GroupNotPossible):
        actions.form_group(name="二つ", note="", needs=[one, two], by=making.coordinator(), at=AT)


def test_a_group_is_public_when_a_person_has_confirmed_it() -> None:
    here, there, _ = region()
    jobs.group_alike()
    with acting_for(None):
        assert JointGroup.visible.count() == 0
    with acting_for(making.bureau()):
        group = JointGroup.objects.get()

    actions.confirm_group(group=group, name="放送が届かない", note="届いたか分からない", by=making.coordinator(), at=AT)

    with acting_for(None):
        assert JointGroup.published.get().name == "放送が届かない"
        assert {member.need_id for member in Member.published.all()} == {here.pk, there.pk}
    with acting_for(making.bureau()):
        (shown,) = queries.group_pages(GroupState.CONFIRMED)
    assert shown.options[0].cost.difference < 0
    assert shown.options[0].cost.apart == 2 * (1_000_000 + 5 * 500_000)


@pytest.mark.parametrize(
    ("price", "told", "cheaper"),
    [
        (Price(initial=1_000_000, running=500_000), "定額を一度だけ払い、分け合える", True),
        (
            Price(initial=380_000, running=900, running_per="household"),
            "運用は「円/世帯・年」なので、安くなりません",
            True,
        ),
        (Price(initial=0, running=30, running_per="head"), "分け合っても安くなりません", False),
    ],
)
def test_the_page_says_how_a_shared_cost_was_reckoned(price: Price, told: str, cheaper: bool) -> None:
    making.service(price=price)
    for town in (making.town(), making.town("潮見浦町")):
        making.need(town)
    run_pending()
    jobs.group_alike()

    with acting_for(making.bureau()):
        (shown,) = queries.group_pages(GroupState.PROPOSED)

    assert told in shown.options[0].how
    assert (shown.options[0].cost.difference < 0) is cheaper


def test_a_confirmed_group_grows_by_another_town_only() -> None:
    here, there, other = region()
    group = actions.form_group(name="共同", note="", needs=[here, there], by=making.coordinator(), at=AT)

    actions.add_to_group(group=group, need=other, by=making.coordinator(), at=AT)

    again = making.need(title="もう一つの困りごと")
    with pytest.raises(actions.GroupNotPossible):
        actions.add_to_group(group=group, need=again, by=making.coordinator(), at=AT)


def test_the_database_refuses_two_needs_of_one_town_in_a_group() -> None:
    here, there, _ = region()
    group = actions.form_group(name="共同", note="", needs=[here, there], by=making.coordinator(), at=AT)
    again = making.need(title="もう一つの困りごと")

    with acting_for(making.bureau()), pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(owner=making.bureau(), group=group, need_id=again.pk, government_id=again.owner_id)


def test_profiles_of_unlike_needs_are_not_alike() -> None:
    here, there, other = region()
    from yui.solving import finding

    profiles = [finding.index_profile(need.title, need.body, kinds=["service"]) for need in (here, there, other)]
    alike = similarities(profiles)

    assert alike[0, 1] > alike[0, 2]


def judged(count: int) -> None:
    """So many needs for which a service was chosen."""
    candidate = making.candidate()
    with acting_for(making.bureau()):
        for number in range(count):
            copy = type(candidate).shared.get(pk=candidate.pk)
            text = f"防災無線が聞こえない家に電話で届けたい {number}"
            Judgement.objects.update_or_create(
                owner=making.bureau(),
                candidate=copy,
                defaults={"text": text, "document": candidate.document, "chosen": True, "made_at": AT},
            )


def test_too_few_choices_teach_nothing() -> None:
    judged(1)

    with pytest.raises(actions.TooFewChoices) as refused:
        actions.learn_weights(by=making.coordinator(), at=AT)

    assert "50件" in str(refused.value)


def test_what_was_learnt_counts_only_when_it_is_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from yui.solving.matching.actions import learning as acting

    lesson = learning.Lesson(
        0.5, {"title": 0.9, "body": 0.4}, 60, {"ndcg10": 0.6, "mrr": 0.6}, {"ndcg10": 0.7, "mrr": 0.65}
    )
    monkeypatch.setattr(acting, "lesson_of", lambda choices: lesson)

    weights = actions.learn_weights(by=making.coordinator(), at=AT)
    with acting_for(making.bureau()):
        before = queries.weights_in_force()
        shown = queries.learning_page().lessons[0]
    actions.switch_weights(weights=weights, on=True, by=making.coordinator(), at=AT)
    with acting_for(making.bureau()):
        after = queries.weights_in_force()

    assert before is None
    assert shown.better
    assert ("+5ポイント") in [figure[3] for figure in shown.figures]
    assert after == Learnt(0.5, {"title": 0.9, "body": 0.4})


def test_one_set_of_weights_is_in_force_at_a_time() -> None:
    with acting_for(making.bureau()):
        kept = [
            Weights.objects.create(owner=making.bureau(), words=n, learnt_from=50, learnt_at=AT) for n in (0.1, 0.2)
        ]
    for weights in kept:
        actions.switch_weights(weights=weights, on=True, by=making.coordinator(), at=AT)

    with acting_for(making.bureau()):
        assert [one.words for one in Weights.objects.filter(in_force=True)] == [0.2]


def test_weights_in_force_are_used_for_seeking() -> None:
    need = making.need()
    making.service()
    with acting_for(making.bureau()):
        Weights.objects.create(owner=making.bureau(), words=0.4, learnt_from=50, learnt_at=AT, in_force=True)
    run_pending()

    jobs.propose(need_id=need.pk)

    assert [one.title for one in making.found(need) if one.kind == "service"] == ["ことづて電話"]


def test_weights_of_another_bureau_stay_its_own() -> None:
    with acting_for(making.bureau()):
        Weights.objects.create(owner=making.bureau(), words=0.4, learnt_from=50, learnt_at=AT, in_force=True)

    with acting_for(make.organisation("別の局", "bureau")):
        assert queries.weights_in_force() is None


def test_learning_from_enough_choices_tells_old_and_new_on_what_was_held_back() -> None:
    from yui.solving.matching.learning import Choice, lesson_of

    making.service()
    making.service(name="水位ことば", summary="水位を知らせる。", body="水位を測る。", functions=("測定",))
    run_pending()
    service = making.found(making.need())[0]
    choices = [Choice(f"電話で知らせたい {n}", service.document, True) for n in range(60)]

    lesson = lesson_of(choices)

    assert lesson.learnt_from > 0
    assert set(lesson.old) == set(lesson.new) >= {"mrr", "ndcg10"}
