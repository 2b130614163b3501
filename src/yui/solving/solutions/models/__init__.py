"""Services and who uses them."""

from yui.solving.solutions.models.adoption import Adoption
from yui.solving.solutions.models.service import Network, Service, ServiceQuerySet, ServiceState
from yui.solving.solutions.models.word import TownsWord

__all__ = ["Adoption", "Network", "Service", "ServiceQuerySet", "ServiceState", "TownsWord"]
