"""Who may do what with troubles and needs."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Role, register


class Permission(StrEnum):
    """Rights of the room."""

    TELL_TROUBLE = "needs.trouble:tell"
    HANDLE_TROUBLE = "needs.trouble:handle"
    WRITE_NEED = "needs.need:write"
    SUBMIT_NEED = "needs.need:submit"
    PUBLISH_NEED = "needs.need:publish"
    PROCEED_NEED = "needs.need:proceed"
    CLOSE_NEED = "needs.need:close"
    HAND_OVER_NEED = "needs.need:hand-over"
    ECHO_NEED = "needs.need:echo"
    ECHO_FOR_TOWN = "needs.need:echo-for-town"
    ASK_QUESTION = "needs.question:ask"
    ANSWER_QUESTION = "needs.question:answer"


_EVERYBODY = {Permission.TELL_TROUBLE, Permission.ECHO_NEED}
_OF_OFFICIALS = {
    Permission.HANDLE_TROUBLE,
    Permission.WRITE_NEED,
    Permission.SUBMIT_NEED,
    Permission.PROCEED_NEED,
    Permission.CLOSE_NEED,
    Permission.ECHO_FOR_TOWN,
    Permission.ANSWER_QUESTION,
    Permission.HAND_OVER_NEED,
}

register(
    Permission,
    labels={
        Permission.TELL_TROUBLE: _("困りごとを伝える"),
        Permission.HANDLE_TROUBLE: _("届いた困りごとに答え、ニーズにまとめる"),
        Permission.WRITE_NEED: _("ニーズを書く"),
        Permission.SUBMIT_NEED: _("ニーズを庁内確認に出す"),
        Permission.PUBLISH_NEED: _("ほかの人が書いたニーズを確かめ、公開・訂正する"),
        Permission.PROCEED_NEED: _("ニーズの募集を進める"),
        Permission.CLOSE_NEED: _("ニーズを導入・見送り・取下げで終える"),
        Permission.HAND_OVER_NEED: _("ニーズを別の部署へ引き継ぐ"),
        Permission.ECHO_NEED: _("「うちも困っている」と伝える"),
        Permission.ECHO_FOR_TOWN: _("まちとして「うちも困っている」と伝える"),
        Permission.ASK_QUESTION: _("公開中のニーズに質問する"),
        Permission.ANSWER_QUESTION: _("質問に答える"),
    },
    roles={
        Role.GUEST: _EVERYBODY,
        Role.RESIDENT: {*_EVERYBODY, Permission.ASK_QUESTION},
        Role.OFFICIAL: _OF_OFFICIALS,
        Role.MANAGER: {*_OF_OFFICIALS, Permission.PUBLISH_NEED},
    },
)
