"""Functions and files stay within what ARCHITECTURE §7 holds us to."""

from __future__ import annotations

from tests.conventions import project

FUNCTION_MOST, FUNCTION_USUAL, SHARE_USUAL = 50, 25, 0.9
FILE_MOST = 400
FORBIDDEN = {"utils", "util", "common", "helpers", "helper", "services", "managers", "misc"}


def test_no_function_is_longer_than_fifty_lines() -> None:
    long = [str(one) for path in project.modules() for one in project.functions(path) if one.lines > FUNCTION_MOST]

    assert not long, "\n".join(["split these functions:", *long])


def test_nine_functions_in_ten_stay_under_twenty_five_lines() -> None:
    all_of_them = [one for path in project.modules() for one in project.functions(path)]
    longer = [one for one in all_of_them if one.lines > FUNCTION_USUAL]

    assert len(longer) <= (1 - SHARE_USUAL) * len(all_of_them), "\n".join(map(str, longer))


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    files = [*project.modules(), *project.tests()]
    long = [
        f"{path.relative_to(project.ROOT)}: {project.lines(path)}" for path in files if project.lines(path) > FILE_MOST
    ]

    assert not long, "\n".join(["make a folder of the same name out of these:", *long])


def test_nothing_is_called_utils_or_the_like() -> None:
    bad = [
        str(path.relative_to(project.ROOT))
        for path in project.modules()
        if path.stem in FORBIDDEN or FORBIDDEN.intersection(path.relative_to(project.SOURCE).parts[:-1])
    ]

    assert not bad, f"name these after what they hold: {bad}"
