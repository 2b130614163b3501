"""Import contracts of our own, beside those import-linter brings: `pyproject.toml` names what each one holds."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

Link = tuple[str, str]
"""Who imports, what is imported."""


class LinkContract(Contract):
    """A contract over single imports: broken by every link that `broken_links` returns."""

    broken_contract_guidance = fields.StringField(required=False)

    def broken_links(self, graph: ImportGraph) -> Iterator[Link]:
        """The links that should not be."""
        raise NotImplementedError

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        lines = [_described(graph, link) for link in sorted(set(self.broken_links(graph)))]
        return ContractCheck(kept=not lines, metadata={"lines": lines})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["lines"]:
            output.print_error(f"- {line}", bold=False)
        if self.broken_contract_guidance:
            output.print_error(str(self.broken_contract_guidance), bold=False)


class DoorsContract(LinkContract):
    """Some modules of a room (`yui.<wing>.<room>.<module>`) are nobody's business outside that room."""

    type_name = "doors"
    inside = fields.ListField(subfield=fields.StringField())
    rooms_of = fields.ListField(subfield=fields.StringField())
    open = fields.ListField(subfield=fields.StringField(), required=False)

    def broken_links(self, graph: ImportGraph) -> Iterator[Link]:
        return closed_doors(
            _links(graph, "yui"), inside=_texts(self.inside), wings=_texts(self.rooms_of), open_to_all=_texts(self.open)
        )


def closed_doors(
    links: Iterable[Link], *, inside: Iterable[str], wings: Iterable[str], open_to_all: Iterable[str] = ()
) -> Iterator[Link]:
    """The links that reach into a room past its doors."""
    closed, rooms, exceptions = set(inside), set(wings), set(open_to_all)
    for importer, imported in links:
        parts = imported.split(".")
        enters = len(parts) > 3 and parts[0] == "yui" and parts[1] in rooms and parts[3] in closed
        if enters and ".".join(parts[:4]) not in exceptions and not _within(importer, ".".join(parts[:3])):
            yield importer, imported


class OnlyBelowContract(LinkContract):
    """Libraries that are imported in one part of the product alone."""

    type_name = "only_below"
    libraries = fields.ListField(subfield=fields.StringField())
    below = fields.ListField(subfield=fields.StringField())

    def broken_links(self, graph: ImportGraph) -> Iterator[Link]:
        libraries, homes = set(_texts(self.libraries)), _texts(self.below)
        for importer, imported in _links(graph, "yui"):
            if imported.split(".")[0] in libraries and not any(_within(importer, home) for home in homes):
                yield importer, imported


class AloneContract(LinkContract):
    """A package that imports itself and Python's standard library, nothing else."""

    type_name = "alone"
    package = fields.StringField()

    def broken_links(self, graph: ImportGraph) -> Iterator[Link]:
        package = str(self.package)
        for importer, imported in _links(graph, package):
            if imported.split(".")[0] not in sys.stdlib_module_names and not _within(imported, package):
                yield importer, imported


def _links(graph: ImportGraph, package: str) -> Iterator[Link]:
    for importer in sorted(graph.modules):
        if _within(importer, package):
            yield from ((importer, imported) for imported in graph.find_modules_directly_imported_by(importer))


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _texts(values: object) -> list[str]:
    return [str(value) for value in values] if isinstance(values, (list, tuple, set)) else []


def _described(graph: ImportGraph, link: Link) -> str:
    details = graph.get_import_details(importer=link[0], imported=link[1])
    lines = ", ".join(str(detail["line_number"]) for detail in details)
    return f"{link[0]} -> {link[1]} (l. {lines})"
