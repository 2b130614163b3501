"""What the desk places in the navigation."""

from django.utils.translation import gettext_lazy as _

from yui.kernel.web.navigation import Face, place

place(Face.DESK, _("わたしの仕事"), "desk:home", order=0, icon="home")
