"""What the cloud places in the navigation of those who may see it, and the readings over all pages."""

from django.utils.translation import gettext_lazy as _

from yui.kernel.audit import wording
from yui.kernel.web import furigana
from yui.kernel.web.navigation import Face, place
from yui.sites.cloud import reading_aloud, recorded
from yui.sites.cloud.permissions import Permission

place(Face.DESK, _("運用の状況"), "cloud:home", order=90, permission=Permission.SEE_CLOUD, icon="data")
place(Face.DESK, _("団体の一覧"), "cloud:tenants", order=91, permission=Permission.SEE_CLOUD, icon="town")
place(
    Face.DESK, _("ふりがなの直し"), "cloud:readings", order=92, permission=Permission.CORRECT_READINGS, icon="language"
)

furigana.use_latest(reading_aloud.latest)
wording.name_actions(recorded.ACTIONS)
wording.name_records(recorded.RECORDS)
wording.name_rooms(recorded.ROOMS)
wording.name_fields(recorded.FIELDS)
wording.name_values(recorded.VALUES)
