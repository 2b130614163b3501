"""The pages of signing in, in a real browser: no barriers, no script the content policy forbids, passkeys end to end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests import factories as make
from tests.browser.looking import barriers, sideways

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "correct horse battery"
OUTSIDE = ["/account/login/", "/account/signup/", "/account/password/reset/", "/account/confirm-email/"]
INSIDE = [
    "/account/profile/",
    "/account/rights",
    "/account/email/",
    "/account/password/change/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/sessions/",
    "/desk/organisation/",
    "/desk/organisation/change",
    "/desk/people/",
    "/desk/people/invite",
    "/desk/posts/",
    "/desk/posts/new",
]


def sign_in(page: Page, email: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("メールアドレス").fill(email)
    page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="サインインする", exact=True).click()
    page.wait_for_url(lambda url: "/account/login" not in url)


def reauthenticate(page: Page) -> None:
    page.goto("/account/2fa/webauthn/add/")
    if page.get_by_label("パスワード", exact=True).count():
        page.get_by_label("パスワード", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="続ける").click()


def admin_with_a_passkey_reader(page: Page) -> None:
    from yui.kernel.access import Role

    make.member(make.town(), Role.OFFICIAL, Role.ADMIN, email="hanako@example.jp")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_no_barrier_on_the_way_in(phone: Page) -> None:
    for path in OUTSIDE:
        phone.goto(path)

        assert barriers(phone) == [], path
        assert sideways(phone) == [], path


def test_no_barrier_on_the_pages_of_an_administrator(page: Page) -> None:
    admin_with_a_passkey_reader(page)
    sign_in(page, "hanako@example.jp")
    reauthenticate(page)
    for path in INSIDE:
        page.goto(path)

        assert barriers(page) == [], path
        page.set_viewport_size({"width": 320, "height": 900})
        assert sideways(page) == [], path
        page.set_viewport_size({"width": 1280, "height": 900})


def test_a_passkey_is_added_and_opens_the_door_alone(page: Page) -> None:
    admin_with_a_passkey_reader(page)
    sign_in(page, "hanako@example.jp")
    reauthenticate(page)

    page.get_by_label("呼び名").fill("職場のパソコン")
    page.get_by_role("button", name="この端末で登録する").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto("/account/2fa/webauthn/")
    assert page.get_by_text("職場のパソコン").is_visible()
    page.goto("/account/logout/")
    page.get_by_role("button", name="サインアウトする").click()
    page.goto("/account/login/")
    page.get_by_role("button", name="パスキーでサインインする").click()
    page.wait_for_url("**/desk/")


def test_everything_but_passkeys_works_without_scripts(without_javascript: Page) -> None:
    make.person("jumin@example.jp")

    sign_in(without_javascript, "jumin@example.jp")
    without_javascript.goto("/account/profile/")

    assert without_javascript.get_by_role("heading", name="わたしの設定").is_visible()


def test_a_reader_without_scripts_is_told_what_passkeys_need(open_context: Callable[..., BrowserContext]) -> None:
    page: Any = open_context(javascript=False).new_page()
    page.goto("/account/login/")

    assert page.locator("noscript p").is_visible()
