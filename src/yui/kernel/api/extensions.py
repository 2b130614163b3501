"""Where tokens stand in the navigation."""

from django.utils.translation import gettext_lazy as _

from yui.kernel.api.permissions import Permission
from yui.kernel.web.navigation import Face, place

place(Face.DESK, _("プログラムのためのトークン"), "api:tokens", order=86, permission=Permission.KEEP_TOKENS, icon="key")
