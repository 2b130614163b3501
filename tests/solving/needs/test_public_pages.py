from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories as make
from tests.solving.needs.clients import page
from tests.solving.needs.making import AT, RADIO, draft, in_trial, published, question, writer
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.solving.needs import actions

pytestmark = pytest.mark.django_db


def test_the_page_of_a_need_tells_all_and_names_nobody_who_asked(client: Client) -> None:
    need = published()
    actions.answer_question(question=question(need), answer="対象です。", by=writer(), at=AT)
    question(need, "未回答の質問です。")

    seen = page(client, f"/needs/{need.ref}/")

    for words in (
        need.title,
        RADIO["essential"][0],
        "予算",
        "60万円〜190万円",
        "令和9年度",
        "公開しました",
        "対象です。",
    ):
        assert words in seen
    assert "株式会社ことづて" not in seen
    assert "未回答の質問です。" not in seen
    assert "山田 花子" not in seen


def test_the_list_begins_with_what_is_new_and_tells_of_nothing_withdrawn_however_often_it_was_asked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter(AT + timedelta(seconds=number) for number in range(10_000))
    monkeypatch.setattr(timezone, "now", lambda: next(moments))
    first = published(title="雨の夜に放送が聞こえない")
    assert [first.title in page(client, "/needs/") for _time in range(2)] == [True, True]

    second = published(at=AT + timedelta(minutes=1), title="窓口で長く待つ")
    seen = page(client, "/needs/")
    assert seen.index(second.title) < seen.index(first.title)

    actions.withdraw_need(need=first, note="別の方法で解決しました。", by=writer(), at=AT)
    seen = page(client, "/needs/")
    assert first.title not in seen
    assert second.title in seen


def test_drafts_and_withdrawn_needs_do_not_exist_for_others(client: Client) -> None:
    public = published()
    for path in (f"/needs/{public.ref}/", f"/needs/{public.ref}/print"):
        page(client, path)
    hidden = [draft(), actions.withdraw_need(need=public, note="重なった。", by=writer(), at=AT)]

    for need in hidden:
        for path in (f"/needs/{need.ref}/", f"/needs/{need.ref}/print"):
            page(client, path, 404)
        assert client.post(f"/needs/{need.ref}/echo").status_code == 404


def test_a_resident_is_counted_once_however_often_they_press(client: Client) -> None:
    need = published()

    for _ in range(3):
        client.post(f"/needs/{need.ref}/echo")
    Client().post(f"/needs/{need.ref}/echo")

    assert "2人の人が、同じことで困っています" in page(client, f"/needs/{need.ref}/")


def test_a_need_that_has_ended_takes_no_more_echoes(client: Client) -> None:
    need = actions.adopt_need(need=in_trial(), by=writer(), at=AT)

    assert client.post(f"/needs/{need.ref}/echo").status_code == 409
    assert "うちも困っている</button>" not in page(client, f"/needs/{need.ref}/")


def test_another_town_says_it_has_the_same_trouble_and_takes_it_back(client: Client) -> None:
    need, neighbour = published(), make.town("潮見浦町")
    client.force_login(make.member(neighbour).person)

    client.post(f"/needs/{need.ref}/echo-for-town")
    client.post(f"/needs/{need.ref}/echo-for-town")
    assert "潮見浦町も困っています" in page(Client(), f"/needs/{need.ref}/")

    client.post(f"/needs/{need.ref}/echo-for-town", {"take_back": "yes"})
    assert "潮見浦町も困っています" not in page(Client(), f"/needs/{need.ref}/")


def test_a_vendor_asks_on_the_page_while_questions_are_taken(client: Client) -> None:
    need = published()
    client.force_login(make.member(make.vendor(), make.Role.SUPPLIER).person)

    assert client.post(f"/needs/{need.ref}/ask", {"text": "光回線も対象ですか。"}).status_code == 302

    with acting_for(need.owner):
        asked = need.questions.get()
    assert asked.asker_id == make.vendor().pk
    actions.dismiss_question(question=asked, reason="公開の資料にあります。", by=writer(), at=AT)
    actions.close_questions(need=need, by=writer(), at=AT)
    assert client.post(f"/needs/{need.ref}/ask", {"text": "もう一つ"}).status_code == 422


def test_guests_do_not_ask(client: Client) -> None:
    assert client.post(f"/needs/{published().ref}/ask", {"text": "？"}).status_code == 404


def test_the_list_is_narrowed_by_field_town_and_state(client: Client) -> None:
    radio = published()
    snow = published(make.town("潮見浦町"), title="除雪の車がどこにいるか分からない", field="general")

    assert radio.title in page(client, "/needs/?field=recovery")
    assert snow.title not in page(client, "/needs/?field=recovery")
    assert snow.title in page(client, f"/needs/?town={snow.owner.ref}")
    assert radio.title not in page(client, f"/needs/?town={snow.owner.ref}")
    assert "この条件のニーズはありません" in page(client, "/needs/?state=adopted")


def test_a_need_nobody_confirmed_for_half_a_year_is_shown_only_on_request(client: Client) -> None:
    old = published(at=AT - timedelta(days=181))

    assert old.title not in page(client, "/needs/")
    assert old.title in page(client, "/needs/?old=1")
    assert "要確認" in page(client, f"/needs/{old.ref}/")


def test_the_list_is_turned_page_by_page_without_losing_any(client: Client) -> None:
    needs = {published(title=f"困りごとその{n}").ref for n in range(23)}
    seen: set[str] = set()
    path = "/needs/"
    while path:
        html = page(client, path)
        assert "全23件" in html
        seen |= set(re.findall(r"/needs/([2-9a-z]{10})/", html))
        found = re.search(r'rel="next" href="([^"]+)"', html)
        path = f"/needs/{found.group(1)}" if found else ""

    assert seen == needs


def test_the_list_costs_the_same_for_two_needs_and_for_twenty(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(20):
        published(title=f"困りごとその{n}")

    with django_assert_max_num_queries(16):
        page(client, "/needs/")
    with django_assert_max_num_queries(5):  # counted once; where the cache is a table, asking it is one of them
        page(client, "/needs/")


def test_a_need_with_many_parts_costs_no_more_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    need = published(essential=[f"要件{n}" for n in range(20)])
    for n in range(10):
        actions.answer_question(question=question(need, f"質問{n}"), answer="はい。", by=writer(), at=AT)

    with django_assert_max_num_queries(14):
        page(client, f"/needs/{need.ref}/")


def test_the_list_as_a_sheet_starts_no_formula(client: Client) -> None:
    published(title='=HYPERLINK("http://evil.example")')

    answer = client.get("/needs/?format=csv&field=recovery")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert answer["Content-Type"].startswith("text/csv")
    assert rows[0]["題"].startswith("'=HYPERLINK")
    assert rows[0]["団体"] == "霧ヶ沢村"


def test_words_find_a_need_with_its_reason(client: Client, index: None) -> None:
    need = published()
    published(
        title="除雪の車がどこにいるか分からない",
        present="雪の朝に電話が集中する。",
        wanted="車の場所が分かる。",
        affected="全世帯",
        essential=["位置が出る"],
        wished=[],
    )
    run_pending(at=AT)

    seen = page(client, "/needs/?q=防災無線が聞こえない")

    assert need.title in seen
    assert "が重なります" in seen


def test_the_choice_of_towns_shows_odd_names_as_names_and_keeps_the_choice(client: Client) -> None:
    odd = make.town("<b>なぎさ町</b>")
    make.town()

    seen = page(client, f"/troubles/new?town={odd.ref}")

    assert "<b>なぎさ町" not in seen
    assert f'<option value="{odd.ref}" selected>&lt;b&gt;なぎさ町' in seen
    assert '<optgroup label="織江県">' in seen


def test_the_numbers_of_the_list_follow_every_change_at_once(client: Client) -> None:
    need = published()
    assert "全1件" in page(client, "/needs/")

    published(title="もう一つの困りごと")
    assert "全2件" in page(client, "/needs/")
    actions.withdraw_need(need=need, note="重なった。", by=writer(), at=AT)
    assert "全1件" in page(client, "/needs/")


def test_the_button_shows_that_it_was_pressed_and_is_taken_back_and_pressed_again(client: Client) -> None:
    need = published()
    path = f"/needs/{need.ref}/"
    assert "押しました" not in page(client, path)

    answer = client.post(f"{path}echo")
    assert answer["Location"] == f"{path}#echo"
    seen = page(client, path)
    assert "うちも困っている：押しました" in seen
    assert "うちも困っている</span></button>" not in seen
    assert "押しました" not in page(Client(), path)

    client.post(f"{path}echo", {"take_back": "yes"})
    assert "の人が、同じことで困っています" not in page(client, path)
    client.post(f"{path}echo")
    assert "1人の人が、同じことで困っています" in page(client, path)


def test_one_browser_counts_once_whoever_is_signed_in(client: Client) -> None:
    need = published()
    client.post(f"/needs/{need.ref}/echo")
    client.force_login(make.person("haru@example.jp"))
    client.post(f"/needs/{need.ref}/echo")
    client.post("/account/logout/")
    client.cookies["yui_view"] = "language=en"
    client.post(f"/needs/{need.ref}/echo")

    assert "1人の人が、同じことで困っています" in page(Client(), f"/needs/{need.ref}/")


def test_taking_back_what_was_never_said_changes_nothing(client: Client) -> None:
    need = published()
    Client().post(f"/needs/{need.ref}/echo")

    assert client.post(f"/needs/{need.ref}/echo", {"take_back": "yes"}).status_code == 302
    assert "1人の人が、同じことで困っています" in page(client, f"/needs/{need.ref}/")
