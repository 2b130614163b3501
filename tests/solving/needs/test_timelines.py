"""What is told of a need's past beside it: the book keeps lengths, so words come from the records themselves."""

from __future__ import annotations

import pytest

from tests.solving.needs.clients import page, signed_in
from tests.solving.needs.making import AT, reader, submitted, writer
from yui.solving.needs import actions

pytestmark = pytest.mark.django_db


def test_the_page_says_why_a_need_was_sent_back_in_its_notice_and_the_timeline_that_it_was() -> None:
    """The book keeps only how long the reason was; nobody wants to read that in its place."""
    need = actions.send_back_need(need=submitted(), note="人数の出どころを書いてください。", by=reader(), at=AT)

    seen = page(signed_in(writer()), f"/desk/needs/{need.ref}/")

    assert "人数の出どころを書いてください。" in seen
    assert "書いた人に戻しました" in seen
    assert "16字" not in seen
