"""What the room says when it cannot do something.

Refused
├── CaseIncomplete      parts are missing before the second person gets it
├── TooLong             a part is longer than it may be
├── NotWritable         it waits for review, or was withdrawn
├── SecondPersonNeeded  who handed it in cannot confirm it
├── WhyReturned         a returned case needs words
├── WhyWithdrawn        a withdrawn case needs a reason
├── OwnCase             nobody follows their own case
└── AlreadyFollowed     the town follows this case already
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Refused


class CaseIncomplete(Refused):
    """Parts are missing; `fields` names each."""

    code = "casebook.incomplete"

    def __init__(self, missing: Iterable[str]) -> None:
        asked = _("確認に出すには、ここを書いてください。なければ「なし」と書いてください。")
        super().__init__(_("まだ書いていない欄があります。"), fields=dict.fromkeys(missing, asked))


class TooLong(Refused):
    """Parts are longer than they may be."""

    code = "casebook.too-long"

    def __init__(self, limits: Mapping[str, int]) -> None:
        said: dict[str, Any] = {
            name: _("%(most)s字までにしてください。") % {"most": most} for name, most in limits.items()
        }
        super().__init__(_("長すぎる欄があります。"), fields=said)


class NotWritable(Refused):
    """It waits for review, or was withdrawn."""

    code = "casebook.not-writable"
    message = _("確認待ちか取り下げた事例なので、いまは書き直せません。確認する人に戻してもらってください。")


class SecondPersonNeeded(Refused):
    """Two people look at everything that is published."""

    code = "casebook.second-person-needed"
    message = _("事例を出した人とは別の人が確かめて公開します。")


class WhyReturned(Refused):
    """Who gives a case back says what to change."""

    code = "casebook.why-returned"

    def __init__(self) -> None:
        sentence = _("何を直してほしいかを書いてください。")
        super().__init__(sentence, fields={"note": sentence})


class WhyWithdrawn(Refused):
    """Who takes a case back says why."""

    code = "casebook.why-withdrawn"

    def __init__(self) -> None:
        sentence = _("取下げの理由を選んでください。")
        super().__init__(sentence, fields={"reason": sentence})


class OwnCase(Refused):
    """Nobody follows their own case."""

    code = "casebook.own-case"
    message = _("これは自分のまちの事例です。")


class AlreadyFollowed(Refused):
    """The town follows this case already."""

    code = "casebook.already-followed"
    message = _("この事例からは、もうニーズを書きはじめています。")
