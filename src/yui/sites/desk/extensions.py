"""What the desk places in the navigation."""

from django.utils.translation import gettext_lazy as _

from yui.kernel.web.navigation import Face, place, place_search

place(Face.DESK, _("わたしの仕事"), "desk:home", order=0, icon="home")

# What everybody may read lies on the portal; who works at the desk looks there for what other towns use and did.
place(Face.DESK, _("サービスを探す"), "solutions:list", order=70, icon="search")
place(Face.DESK, _("事例を探す"), "casebook:list", order=71, icon="search")
place(Face.DESK, _("ニーズを探す"), "needs:list", order=72, icon="search")
place_search(Face.DESK, "desk:search")
