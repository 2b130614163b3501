"""What a move of a project does to the page of its service, which names the towns that use it."""

from __future__ import annotations

from yui.solving.projects.models import Project
from yui.solving.solutions import queries as solutions


def names_us_in_use(project: Project) -> bool:
    """Whether there is a page that names the town once the project is in use: that of a service still offered."""
    return project.service_id is not None and solutions.published_service(project.service_id) is not None


def names_us_no_more(project: Project) -> bool:
    """Whether giving the project up takes the town's name from there: it was in use, and nothing else keeps it so."""
    if project.service_id is None or not names_us_in_use(project):
        return False
    return set(Project.objects.in_use_with(project.service_id).values_list("pk", flat=True)) == {project.pk}
