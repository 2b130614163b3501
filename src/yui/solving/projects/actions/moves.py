"""How a project goes on, and who may read of it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from yui.kernel import audit, events
from yui.kernel.access import Actor, Refused, action
from yui.solving.finding import touch
from yui.solving.needs import queries as needs
from yui.solving.projects.actions.plan import demand_words
from yui.solving.projects.events import ProjectFinished, ProjectStarted, ProjectStopped
from yui.solving.projects.models import Project
from yui.solving.projects.permissions import Permission
from yui.solving.reasons import DeclineReason


class StopNeedsReason(Refused):
    """Who gives a project up says why, so that others can learn."""

    code = "projects.stop-needs-reason"

    def __init__(self) -> None:
        sentence = _("中止の理由を選んでください。")
        super().__init__(sentence, fields={"reason": sentence})


class QuestionsFirst(Refused):
    """The need of the project goes along, and it cannot while questions wait; `count` says how many."""

    code = "projects.questions-first"

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            _("もとのニーズに、答えていない質問が%(count)s件あります。ニーズのページで答えてから始めてください。")
            % {"count": count}
        )


@action(Permission.MOVE)
def start_trial(*, project: Project, by: Actor, at: datetime) -> Project:
    """Try it in the small, before it is for everybody."""
    _demand_answers(project)
    before = project.start_trial(at=at)
    _audit_and_reindex(project, "projects.trial-started", before)
    _say_started(project, "trial")
    return project


@action(Permission.MOVE)
def start_running(*, project: Project, by: Actor, at: datetime) -> Project:
    """Take it into regular use; the first time counts as adoption."""
    _demand_answers(project)
    before = project.run(at=at)
    _audit_and_reindex(project, "projects.running", before)
    _say_started(project, "running")
    return project


@action(Permission.MOVE)
def measure_effect(*, project: Project, by: Actor, at: datetime) -> Project:
    """Nothing new is built any more; now it is measured what it brought."""
    _audit_and_reindex(project, "projects.measuring", project.move("measure", at=at))
    return project


@action(Permission.MOVE)
def pause_project(*, project: Project, by: Actor, at: datetime) -> Project:
    """Let it rest; it can go on later."""
    _audit_and_reindex(project, "projects.paused", project.move("pause", at=at))
    return project


@action(Permission.MOVE)
def finish_project(*, project: Project, by: Actor, at: datetime) -> Project:
    """Bring it to its end. Its outcome becomes the draft of a case."""
    _demand_answers(project)
    _audit_and_reindex(project, "projects.finished", project.finish(at=at))
    events.publish(ProjectFinished(project_id=project.pk, owner_id=project.owner_id))
    return project


@action(Permission.MOVE)
def stop_project(*, project: Project, reason: str, by: Actor, at: datetime, note: str = "") -> Project:
    """Give it up, for a reason of the closed list."""
    if reason not in DeclineReason.values:
        raise StopNeedsReason
    before = project.stop(reason=reason, note=note, at=at)
    _audit_and_reindex(project, "projects.stopped", before)
    events.publish(
        ProjectStopped(project_id=project.pk, owner_id=project.owner_id, need_id=project.need_id, reason=reason)
    )
    return project


@action(Permission.PUBLISH)
def publish_project(*, project: Project, by: Actor, at: datetime) -> Project:
    """Let everybody read the page of the project."""
    demand_words(project)
    project.show(at=at)
    audit.record("projects.published", of=project)
    touch("project", project.pk)
    return project


@action(Permission.PUBLISH)
def hide_project(*, project: Project, by: Actor, at: datetime) -> Project:
    """Take the page of the project back from the public."""
    project.hide()
    audit.record("projects.hidden", of=project)
    touch("project", project.pk)
    return project


def _demand_answers(project: Project) -> None:
    """Refuse here, where somebody can do something about it, and not later, where the need would be left behind."""
    if project.need_id is not None and (count := needs.questions_in_the_way(project.need_id)):
        raise QuestionsFirst(count)


def _audit_and_reindex(project: Project, code: str, before: str) -> None:
    """Keep the move in the record of operations; what everybody may read is searched in its new state."""
    audit.record(code, of=project, before={"state": before}, after={"state": project.state})
    if project.public:
        touch("project", project.pk)


def _say_started(project: Project, stage: str) -> None:
    events.publish(
        ProjectStarted(project_id=project.pk, owner_id=project.owner_id, need_id=project.need_id, stage=stage)
    )
