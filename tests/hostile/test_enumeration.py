"""Nobody learns by asking who has an account, who is invited, what was told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests import factories as make
from tests.solving.needs import making as needs
from yui.kernel.access import Role
from yui.kernel.web import attempts

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN, PASSWORD = "known@example.jp", "nobody@example.jp", "midori no yane 2026"


@pytest.fixture(autouse=True)
def known() -> Iterator[None]:
    cache.clear()
    make.person(KNOWN)
    yield
    cache.clear()


def signing_in(client: Client, email: str) -> Any:
    return client.post("/account/login/", {"login": email, "password": "not the password"}, follow=True)


def forgetting(client: Client, email: str) -> Any:
    return client.post("/account/password/reset/", {"email": email}, follow=True)


def registering(client: Client, email: str) -> Any:
    told = {"email": email, "password1": PASSWORD, "password2": PASSWORD}
    return client.post("/account/signup/", told, follow=True)


def inviting(client: Client, email: str) -> Any:
    client.force_login(make.member(make.town(), Role.OFFICIAL, Role.ADMIN, email="admin@example.jp").person)
    return client.post("/desk/people/invite", {"email": email, "name": "", "roles": ["official"]}, follow=True)


WAYS = pytest.mark.parametrize("way", [signing_in, forgetting, registering, inviting], ids=lambda way: way.__name__)


def seen(answer: Any, email: str) -> tuple[Any, ...]:
    """What an answer shows, without what differs from one to the next in any case."""
    page = answer.content.decode().replace(email, "…")
    page = re.sub(r'value="[A-Za-z0-9]{64}"|/invitations/\w+/|nonce="[^"]+"', "", page)
    cookies = sorted(name for name in answer.client.cookies)
    headers = sorted(name for name in answer.headers)
    return answer.status_code, answer.redirect_chain, page, cookies, headers


@WAYS
def test_a_known_and_an_unknown_address_get_the_same_answer(way: Callable[[Client, str], Any]) -> None:
    make.member(make.town(), Role.OFFICIAL, Role.ADMIN, email="admin@example.jp")

    def asked(email: str) -> tuple[Any, ...]:
        with transaction.atomic():
            answer = seen(way(Client(), email), email)
            transaction.set_rollback(True)
        return answer

    assert asked(UNKNOWN) == asked(KNOWN)


def test_the_comparison_sees_one_word_and_is_blind_to_tokens_alone() -> None:
    class Answer(HttpResponse):
        client, redirect_chain = Client(), ()

    def shown(words: str, token: str, email: str) -> tuple[Any, ...]:
        return seen(Answer(f'<p>{email}：{words}</p><input value="{token * 64}"><script nonce="{token}">'), email)

    assert shown("送りました", "a", KNOWN) == shown("送りました", "b", UNKNOWN)
    assert shown("送りました", "a", KNOWN) != shown("送りました。", "a", UNKNOWN)


@pytest.mark.parametrize(("way", "hashes", "mails"), [(signing_in, 1, 0), (forgetting, 0, 1), (registering, 1, 1)])
def test_both_hash_and_mail_as_often_and_show_the_same_page(
    way: Callable[[Client, str], Any], hashes: int, mails: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hashing takes a thousand times what a question to the database takes, and mails are waited for: these tell."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *rest: (hashed.append(""), encode(self, *rest))[1])
    way(Client(), "warm@example.jp")

    def done(email: str) -> tuple[tuple[int, list[str]], tuple[Any, ...]]:
        hashed.clear()
        mail.outbox.clear()
        with transaction.atomic():
            answer = seen(way(Client(), email), email)
            transaction.set_rollback(True)
        return (len(hashed), [to.replace(email, "…") for one in mail.outbox for to in one.to]), answer

    (work, page), (work_of_unknown, page_of_unknown) = done(KNOWN), done(UNKNOWN)

    assert work == work_of_unknown == (hashes, ["…"] * mails)
    assert page == page_of_unknown


@pytest.mark.parametrize("email", [KNOWN, UNKNOWN])
def test_a_lock_is_the_same_for_both(email: str) -> None:
    for _attempt in range(5):
        signing_in(Client(), email)

    locked = Client().post("/account/login/", {"login": email, "password": "correct horse battery"})

    assert locked.status_code == 200
    assert "しばらくサインインできません" in locked.content.decode()


@pytest.mark.parametrize(
    "path", ["/account/password/reset/key/1-set-password/", "/account/password/reset/key/zzz-abc/"]
)
def test_a_made_up_link_says_nothing_of_whose_it_would_be(path: str) -> None:
    person = make.person(KNOWN)
    from allauth.account.utils import user_pk_to_url_str

    real = f"/account/password/reset/key/{user_pk_to_url_str(person)}-abc-def/"
    pages = [Client().get(address, follow=True) for address in (path, real)]

    assert [page.status_code for page in pages] == [200, 200]
    assert all("このリンクはもう使えません" in page.content.decode() for page in pages)


def test_a_made_up_invitation_of_a_real_and_of_no_organisation_are_the_same() -> None:
    ref = make.town().ref
    pages = [Client().get(f"/account/join/{org}/abcdefgh/") for org in (ref, "2345678abc", "\u202e", "x" * 500)]

    assert {page.status_code for page in pages} == {410}
    assert len({re.sub(r'value="/account/join/[^"]*"', "", page.content.decode()) for page in pages}) == 1


def test_receipt_numbers_are_not_found_by_trying(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "MOST", 5)
    real = needs.told(make.town()).receipt
    guesses = [f"K-2026-2222-222{digit}" for digit in "2345678"]
    guest = Client()

    by_form = [guest.post("/troubles/", {"number": number}).status_code for number in guesses[:3]]
    by_address = [guest.get(f"/troubles/{number}").status_code for number in guesses[3:]]
    locked = guest.post("/troubles/", {"number": real}), guest.get(f"/troubles/{real}")
    elsewhere = Client(REMOTE_ADDR="198.51.100.9").get(f"/troubles/{real}")

    assert by_form + by_address == [404, 404, 404, 404, 404, 429, 429]
    assert [answer.status_code for answer in locked] == [429, 429]
    assert "10分ほど待って" in locked[0].content.decode()
    assert elsewhere.status_code == 200


def test_a_right_number_counts_as_no_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "MOST", 2)
    real = needs.told(make.town()).receipt

    assert {Client().get(f"/troubles/{real}").status_code for _time in range(5)} == {200}
