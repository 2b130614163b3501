from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests import factories as make
from tests.solving.needs.clients import page
from tests.solving.needs.making import AT, RADIO, WORDS, published, reader, told, writer
from yui.kernel.audit.models import Entry
from yui.kernel.identity.models import Organisation
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.solving.needs import actions
from yui.solving.needs.forms.telling import opened
from yui.solving.needs.models import Trouble, TroubleState

pytestmark = pytest.mark.django_db


def written(of: Any, **values: str) -> dict[str, str]:
    started = opened(AT - timedelta(minutes=2))
    return {"town": of.ref, "words": WORDS, "area": "上ノ瀬", "name": "", "mail": "", "started": started, **values}


def test_a_resident_tells_a_trouble_without_scripts_and_follows_it_to_the_need(client: Client) -> None:
    town = make.town()
    assert "どのまちのことですか" in page(client, "/troubles/new")

    looked = client.post("/troubles/new", written(town), follow=True)
    assert "この内容で送る" in looked.content.decode()
    with acting_for(town):
        assert not Trouble.objects.exists()

    sent = client.post("/troubles/new", {**written(town), "send": "yes"}, follow=True)
    with acting_for(town):
        trouble = Trouble.objects.get()
    assert trouble.receipt in sent.content.decode()

    actions.answer_trouble(trouble=trouble, text="同じお話をほかに二件いただきました。", by=writer(), at=AT)
    need = actions.gather_troubles(troubles=[trouble], by=writer(), at=AT)
    seen = page(client, f"/troubles/{trouble.receipt}")
    assert "同じお話をほかに二件いただきました。" in seen
    assert "ニーズにまとめた" in seen
    assert f"/needs/{need.ref}/" not in seen

    actions.write_need(need=need, changes=RADIO, by=writer(), at=AT)
    actions.submit_need(need=need, by=writer(), at=AT)
    actions.publish_need(need=need, by=reader(), at=AT)
    assert f"/needs/{need.ref}/" in page(client, f"/troubles/{trouble.receipt.lower()}")


def test_a_receipt_shows_nothing_of_what_was_told(client: Client) -> None:
    trouble = told(name="三宅ハル", mail="haru@example.jp", area="上ノ瀬の奥", words="内緒のはなしです")

    seen = page(client, f"/troubles/{trouble.receipt}")

    for secret in ("三宅", "haru@", "上ノ瀬の奥", "内緒"):
        assert secret not in seen


def test_a_number_never_given_out_and_a_strange_one_look_the_same(client: Client) -> None:
    made_up = page(client, "/troubles/K-2026-AAAA-AAAA", 404)
    strange = page(client, "/troubles/%3Cscript%3E", 404)

    def plain(html: str) -> str:
        return re.sub(r"csrf[^>]*|/troubles/[^\"&]*", "", html)

    assert plain(made_up) == plain(strange)
    assert "<script>alert" not in strange
    assert client.post("/troubles/", {"number": "K-2026-AAAA-AAAA"}).status_code == 404


def test_the_number_may_be_typed_in_full_width(client: Client) -> None:
    trouble = told()
    typed = trouble.receipt.replace("-", "").translate({ord(c): ord(c) + 0xFEE0 for c in trouble.receipt})

    assert client.post("/troubles/", {"number": typed}, follow=True).status_code == 200


def mailed_link(client: Client, town: Organisation) -> str:
    """The path of the link that goes out when somebody tells a trouble with a mail address."""
    client.post("/troubles/new", {**written(town, mail="haru@example.jp"), "send": "yes"})
    run_pending(at=AT)
    link = re.search(r"https?://\S+/troubles/confirm/\S+", mail.outbox[0].body).group()  # type: ignore[union-attr]
    return "/" + link.split("/", 3)[3]


def test_a_mail_address_is_confirmed_by_a_button_behind_the_link(client: Client) -> None:
    town = make.town()
    path = mailed_link(client, town)

    page(client, path)
    with acting_for(town):
        assert (Trouble.objects.get().state, Trouble.objects.get().confirmed_at) == (TroubleState.RECEIVED, None)

    assert client.post(path)["Location"] == path
    with acting_for(town):
        assert Trouble.objects.get().confirmed_at == AT
    run_pending(at=AT)
    assert len(mail.outbox) == 1


def test_what_was_confirmed_is_read_again_without_sending_anything_again(client: Client) -> None:
    town = make.town()
    path = mailed_link(client, town)
    Client().post(path)
    with acting_for(town):
        receipt, entries = Trouble.objects.get().receipt, Entry.objects.count()

    seen = [page(guest, path) for guest in (client, client, Client())]

    for html in seen:
        assert "返事をメールでも知らせます" in html
        assert receipt in html
        assert f'href="/troubles/{receipt}"' in html
        assert '<form method="post"' not in html.split("<main")[1].split("</main>")[0]
    with acting_for(town):
        assert Entry.objects.count() == entries


def test_a_second_press_leads_to_the_same_page_and_changes_nothing(client: Client) -> None:
    town = make.town()
    path = mailed_link(client, town)

    answers = [Client().post(path, follow=True) for _press in range(2)]

    assert [answer.redirect_chain for answer in answers] == [[(path, 302)]] * 2
    assert all("メールを確かめました" in answer.content.decode() for answer in answers)
    with acting_for(town):
        assert Trouble.objects.get().confirmed_at == AT


def test_a_made_up_link_confirms_nothing(client: Client) -> None:
    assert "リンクが使えません" in page(client, "/troubles/confirm/WzEsInh4Il0:abc:def", 404)


def test_the_receipt_says_at_once_that_the_trouble_arrived_with_a_mail_address_too(client: Client) -> None:
    sent = client.post("/troubles/new", {**written(make.town(), mail="haru@example.jp"), "send": "yes"}, follow=True)

    assert "困りごとが届きました" in sent.content.decode()
    assert "返事をメールでも受け取るには" in sent.content.decode()
    assert "まだ届いていません" not in sent.content.decode()


def test_no_answer_goes_to_an_address_that_nobody_confirmed(client: Client) -> None:
    trouble = told(mail="somebody-else@example.jp")
    run_pending(at=AT)
    mail.outbox.clear()

    actions.answer_trouble(trouble=trouble, text="電話で届けます。", by=writer(), at=AT)
    run_pending(at=AT)

    assert mail.outbox == []


def test_the_teller_hears_by_mail_that_there_is_an_answer_but_not_what(client: Client) -> None:
    trouble = told(mail="haru@example.jp")
    from yui.kernel.access import Actor

    actions.confirm_trouble(trouble=trouble, by=Actor.guest(of=trouble.owner), at=AT)
    run_pending(at=AT)
    mail.outbox.clear()

    actions.answer_trouble(trouble=trouble, text="電話で届けます。", by=writer(), at=AT)
    run_pending(at=AT)

    assert len(mail.outbox) == 1
    assert trouble.receipt in mail.outbox[0].body
    assert "電話で届けます。" not in mail.outbox[0].body


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"words": ""}, "入れてください"),
        ({"words": "あ" * 100_000}, "長すぎます"),
        ({"words": "\ud800こわれた".encode("utf-8", "surrogatepass").decode("utf-8", "replace")}, "こわれた"),
        ({"words": "鐘\x07"}, "制御文字"),
        ({"mail": "まちがい"}, "メールアドレス"),
        ({"town": "nowhere"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_is_kept(client: Client, change: dict[str, str], words: str) -> None:
    answer = client.post("/troubles/new", written(make.town(), area="中ノ瀬", **change))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "中ノ瀬" in answer.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"website": "https://buy.example"},
        {"started": "nonsense"},
        {"started": ""},
        {"words": "http://a http://b http://c"},
    ],
)
def test_machines_are_kept_out_with_a_sentence(client: Client, change: dict[str, str]) -> None:
    town = make.town()

    answer = client.post("/troubles/new", {**written(town, **change), "send": "yes"})

    assert answer.status_code == 422
    with acting_for(town):
        assert not Trouble.objects.exists()


def test_a_form_opened_this_second_is_too_fast_and_can_be_sent_again(client: Client) -> None:
    town = make.town()
    again = client.post("/troubles/new", {**written(town, started=opened(AT)), "send": "yes"})

    assert again.status_code == 422
    assert "早すぎた" in again.content.decode()


def test_alike_needs_appear_while_typing(client: Client, index: None) -> None:
    need = published()
    run_pending(at=AT)

    part = client.post("/troubles/new", written(make.town()), headers={"HX-Request": "true"}).content.decode()

    assert part.lstrip().startswith('<div id="alike"')
    assert need.title in part
    assert "なぜ出たか" in part


def test_script_in_words_is_shown_as_words(client: Client) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    need = published(title=evil[:60], present=evil)

    for path in (f"/needs/{need.ref}/", "/needs/", f"/needs/{need.ref}/print"):
        seen = page(client, path)
        assert "<script>alert" not in seen
        assert "<img src=x" not in seen
        assert "&lt;script&gt;" in seen


def test_marks_that_turn_the_direction_of_writing_are_dropped(client: Client) -> None:
    town = make.town()
    client.post("/troubles/new", {**written(town, words="金額\u202e000,01円"), "send": "yes"})

    with acting_for(town):
        assert Trouble.objects.get().words == "金額000,01円"


def test_plain_japanese_is_a_version_of_its_own_and_is_remembered(client: Client) -> None:
    town = make.town()
    client.cookies["yui_view"] = "language=ja-x-easy"
    assert "書かなくて いいです" in re.sub(r"<r[pt]>[^<]*</r[pt]>|</?ruby>", "", page(client, "/troubles/new"))

    client.post("/troubles/new", {**written(town), "send": "yes"})

    with acting_for(town):
        assert Trouble.objects.get().language == "ja-x-easy"


def test_the_page_before_sending_can_be_loaded_again_and_come_back_to(client: Client) -> None:
    town = make.town()
    answer = client.post("/troubles/new", written(town, area="上ノ瀬の奥"))
    assert (answer.status_code, answer["Location"]) == (302, "/troubles/check")

    for _ in range(2):
        seen = page(client, "/troubles/check")
        assert "上ノ瀬の奥" in seen
        assert 'method="post" action="/troubles/new"' in seen
    assert "上ノ瀬の奥" in page(client, "/troubles/new")
    back = client.post("/troubles/new", {**written(town, area="直した所"), "again": "yes"})
    assert (back.status_code, back["Location"]) == (302, "/troubles/new")
    assert "直した所" in page(client, "/troubles/new")
    assert "上ノ瀬の奥" not in page(Client(), "/troubles/new")


def test_once_sent_nothing_is_left_to_send_again(client: Client) -> None:
    town = make.town()
    client.post("/troubles/new", written(town, area="上ノ瀬の奥"))
    client.post("/troubles/new", {**written(town, area="上ノ瀬の奥"), "send": "yes"})

    assert client.get("/troubles/check")["Location"] == "/troubles/told"
    assert "上ノ瀬の奥" not in page(client, "/troubles/new")
    assert Client().get("/troubles/check")["Location"] == "/troubles/new"


def test_what_was_not_sent_is_forgotten_after_an_hour(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.utils import timezone

    client.post("/troubles/new", written(make.town(), area="上ノ瀬の奥"))
    monkeypatch.setattr(timezone, "now", lambda: AT + timedelta(minutes=61))

    assert client.get("/troubles/check")["Location"] == "/troubles/new"
    assert "上ノ瀬の奥" not in page(client, "/troubles/new")


def test_the_receipt_tells_where_when_and_what_and_until_when(client: Client) -> None:
    town = make.town()
    with acting_for(town):
        post = make.post(town)
        post.phone = "05-1234-5678"
        post.save()

    seen = client.post("/troubles/new", {**written(town), "send": "yes"}, follow=True).content.decode()

    for words in (town.name, "2026年11月23日", WORDS, "2週間をめやすに", "05-1234-5678"):
        assert words in seen


def test_the_beginning_of_the_words_is_shown_in_the_browser_alone_that_told_them(client: Client) -> None:
    town = make.town()
    client.post("/troubles/new", {**written(town), "send": "yes"})
    with acting_for(town):
        number = Trouble.objects.get().receipt

    assert WORDS[:40] in page(client, f"/troubles/{number}")
    assert WORDS[:40] not in page(Client(), f"/troubles/{number}")


def test_the_teller_reads_in_plain_words_how_far_the_need_has_come(client: Client) -> None:
    trouble = told()
    need = actions.gather_troubles(troubles=[trouble], by=writer(), at=AT)
    path = f"/troubles/{trouble.receipt}"
    assert "いっしょにまとめています" in page(client, path)
    assert need.title not in page(client, path) or not need.title

    actions.write_need(need=need, changes=RADIO, by=writer(), at=AT)
    actions.submit_need(need=need, by=writer(), at=AT)
    actions.publish_need(need=need, by=reader(), at=AT)
    assert "広く探しています" in page(client, path)
    actions.start_trial(need=need, by=writer(), at=AT)
    assert "まちと会社の話し合いが始まりました" in page(client, path)
    actions.adopt_need(need=need, by=writer(), at=AT)
    assert "続けることに決まりました" in page(client, path)
