"""The whole region, in the order of the rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from yui.demo.loading import candidates, casebook, matching, needs, projects, readings, region, solutions
from yui.demo.loading.known import Known
from yui.demo.written import Written

STEPS: tuple[tuple[str, Callable[[Known], None]], ...] = (
    ("団体・部署・人", region.load),
    ("サービス", solutions.load),
    ("困りごと", needs.load_troubles),
    ("ニーズ", needs.load_needs),
    ("うちも困っている", needs.load_echoes),
    ("困りごとへの返事", needs.answer_troubles),
    ("候補", candidates.find_for_early_needs),
    ("引き合わせと提案", matching.load_of_services),
    ("似たニーズのまとまり", candidates.group),
    ("ニーズの進み", needs.proceed),
    ("提案の選考", matching.judge),
    ("取組", projects.load),
    ("事例", casebook.load),
    ("事例とほかの候補", candidates.find),
    ("事例の紹介", matching.load_of_cases),
    ("終わったニーズ", needs.finish),
    ("よみがな", readings.load),
)


def load(*, today: date) -> Iterator[str]:
    """Load everything; gives the name of each step when it is done."""
    known = Known(Written(today))
    for name, step in STEPS:
        step(known)
        yield name
