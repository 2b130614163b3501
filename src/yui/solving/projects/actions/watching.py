"""Watching over a project: early warnings, and a year later the question whether the thing is still in use."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from yui.kernel import audit, events
from yui.kernel.access import Actor, Refused, action
from yui.kernel.web.clock import JAPAN
from yui.solving.projects.actions.keeping import kept
from yui.solving.projects.events import TroubleReported, UseConfirmed
from yui.solving.projects.models import EarlyWarning, Project, UseAnswer, UseCheck
from yui.solving.projects.permissions import Permission
from yui.solving.reasons import DeclineReason


class NobodyToAsk(Refused):
    """The town has no bureau that could help."""

    code = "projects.nobody-to-ask"

    def __init__(self) -> None:
        sentence = _("このまちを担当する総合通信局が登録されていません。「助言を求める」を外して書くことはできます。")
        super().__init__(sentence, fields={"asks_help": sentence})


class ResolvedHow(Refused):
    """What was resolved was resolved by something."""

    code = "projects.resolved-how"

    def __init__(self) -> None:
        sentence = _("どうしたかを書いてください。次のまちの役に立ちます。")
        super().__init__(sentence, fields={"response": sentence})


class WhyNotUsed(Refused):
    """Something no longer in use has a reason, from the closed list."""

    code = "projects.why-not-used"

    def __init__(self) -> None:
        sentence = _("使っていない理由を選んでください。")
        super().__init__(sentence, fields={"reason": sentence})


@action(Permission.WRITE)
def report_trouble(
    *,
    project: Project,
    reported_on: date,
    what: str,
    severity: str,
    by: Actor,
    at: datetime,
    asks_help: bool = False,
    part: EarlyWarning | None = None,
) -> EarlyWarning:
    """Warn of trouble before it grows; who asks for help lets the coordinator read along."""
    if asks_help:
        if project.owner.coordinated_by_id is None:
            raise NobodyToAsk
        project.share_with(project.owner.coordinated_by_id)
    values = {"reported_on": reported_on, "what": what, "severity": severity, "asks_help": asks_help}
    warning = kept(EarlyWarning, part, project, "projects.trouble-reported", values)
    if asks_help and project.bureau_id is not None:
        events.publish(TroubleReported(project_id=project.pk, warning_id=warning.pk, bureau_id=project.bureau_id))
    return warning


@action(Permission.WRITE)
def resolve_trouble(
    *, warning: EarlyWarning, response: str, resolved_on: date, by: Actor, at: datetime
) -> EarlyWarning:
    """Say what was done about it."""
    if not response.strip():
        raise ResolvedHow
    values = {"response": response, "resolved_on": resolved_on}
    return kept(EarlyWarning, warning, warning.project, "projects.trouble-resolved", values)


@action(Permission.ADVISE)
def advise_on_trouble(*, warning: EarlyWarning, advice: str, by: Actor, at: datetime) -> EarlyWarning:
    """Write the coordinator's advice to a town that asked for it."""
    before = audit.snapshot(warning, "advice")
    warning.advice, warning.advised_at = advice, at
    warning.save(update_fields=["advice", "advised_at", "changed_at"])
    audit.record("projects.trouble-advised", of=warning, before=before, after=audit.snapshot(warning, "advice"))
    return warning


@action(Permission.ASK)
def ask_still_in_use(*, project: Project, by: Actor, at: datetime) -> UseCheck:
    """Ask the town whether what it adopted a year ago is still in use."""
    return kept(UseCheck, None, project, "projects.use-asked", {"asked_on": at.astimezone(JAPAN).date()})


@action(Permission.WRITE)
def answer_still_in_use(
    *, check: UseCheck, answer: str, by: Actor, at: datetime, reason: str = "", note: str = ""
) -> UseCheck:
    """Say whether it is still in use; who no longer uses it says why."""
    if answer == UseAnswer.NOT and reason not in DeclineReason.values:
        raise WhyNotUsed
    values = {"answer": answer, "reason": reason if answer == UseAnswer.NOT else "", "note": note, "answered_at": at}
    kept(UseCheck, check, check.project, "projects.use-answered", values)
    events.publish(UseConfirmed(project_id=check.project_id, owner_id=check.owner_id, check_id=check.pk, answer=answer))
    return check
