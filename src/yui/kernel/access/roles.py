"""Default roles. An organisation gives them to its people; each carries permissions that rooms register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Bundles of permissions by the part people play."""

    GUEST = "guest", _("だれでも")
    RESIDENT = "resident", _("登録した住民")
    OFFICIAL = "official", _("職員")
    MANAGER = "manager", _("確認する上司")
    ADMIN = "admin", _("団体の管理者")
    SUPPLIER = "supplier", _("サービスの担当者")
    COORDINATOR = "coordinator", _("調整担当")
    OPERATOR = "operator", _("運用担当")

    @classmethod
    def assignable(cls) -> list["Role"]:
        """Roles that an organisation's administrator can give; the others come by themselves."""
        return [cls.OFFICIAL, cls.MANAGER, cls.ADMIN, cls.SUPPLIER, cls.COORDINATOR]
