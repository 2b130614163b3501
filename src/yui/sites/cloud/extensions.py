"""What the cloud places in the navigation of those who may see it."""

from django.utils.translation import gettext_lazy as _

from yui.kernel.web.navigation import Face, place
from yui.sites.cloud.permissions import Permission

place(Face.DESK, _("運用の状況"), "cloud:home", order=90, permission=Permission.SEE_CLOUD, icon="data")
place(Face.DESK, _("団体の一覧"), "cloud:tenants", order=91, permission=Permission.SEE_CLOUD, icon="town")
