"""How an action keeps a part: written anew or changed, with the book saying what stood there before."""

from __future__ import annotations

from typing import Any, TypeVar

from yui.kernel import audit
from yui.solving.finding import touch
from yui.solving.projects.models import Project, ProjectPart

Part = TypeVar("Part", bound=ProjectPart)


def kept(kind: type[Part], part: Part | None, project: Project, code: str, values: dict[str, Any]) -> Part:
    """The part with these values, saved and recorded; the index follows where the project is public."""
    names = list(values)
    before = audit.snapshot(part, *names) if part is not None else None
    record: Part = part if part is not None else kind.begun(project)
    for name, value in values.items():
        setattr(record, name, value)
    record.save(update_fields=[*names, "changed_at"] if part is not None else None)
    audit.record(code, of=record, before=before, after=audit.snapshot(record, *names))
    if project.public:
        touch("project", project.pk)
    return record
