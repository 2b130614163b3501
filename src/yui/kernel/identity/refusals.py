"""Why something with people, posts or organisations is refused."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Refused, Role


class InvitationOver(Refused):
    """The link is too old, was used, or was taken back."""

    code = "invitation-over"
    status = 410
    message = _("この招待はもう使えません。団体の管理者に、もう一度招待を頼んでください。")


class InvitationForAnother(Refused):
    """The invitation was sent to an address that is not one of this person's."""

    code = "invitation-for-another"
    message = _(
        "この招待は、別のメールアドレスに送られたものです。そのアドレスのアカウントでサインインし直してください。"
    )


class AlreadyMember(Refused):
    """The person acts for the organisation already."""

    code = "already-member"
    message = _("この方は、もう団体に参加しています。")

    def __init__(self) -> None:
        super().__init__(fields={"email": self.message})


class LastAdmin(Refused):
    """Nobody could administer the organisation any more."""

    code = "last-admin"
    message = _("団体の管理者がいなくなります。先に、ほかの方を管理者にしてください。")

    def __init__(self) -> None:
        super().__init__(fields={"roles": self.message})


class RolesOutOfPlace(Refused):
    """Roles that an organisation of this kind does not have."""

    code = "roles-out-of-place"

    def __init__(self, roles: Iterable[str]) -> None:
        self.roles = sorted(roles)
        known = {str(role): str(role.label) for role in Role}
        sentence = _("この団体では付けられない役割です：%(roles)s") % {
            "roles": "、".join(known.get(role, role) for role in self.roles)
        }
        super().__init__(sentence, fields={"roles": sentence})


class PostTaken(Refused):
    """Another post of the organisation has this name."""

    code = "post-taken"
    message = _("同じ名前の部署があります。")

    def __init__(self) -> None:
        super().__init__(fields={"name": self.message})


class PostInUse(Refused):
    """The post still has people or records; `held` says what."""

    code = "post-in-use"

    def __init__(self, held: Iterable[str]) -> None:
        self.held = list(held)
        super().__init__(
            _("まだ担当が残っています（%(held)s）。先に、ほかの部署へ引き継いでください。")
            % {"held": "、".join(self.held)}
        )


class SameHolder(Refused):
    """Something was to be handed over to the one who has it."""

    code = "same-holder"
    message = _("引き継ぐ先に、別の部署か人を選んでください。")
