"""The nine application fields of the 2011 report, with the two that cross them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Field(models.TextChoices):
    """What a need, a service, a case is about. The values are the words of address, table and API."""

    AGRICULTURE = "agriculture", _("農林水産")
    CARE = "care", _("医療・介護")
    INDUSTRY = "industry", _("地場産業・観光")
    EDUCATION = "education", _("教育")
    ELDERLY = "elderly", _("高齢者")
    TELEWORK = "telework", _("テレワーク")
    GREEN = "green", _("グリーンICT")
    COMMUNITY = "community", _("自治会・コミュニティ")
    REGULATION = "regulation", _("規制・制度")
    GENERAL = "general", _("行政一般")
    RECOVERY = "recovery", _("防災・復興")


LABELS = {field.value: field.label for field in Field}
"""The names by code: of an enumeration each is looked for anew."""
