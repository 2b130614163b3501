"""The sentences of the demo region: clean, and no two cut from one pattern."""

import re
from itertools import combinations

import pytest

from tests.demo.written import CASES, DATA, NEEDS, ORGANISATIONS, SERVICES, TROUBLES

FILES = sorted(path.name for path in DATA.glob("*.toml"))


def alike(one: str, other: str) -> float:
    """Share of three-character pieces two texts have in common: 1.0 is the same text."""
    pieces = [{text[at : at + 3] for at in range(len(text) - 2)} for text in (one, other)]
    return len(pieces[0] & pieces[1]) / min(map(len, pieces))


@pytest.mark.parametrize(
    "texts",
    [
        [service["body"] for service in SERVICES],
        [need["present"] + need["wanted"] for need in NEEDS],
        [case["problem"] + case["done"] + case["result"] for case in CASES],
        [case["purpose"] for case in CASES],
        [trouble["words"] for trouble in TROUBLES],
        [organisation["does"] for organisation in ORGANISATIONS],
    ],
    ids=["services", "needs", "cases", "purposes", "troubles", "organisations"],
)
def test_no_two_texts_are_cut_from_one_pattern(texts: list[str]) -> None:
    assert not [(one, other) for one, other in combinations(texts, 2) if alike(one, other) > 0.4]


@pytest.mark.parametrize("name", FILES)
def test_text_is_clean_japanese(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")

    assert text.endswith("\n")
    assert "\r" not in text
    assert "\t" not in text
    assert not re.search(r"lorem|ダミー|サンプル|テスト用|〇〇|○○|TODO", text)
    assert not re.search(r"[。、]{2,}|\u3000\u3000| \n", text)
