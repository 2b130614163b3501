"""What this room tells others at start-up: its needs can be found, are handed over, and stand in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yui.kernel.identity.extensions import Holder, Owned, register_owned
from yui.kernel.web.navigation import Face, place
from yui.solving import finding
from yui.solving.needs.actions import hand_over_all
from yui.solving.needs.models import Need
from yui.solving.needs.permissions import Permission
from yui.solving.needs.queries import cards, documents, public_pks


def _held(holder: Holder) -> int:
    return Need.objects.of_post(holder.post_id).count() if holder.post_id is not None else 0


finding.register(
    finding.Source(kind="need", label=_("困りごと・ニーズ"), documents=documents, pks=public_pks, cards=cards)
)
register_owned(Owned(kind="needs.need", label=_("ニーズ"), count=_held, move=hand_over_all))

place(Face.PORTAL, _("困りごとを書く"), "needs:tell", order=10)
place(Face.PORTAL, _("ニーズ"), "needs:list", order=20)
place(Face.DESK, _("困りごと"), "needs:desk_troubles", order=20, permission=Permission.HANDLE_TROUBLE, icon="trouble")
place(Face.DESK, _("ニーズ"), "needs:desk_needs", order=30, permission=Permission.WRITE_NEED, icon="idea")
