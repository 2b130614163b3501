"""What an official can do next with a need: the buttons of its page at the desk, and what each says before it acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.solving.needs.models import Need, NeedState
from yui.solving.needs.models.states import NEED_MACHINE, OPEN_STATES
from yui.solving.needs.permissions import Permission


@dataclass(frozen=True)
class Step:
    """One thing to do: its name in the address, the button, the question before it, what will happen, who may."""

    name: str
    label: Any
    title: Any
    consequences: tuple[Any, ...]
    permission: str
    offered: Callable[[Need], bool]
    kind: str = "secondary"

    @property
    def danger(self) -> bool:
        return self.kind == "danger"


def _move(move: str) -> Callable[[Need], bool]:
    return lambda need: need.state in NEED_MACHINE.moves[move].from_


def _in(*states: NeedState) -> Callable[[Need], bool]:
    return lambda need: need.state in states


STEPS = (
    Step(
        "submit",
        _("庁内確認に出す"),
        _("庁内確認に出しますか"),
        (_("上司など、ほかの人が確かめます。"), _("確かめが終わるまで、書き直せません。")),
        Permission.SUBMIT_NEED,
        _move("submit"),
        "primary",
    ),
    Step(
        "publish",
        _("確かめて公開する"),
        _("このニーズを公開しますか"),
        (
            _("だれでも読めるようになります。"),
            _("質問を受け付けはじめます。"),
            _("似たニーズ・事例・サービスを、調整担当が探します。"),
        ),
        Permission.PUBLISH_NEED,
        _move("publish"),
        "primary",
    ),
    Step(
        "send-back",
        _("書いた人に戻す"),
        _("書いた人に戻しますか"),
        (_("下書きに戻り、書いた人が直せます。"),),
        Permission.PUBLISH_NEED,
        _move("send_back"),
    ),
    Step(
        "confirm",
        _("まだ困っています"),
        _("まだ困っていると確かめますか"),
        (_("今日の日付で「確かめた」と示します。"),),
        Permission.WRITE_NEED,
        _in(*OPEN_STATES),
    ),
    Step(
        "deadlines",
        _("締切を変える"),
        _("質問と提案の締切を変えますか"),
        (_("変えたことは、公開のページに残ります。"),),
        Permission.PROCEED_NEED,
        _in(NeedState.PUBLIC),
    ),
    Step(
        "correct",
        _("訂正する"),
        _("公開したニーズを訂正しますか"),
        (_("訂正したことと理由が、公開のページに残ります。"),),
        Permission.PUBLISH_NEED,
        _in(NeedState.PUBLIC, NeedState.QUESTIONS_CLOSED),
    ),
    Step(
        "close-questions",
        _("質問の受付を終える"),
        _("質問の受付を終えますか"),
        (_("新しい質問は届かなくなります。"), _("提案は、締切まで受け付けます。")),
        Permission.PROCEED_NEED,
        _move("close_questions"),
    ),
    Step(
        "close-proposals",
        _("提案を締め切る"),
        _("提案を締め切りますか"),
        (_("新しい提案は届かなくなります。"),),
        Permission.PROCEED_NEED,
        _move("close_proposals"),
    ),
    Step(
        "start-selection",
        _("選考を始める"),
        _("選考を始めますか"),
        (_("公開のページに「選考」と示します。"),),
        Permission.PROCEED_NEED,
        _move("start_selection"),
    ),
    Step(
        "start-trial",
        _("実証を始める"),
        _("実証を始めますか"),
        (_("公開のページに「実証」と示します。"),),
        Permission.PROCEED_NEED,
        _move("start_trial"),
        "primary",
    ),
    Step(
        "adopt",
        _("導入を決める"),
        _("導入と決めますか"),
        (_("公開のページに「導入」と示します。"), _("このニーズは終わりになります。")),
        Permission.CLOSE_NEED,
        _move("adopt"),
        "primary",
    ),
    Step(
        "hand-over",
        _("別の部署へ引き継ぐ"),
        _("別の部署へ引き継ぎますか"),
        (_("担当と連絡先が変わります。"),),
        Permission.HAND_OVER_NEED,
        lambda need: need.state not in (NeedState.ADOPTED, NeedState.DECLINED, NeedState.WITHDRAWN),
    ),
    Step(
        "decline",
        _("見送る"),
        _("このニーズを見送りますか"),
        (_("見送りの理由が公開されます。"), _("このニーズは終わりになり、元に戻せません。")),
        Permission.CLOSE_NEED,
        _move("decline"),
        "danger",
    ),
    Step(
        "withdraw",
        _("取り下げる"),
        _("このニーズを取り下げますか"),
        (_("公開のページから消えます。"), _("記録は残ります。元には戻せません。")),
        Permission.CLOSE_NEED,
        _move("withdraw"),
        "danger",
    ),
)

BY_NAME = {step.name: step for step in STEPS}


def steps_for(need: Need, actor: Actor) -> tuple[Step, ...]:
    """What the actor may do next with a need. Nobody is offered to confirm what they handed in themselves."""
    own = need.submitted_by_id is not None and need.submitted_by_id == actor.person_id
    return tuple(
        step
        for step in STEPS
        if step.offered(need) and actor.may(step.permission) and not (step.name == "publish" and own)
    )
