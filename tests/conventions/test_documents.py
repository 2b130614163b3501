"""What the documents say is so: their links lead somewhere, their tree is the tree, nothing names one machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.conventions import project

LINK = re.compile(r"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
ELSEWHERE = ("http://", "https://", "mailto:")
# Written in pieces, so that this file does not name what it looks for.
ONE_MACHINE = re.compile(
    "|".join(["/" + "work/", "/" + "root/", "/" + "home/[a-z]", "file" + "s\\.pythonhosted", "registry\\." + "npmjs"])
)


def documents() -> list[Path]:
    return [path for path in project.files(".md") if "node_modules" not in path.parts]


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(project.ROOT)))
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    text = document.read_text("utf-8")
    broken = []
    for match in LINK.finditer(text):
        target = match.group(1) or match.group(2)
        if not target.startswith(ELSEWHERE):
            name, _, anchor = target.partition("#")
            place = document if not name else (document.parent / name).resolve()
            if not place.exists() or (anchor and place.suffix == ".md" and anchor not in anchors(place)):
                broken.append(target)

    assert not broken


def anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as they are made from the headings' words."""
    titles = re.findall(r"^#{1,6}\s+(.+?)\s*$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_no_file_names_a_folder_of_one_machine_or_a_registry() -> None:
    text_files = [
        path for path in project.files() if path.suffix in {".py", ".md", ".toml", ".txt", ".json", ".html", ".in", ""}
    ]
    found = [
        f"{path.relative_to(project.ROOT)}:{number}: {line.strip()[:100]}"
        for path in text_files
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if ONE_MACHINE.search(line)
    ]

    assert not found, "\n".join(found)


def test_the_tree_of_the_architecture_is_the_tree_on_disk() -> None:
    text = (project.ROOT / "ARCHITECTURE.md").read_text("utf-8")
    drawn, parent = set(), ""
    for indent, name in re.findall(r"^( {2}| {4})([a-z_]+)/\s", text.partition("\nsrc/yui/\n")[2], re.MULTILINE):
        parent = name if len(indent) == 2 else parent
        drawn.add(name if len(indent) == 2 else f"{parent}/{name}")

    assert drawn == packages()


def packages() -> set[str]:
    """The folders of the product, and in the kernel, the engines and the wings the rooms as well."""
    parents = ["", *(f"{name}/" for name in ("kernel", "engines", *project.WINGS))]
    files = [path.relative_to(project.SOURCE) for path in project.files() if path.is_relative_to(project.SOURCE)]
    return {
        f"{parent}{rest.split('/')[0]}"
        for file in map(str, files)
        for parent in parents
        if file.startswith(parent) and "/" in (rest := file.removeprefix(parent))
    }


@pytest.mark.parametrize(
    "page", sorted((project.ROOT / "docs" / "decisions").glob("[0-9]*.md")), ids=lambda path: path.stem
)
def test_every_decision_tells_context_decision_and_consequences(page: Path) -> None:
    headings = re.findall(r"^## (.+)$", page.read_text("utf-8"), re.MULTILINE)

    assert [name for name in headings if name in {"Context", "Decision", "Consequences"}] == [
        "Context",
        "Decision",
        "Consequences",
    ]


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    folder = project.ROOT / "docs" / "decisions"
    pages = sorted(folder.glob("[0-9]*.md"))
    index = (folder / "README.md").read_text("utf-8")

    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    assert [page.name for page in pages if f"({page.name})" not in index] == []


def test_every_dependency_brings_its_reason() -> None:
    text = (project.ROOT / "pyproject.toml").read_text("utf-8")
    table = tomllib.loads(text)
    names = [*table["project"]["dependencies"], *table["dependency-groups"]["dev"]]
    lines = [line for line in text.splitlines() if any(f'"{name}"' in line or f"'{name}'" in line for name in names)]
    silent = [line.strip() for line in lines if not re.search(r"#\s*\S+", line)]

    assert not silent


def test_every_locked_package_has_a_hash_and_no_address() -> None:
    for lock in (project.ROOT / "requirements").glob("*.txt"):
        text = lock.read_text("utf-8")
        packages = re.findall(r"^[A-Za-z0-9_.\-\[\]]+==\S+", text, re.MULTILINE)

        assert packages
        assert "://" not in text
        assert len(re.split(r"\n(?=\S)", text.strip())) == len(packages)
        assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\S)", text.strip()))
