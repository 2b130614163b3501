"""What only few people come to: records in rare states, and the addresses of pages that a short walk would miss."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.urls import reverse

from tests import factories as make
from tests.hostile.texts import MARKUP
from tests.solving.casebook import making as cases
from tests.solving.matching import making as matching
from tests.solving.needs import making as needs
from tests.solving.projects import making as projects
from yui.kernel.access import Actor, Role
from yui.kernel.jobs.models import Job, JobState
from yui.kernel.tenancy import acting_for
from yui.sites.cloud.actions import correct_reading
from yui.solving.casebook import actions as telling
from yui.solving.projects.jobs import ask_every_town

AT = needs.AT


def make_corners(by: dict[str, Actor]) -> None:
    """A reading put right, a failed job, learnt weights, a second membership, a revision, a town that is asked again."""
    correct_reading(word="結城", kana="ゆうき", by=by["operator"], at=AT)
    Job.objects.create(
        task="yui.solving.matching.jobs.propose", args={"need_id": 0}, state=JobState.FAILED, run_after=AT,
        enqueued_at=AT, finished_at=AT, error_class=MARKUP, last_error=MARKUP,
    )  # fmt: skip
    with acting_for(by["coordinator"].organisation_id):
        _model("matching.Weights").objects.create(
            owner_id=by["coordinator"].organisation_id, words=0.4, learnt_from=50, learnt_at=AT
        )
        group = _model("matching.JointGroup").objects.get()
        members = set(group.members.values_list("need_id", flat=True))
    third = make.town(f"三つ目の町{MARKUP}", government_code="480070", coordinated_by=matching.bureau())
    near = needs.published(third, title=f"三つ目{MARKUP}", present=MARKUP)
    assert near.pk not in members
    with acting_for(by["coordinator"].organisation_id):
        group.neighbours = [near.pk]
        group.save()
    make.member(make.vendor("二つ目の会社"), Role.SUPPLIER, email="neighbour@example.jp")
    _with_a_project_a_year_in_use(by["official"])
    _with_a_revision(by["official"])


def _with_a_project_a_year_in_use(official: Actor) -> None:
    project = projects.published(official, f"一年{MARKUP}", summary=MARKUP)
    with acting_for(official.organisation_id):
        type(project).objects.filter(pk=project.pk).update(adopted_at=AT - timedelta(days=800))
    ask_every_town.enqueue()


def _with_a_revision(official: Actor) -> None:
    with acting_for(official.organisation_id):
        case = _model("casebook.Case").objects.filter(state="published").first()
    telling.write_case(case=case, content=cases.content(title=f"改めた{MARKUP}"), by=official, at=AT)


def addresses(by: dict[str, Actor]) -> Iterator[tuple[str, str]]:
    """Who, and where to: pages that others of the same kind hide from the walk."""
    with acting_for(by["official"].organisation_id):
        for need in _model("needs.Need").objects.order_by("pk"):
            yield "official", reverse("needs:desk_need", args=[need.ref])
        draft = _model("needs.Need").objects.filter(state="draft").first()
        for step in range(1, 6):
            yield "official", reverse("needs:write", args=[draft.ref, step])
        question = _model("needs.Question").objects.filter(answer="").first()
        yield "official", reverse("needs:desk_question", args=[question.ref])
        asked = _model("projects.UseCheck").objects.select_related("project").first()
        yield "official", reverse("projects:desk", args=[asked.project.ref])
        public = _model("needs.Need").objects.filter(title__startswith="防災無線").first()
        revised = _model("casebook.Case").objects.filter(proposed__isnull=False).first()
        yield "official", reverse("casebook:desk", args=[revised.ref])
    yield "coordinator", reverse("matching:candidates", args=[public.ref])
    with acting_for(by["neighbour"].organisation_id):
        case = _model("casebook.Case").objects.first()
        need = _model("needs.Need").objects.filter(state="public").first()
    yield "official", reverse("casebook:follow", args=[case.ref])
    yield "official", reverse("needs:detail", args=[need.ref])
    with acting_for(by["vendor"].organisation_id):
        handed_in = _model("matching.Proposal").objects.filter(state="submitted").first()
        service = _model("solutions.Service").objects.filter(state="published").first()
    yield "vendor", reverse("matching:proposal", args=[handed_in.ref])
    yield "vendor", f"{reverse('matching:proposal_new')}?need={public.ref}&service={service.ref}"


def _model(label: str) -> Any:
    return apps.get_model(label)
