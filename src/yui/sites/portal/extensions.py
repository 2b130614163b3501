"""What the portal places in the header."""

from django.utils.translation import gettext_lazy as _

from yui.kernel.web.navigation import Face, place, place_search

place(Face.PORTAL, _("はじめ"), "portal:home", order=0)
place(Face.PORTAL, _("まちの一覧"), "portal:towns", order=80)
place(Face.PORTAL, _("つながりの数字"), "portal:funnel", order=90)
place_search(Face.PORTAL, "portal:search")
