"""How people come in: with a password, by a link, with a second factor; and who does not."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests import factories as make
from tests.stories.visitor import HttpVisitor
from yui.kernel.identity.models import Person

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
NEW = "midori no yane 2026"


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/account/login/", {"login": email, "password": password, **more})


def link_in(letter: Any) -> str:
    found = re.search(r"http://[^/\s]+(/\S+)", letter.body)
    assert found
    return found[1]


def words(response: Any) -> str:
    return response.content.decode()


def test_an_official_signs_in_and_comes_to_the_desk(client: Client) -> None:
    make.member(make.town(), email="hanako@example.jp")

    answer = sign_in(client, "Hanako@Example.jp")

    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


def test_a_resident_signs_in_and_comes_to_the_first_page(client: Client) -> None:
    make.person("jumin@example.jp")

    assert sign_in(client, "jumin@example.jp")["Location"] == "/"


def test_after_signing_in_one_goes_on_where_one_was(client: Client) -> None:
    make.person("jumin@example.jp")

    assert sign_in(client, "jumin@example.jp", next="/account/rights")["Location"] == "/account/rights"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site(client: Client, elsewhere: str) -> None:
    make.member(make.town(), email="hanako@example.jp")

    assert sign_in(client, "hanako@example.jp", next=elsewhere)["Location"] == "/desk/"
    assert client.post("/account/logout/", {"next": elsewhere})["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    make.person("jumin@example.jp")

    wrong = words(sign_in(client, "jumin@example.jp", "not the password"))
    unknown = words(sign_in(client, "nobody@example.jp", "not the password"))

    assert "メールアドレスかパスワードが違います" in wrong
    assert _without(wrong, "jumin") == _without(unknown, "nobody")


def _without(page: str, name: str) -> str:
    page = page.replace(name, "")
    return re.sub(r'value="[A-Za-z0-9]{64}"|nonce="[^"]+"', "", page)


def test_an_unknown_address_takes_about_as_long_as_a_known_one(client: Client, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    make.person("jumin@example.jp")

    def seconds(email: str) -> float:
        begun = time.process_time()
        sign_in(client, email, "not the password")
        return time.process_time() - begun

    seconds("jumin@example.jp")  # the first request compiles templates
    known, unknown = min(seconds("jumin@example.jp") for _ in range(3)), min(seconds("x@example.jp") for _ in range(3))

    assert 0.5 < unknown / known < 2


@pytest.mark.parametrize("email", ["jumin@example.jp", "nobody@example.jp"])
def test_five_wrong_passwords_lock_an_address_whether_known_or_not(client: Client, email: str) -> None:
    make.person("jumin@example.jp")
    for _attempt in range(5):
        sign_in(client, email, "not the password")

    locked = sign_in(client, email)

    assert locked.status_code == 200
    assert "しばらくサインインできません" in words(locked)


def test_a_locked_address_leaves_the_others_alone(client: Client) -> None:
    make.person("jumin@example.jp")
    make.person("other@example.jp")
    for _attempt in range(6):
        sign_in(client, "jumin@example.jp", "not the password")

    assert sign_in(client, "other@example.jp").status_code == 302


def test_a_forgotten_password_is_set_anew_by_a_link(client: Client) -> None:
    make.person("jumin@example.jp")
    client.post("/account/password/reset/", {"email": "jumin@example.jp"})
    form = client.get(link_in(mail.outbox[0]), follow=True)

    done = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW}, follow=True)

    assert "パスワードを変えました" in words(done)
    assert sign_in(Client(), "jumin@example.jp", NEW).status_code == 302
    assert mail.outbox[1].subject == "パスワードが変わりました"


def test_a_link_for_a_new_password_works_once(client: Client) -> None:
    make.person("jumin@example.jp")
    client.post("/account/password/reset/", {"email": "jumin@example.jp"})
    link = link_in(mail.outbox[0])
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})

    assert "このリンクはもう使えません" in words(Client().get(link, follow=True))


def test_asking_for_a_new_password_says_the_same_for_every_address(client: Client) -> None:
    make.person("jumin@example.jp")

    known = client.post("/account/password/reset/", {"email": "jumin@example.jp"}, follow=True)
    unknown = client.post("/account/password/reset/", {"email": "nobody@example.jp"}, follow=True)

    assert words(known) == words(unknown)
    assert [letter.to[0] for letter in mail.outbox] == ["jumin@example.jp", "nobody@example.jp"]
    assert "登録されていません" in mail.outbox[1].body


def sign_up(client: Client, email: str, **more: str) -> Any:
    fields = {"email": email, "password1": NEW, "password2": NEW, **more}
    return client.post("/account/signup/", fields, follow=True)


def test_a_resident_registers_and_confirms_the_address(client: Client) -> None:
    sign_up(client, "jumin@example.jp", name="山田 花子")
    confirm = link_in(mail.outbox[0])

    page = client.get(confirm)
    client.post(confirm)

    assert "はい、わたしのものです" in words(page)
    person = Person.objects.get(email="jumin@example.jp")
    assert person.name == "山田 花子"
    assert person.has_confirmed("jumin@example.jp")


def test_an_address_not_confirmed_does_not_open_the_door(client: Client) -> None:
    sign_up(client, "jumin@example.jp")

    again = sign_in(Client(), "jumin@example.jp", NEW)

    assert again["Location"] == "/account/confirm-email/"


def test_registering_says_the_same_for_a_new_and_a_known_address(client: Client) -> None:
    make.person("jumin@example.jp")

    new, known = sign_up(Client(), "new@example.jp"), sign_up(Client(), "jumin@example.jp")

    assert new.redirect_chain == known.redirect_chain
    assert words(new) == words(known)
    assert "もう登録してあります" in mail.outbox[1].subject


def test_mail_speaks_plainly_and_names_no_other_site(client: Client) -> None:
    sign_up(client, "jumin@example.jp")

    letter = mail.outbox[0]

    assert "メールアドレスを確かめてください" in letter.subject
    assert "<" not in letter.body.replace("<yui", "")
    assert "example.com" not in letter.body


def test_furigana_never_enters_a_mail_or_a_message(client: Client) -> None:
    make.person("jumin@example.jp")
    client.cookies["yui_view"] = "furigana=on"

    client.post("/account/password/reset/", {"email": "jumin@example.jp"})
    page = sign_in(client, "jumin@example.jp", next="/account/profile/")
    page = client.get("/account/profile/")

    assert "ruby" not in mail.outbox[0].body
    assert "&lt;ruby" not in words(page)


def test_where_mail_does_not_go_out_the_reader_is_told(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    make.person("jumin@example.jp")

    answer = client.post("/account/password/reset/", {"email": "jumin@example.jp"})

    assert answer.status_code == 503
    assert "いまメールを送れません" in words(answer)


def test_a_second_factor_is_asked_for_and_recovery_codes_help_once(client: Client) -> None:
    person = make.person("jumin@example.jp")
    sign_in(client, "jumin@example.jp")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    assert "読み取れないときに打つ文字" in words(page)
    secret = client.session[totp.SECRET_SESSION_KEY]
    client.post("/account/2fa/totp/activate/", {"code": _number(secret)})
    codes = re.findall(r"<code>(\w+)</code>", words(client.get("/account/2fa/recovery-codes/")))
    assert len(codes) == 10

    other = Client()
    assert sign_in(other, "jumin@example.jp")["Location"] == "/account/2fa/authenticate/"
    assert "番号が違います" in words(other.post("/account/2fa/authenticate/", {"code": "000000"}))
    assert other.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    third = Client()
    sign_in(third, "jumin@example.jp")
    assert "番号が違います" in words(third.post("/account/2fa/authenticate/", {"code": codes[0]}))
    assert secret not in str(person.authenticator_set.get(type="totp").data)


def _number(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def test_whoever_gives_up_at_the_second_factor_is_at_the_entrance_again() -> None:
    totp.TOTP.activate(make.person("jumin@example.jp"), totp.generate_totp_secret())
    somebody = HttpVisitor("jumin@example.jp", PASSWORD).sees("二つめの確認")

    somebody.press("やめる")

    assert somebody.path == "/account/login/"
    assert "/account/2fa/authenticate/" not in somebody.open("/account/2fa/authenticate/").path


def test_other_devices_are_signed_out_together(client: Client) -> None:
    make.person("jumin@example.jp")
    sign_in(client, "jumin@example.jp")
    elsewhere = Client(headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17) Version/17.0 Safari/604.1"})
    sign_in(elsewhere, "jumin@example.jp")
    assert elsewhere.get("/account/profile/").status_code == 200

    listed = words(client.get("/account/sessions/"))
    client.post("/account/sessions/")

    assert "Safari（iPhone）" in listed
    assert "ほかの端末を全部ログアウト" in listed
    assert elsewhere.get("/account/profile/").status_code == 404
    assert client.get("/account/profile/").status_code == 200


def test_a_stranger_on_a_closed_page_is_offered_to_sign_in(client: Client) -> None:
    answer = client.get("/account/rights")

    assert answer.status_code == 404
    assert "/account/login/?next=%2Faccount%2Frights" in words(answer)


OWN = ["/account/profile/", "/account/rights", "/account/email/", "/account/password/change/", "/account/2fa/",
       "/account/2fa/webauthn/", "/account/sessions/", "/account/logout/"]  # fmt: skip


@pytest.mark.parametrize("path", OWN)
def test_every_page_of_an_account_is_ours_and_prints(client: Client, path: str) -> None:
    client.force_login(make.person("jumin@example.jp"))

    page = client.get(path)

    assert page.status_code == 200
    assert "結 Yui" in words(page)
    assert page.content.count(b"<h1") == 1


def test_before_a_change_that_matters_one_is_asked_again(client: Client) -> None:
    client.force_login(make.person("jumin@example.jp"))

    asked = client.get("/account/2fa/webauthn/add/", follow=True)

    assert "もう一度、確かめさせてください" in words(asked)
    opened = client.post(
        "/account/reauthenticate/", {"password": PASSWORD, "next": "/account/2fa/webauthn/add/"}, follow=True
    )
    assert "パスキーを登録する" in words(opened)


def test_another_address_is_added_and_becomes_the_one_to_sign_in_with(client: Client) -> None:
    person = make.person("jumin@example.jp")
    client.force_login(person)
    client.post("/account/email/", {"email": "second@example.jp", "action_add": "1"})
    client.post(link_in(mail.outbox[0]))

    client.post("/account/email/", {"email": "second@example.jp", "action_primary": "1"})

    assert sign_in(Client(), "second@example.jp").status_code == 302
