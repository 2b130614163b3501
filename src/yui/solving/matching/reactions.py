"""What follows here from what happened in other rooms."""

from __future__ import annotations

from yui.kernel.events import reaction
from yui.solving.matching.events import CandidatesAsked
from yui.solving.matching.jobs import look_again, propose
from yui.solving.needs.events import NeedChanged, NeedPublished
from yui.solving.solutions.events import ServiceChanged, ServicePublished, ServiceWithdrawn


@reaction(NeedPublished)
def seek_for_need(event: NeedPublished) -> None:
    """A need is public: candidates at once."""
    propose(need_id=event.need_id)


@reaction(NeedChanged)
def seek_again_for_need(event: NeedChanged) -> None:
    """A need says something else: other candidates, perhaps."""
    propose(need_id=event.need_id)


@reaction(CandidatesAsked)
def seek_as_asked(event: CandidatesAsked) -> None:
    """A coordinator wants to see what there is now."""
    propose(need_id=event.need_id)


@reaction(ServicePublished)
def seek_with_service(event: ServicePublished) -> None:
    """A new service may help somebody who waits."""
    look_again(kind="service", pk=event.service_id)


@reaction(ServiceChanged)
def seek_with_changed_service(event: ServiceChanged) -> None:
    """Price, users, functions may be others now."""
    look_again(kind="service", pk=event.service_id)


@reaction(ServiceWithdrawn)
def seek_without_service(event: ServiceWithdrawn) -> None:
    """A service no longer offered waits for no coordinator any more."""
    look_again(kind="service", pk=event.service_id)
