"""Weights are learnt from choices only when there are enough, and always with the old figures beside the new."""

from __future__ import annotations

import pytest

from tests.engines.search.conftest import PairEncoder, service
from yui.engines.search import SearchIndex
from yui.engines.search.learning import ENOUGH, Judgement, TooFewJudgements, learn, tried

NAMES = [
    f"{place}{thing}"
    for place in ("駅前", "北町", "南町", "川沿い", "山手", "港", "中央")
    for thing in ("橋", "公園", "道路", "学校", "図書館", "広場", "水路", "体育館", "井戸", "信号")
]


def judgements(count: int) -> list[Judgement]:
    return [Judgement(f"{name}を直してほしい", str(number), True) for number, name in enumerate(NAMES[:count])]


def filled(index: SearchIndex) -> SearchIndex:
    # The right document is told apart by its body; its title says the opposite.
    index.put([service(number, NAMES[-1 - number], f"{name}の修理") for number, name in enumerate(NAMES)])
    return index


def test_few_judgements_teach_nothing(index: SearchIndex) -> None:
    declined = [Judgement("橋", str(number), False) for number in range(200)]

    with pytest.raises(TooFewJudgements) as refused:
        learn(filled(index), [*judgements(ENOUGH - 1), *declined])

    assert refused.value.count == ENOUGH - 1


def test_what_is_learnt_is_measured_on_questions_held_back(index: SearchIndex, encoder: PairEncoder) -> None:
    with_meaning = filled(SearchIndex(index.store, encoder=encoder))

    lesson = learn(with_meaning, judgements(70))

    assert lesson.learnt_from + lesson.new.n == 70
    assert lesson.new.n == lesson.old.n > 10
    assert lesson.new.ndcg10 > lesson.old.ndcg10
    assert lesson.better
    assert lesson.settings.fields["body"].meaning > lesson.settings.fields["title"].meaning


def test_any_settings_can_be_tried_on_the_questions_held_back(index: SearchIndex, encoder: PairEncoder) -> None:
    with_meaning = filled(SearchIndex(index.store, encoder=encoder))
    lesson = learn(with_meaning, judgements(70))

    assert tried(with_meaning, with_meaning.settings, judgements(70)) == lesson.old
    assert tried(with_meaning, lesson.settings, judgements(70)) == lesson.new
    assert tried(with_meaning, lesson.settings, [*judgements(70), Judgement("無関係", "0", False)]) == lesson.new


def test_learning_changes_nothing_by_itself(index: SearchIndex, encoder: PairEncoder) -> None:
    with_meaning = filled(SearchIndex(index.store, encoder=encoder))
    before = with_meaning.settings

    lesson = learn(with_meaning, judgements(60))

    assert with_meaning.settings is before
    assert with_meaning.with_settings(lesson.settings).settings is not before


def test_a_choice_taken_back_does_not_count(index: SearchIndex) -> None:
    taken_back = [Judgement(one.text, one.document, False) for one in judgements(70)]

    with pytest.raises(TooFewJudgements):
        learn(filled(index), [*judgements(70), *taken_back])
