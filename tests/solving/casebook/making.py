"""Cases for tests, with telling names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from tests import factories as make
from yui.kernel.identity.models import Organisation
from yui.solving.casebook import actions
from yui.solving.casebook.models import Case
from yui.solving.casebook.rules import Companion, Content, Figure

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
HEARD = Figure("確かめた世帯", "%", "up", Decimal(38), Decimal(91))
WHOLE = Content(
    title="大雨の夜、黒電話で届いた避難の知らせ",
    summary="屋外放送を家の電話にも声で届けた。",
    field="recovery",
    year=2026,
    place="霧ヶ沢村",
    prefecture="織江県",
    population=3124,
    size_class="xs",
    problem="放送の音だけが鳴り、言葉にならなかった。",
    purpose="雨戸を閉めた夜でも、放送の中身が分かるようにする。",
    done="固定電話に同じ文を読み上げた。",
    result="九十一パーセントが確かめた。",
    cost="十か月で約123万円。",
    cost_yen=1_227_000,
    effort_hours=412,
    not_worked="三人が本番と思い、集会所まで歩いた。",
    advice="名簿の更新を続ける人を先に決める。",
    contact="霧ヶ沢村　総務課 情報係",
    figures=(HEARD,),
    companions=(Companion("合同会社やまびこ通信", "音声の発信"),),
)


def content(**changes: Any) -> Content:
    """A whole case, changed in some parts."""
    return replace(WHOLE, **changes)


def draft(of: Organisation, **changes: Any) -> Case:
    """A draft by an official of the organisation."""
    return actions.draft_case(content=content(**changes), by=make.official(of), at=AT)


def submitted(of: Organisation, **changes: Any) -> Case:
    """A case that waits for the second person."""
    case = draft(of, **changes)
    return actions.submit_case(case=case, by=make.official(of), at=AT)


def published(of: Organisation, **changes: Any) -> Case:
    """A case that everybody reads."""
    return actions.publish_case(case=submitted(of, **changes), by=make.manager(of), at=AT)
