"""A link of another page may begin what a resident writes."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_link_may_begin_what_a_resident_writes(client: Client) -> None:
    asked = "「待たない窓口」（榊野市）のようなことを、うちのまちでもやってほしい。"

    page = client.get("/troubles/new", {"words": asked}).content.decode()

    assert f"{asked}</textarea>" in page.replace("\n", "")


def test_the_words_of_a_link_are_text_and_nothing_else(client: Client) -> None:
    page = client.get("/troubles/new", {"words": "</textarea><script>alert(1)</script>"}).content.decode()

    assert "<script>alert(1)" not in page
    assert len(client.get("/troubles/new", {"words": "雨" * 5_000}).content.decode().partition("雨" * 201)[1]) == 0
