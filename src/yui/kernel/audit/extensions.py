"""Where the book stands in the navigation, and what forms ask it: who changed a record meanwhile."""

from django.utils.translation import gettext_lazy as _

from yui.kernel.audit.permissions import Permission
from yui.kernel.audit.queries import lately
from yui.kernel.web.editing import changes_are_told_by
from yui.kernel.web.navigation import Face, place

place(Face.DESK, _("操作の記録"), "audit:book", order=85, permission=Permission.READ_BOOK, icon="file")
place(Face.DESK, _("すべての記録"), "audit:every_book", order=92, permission=Permission.READ_EVERY_BOOK, icon="file")

changes_are_told_by(lately)
