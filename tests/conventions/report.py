"""`python -m tests.conventions.report`: the figures of ARCHITECTURE §7, shown by `./yui check`.

The share of tests is told and not forced: a gate on lines would be met by lines.
"""

from __future__ import annotations

from tests.conventions import project

USUAL = 25
GOAL = 1.5


def lines() -> list[str]:
    """A line for functions, one for files, one for tests."""
    functions = [one for path in project.modules() for one in project.functions(path)]
    usual = sum(one.lines <= USUAL for one in functions) / len(functions)
    longest = max(functions, key=lambda one: one.lines)
    largest = max(project.modules(), key=project.lines)
    code, tests = sum(map(project.lines, project.modules())), sum(map(project.lines, project.tests()))
    return [
        f"functions: {len(functions)}, {usual:.1%} up to {USUAL} lines, longest {longest}",
        f"files: {len(project.modules())}, largest {largest.relative_to(project.ROOT)} ({project.lines(largest)})",
        f"tests: {tests} lines for {code} of code = {tests / code:.2f} (goal {GOAL})",
    ]


if __name__ == "__main__":
    print("\n".join(f"    {line}" for line in lines()))
