"""Mail addresses and telephone numbers go out of texts; the rest stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.values.masking import MAIL, PHONE, masked

LOCAL = st.from_regex(r"[a-z][a-z0-9._+-]{0,20}", fullmatch=True)
DOMAIN = st.from_regex(r"[a-z][a-z0-9-]{0,10}(\.[a-z]{2,6}){1,3}", fullmatch=True)


@given(LOCAL, DOMAIN, st.sampled_from(["({}) already exists", "<{}>: 550 no such user", "「{}」", "login={}&x=1"]))
def test_no_mail_address_is_left(local: str, domain: str, around: str) -> None:
    address = f"{local}@{domain}"

    assert address not in masked(around.format(address))
    assert MAIL in masked(around.format(address))


@pytest.mark.parametrize(
    "number",
    [
        "03-1234-5678",
        "(0463)23-1234",
        "0463（23）1234",
        "090-1234-5678",
        "09012345678",
        "０９０－１２３４－５６７８",
        "０９０−１２３４−５６７８",
        "090 1234 5678",
        "+81-90-1234-5678",
        "0120-123-456",
    ],
)
def test_no_telephone_number_is_left(number: str) -> None:
    assert masked(f"電話は{number}です。") == f"電話は{PHONE}です。"


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23 10:00:00,123 INFO yui.kernel 待ち時間 0.123456秒",
        "受付番号 K-2026-0123-4567",
        "need 2345678abc is left as it is: needs.closed",
        "団体コード 480011、予算 1,900,000円",
        'File "/srv/yui/views.py", line 1024, in tell',
        "sha256 0123456789abcdef",
    ],
)
def test_what_is_no_personal_data_stays(text: str) -> None:
    assert masked(text) == text


@given(st.text(max_size=300))
def test_masking_twice_is_masking_once(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@pytest.mark.parametrize("hostile", ["a" * 100_000, "a@" * 50_000, "0" * 100_000, "0-" * 50_000, "a." * 50_000])
def test_a_hostile_page_of_text_is_masked_quickly(hostile: str) -> None:
    begun = time.process_time()

    masked(hostile)

    assert time.process_time() - begun < 2
