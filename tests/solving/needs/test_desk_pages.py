from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests import factories as make
from tests.programs import queries_of
from tests.solving.needs.clients import page, signed_in
from tests.solving.needs.making import (
    AT,
    RADIO,
    TODAY,
    draft,
    fresh,
    in_trial,
    published,
    question,
    reader,
    submitted,
    told,
    writer,
)
from tests.windows import edited
from yui.kernel.access import Role
from yui.kernel.tenancy import acting_for
from yui.solving.needs import actions
from yui.solving.needs.models import Need, NeedState, Question, Trouble, TroubleState

pytestmark = pytest.mark.django_db


STEPS = [
    {"title": RADIO["title"], "field": "recovery", "present": RADIO["present"]},
    {"affected": RADIO["affected"], "affected_count": "1402", "wanted": RADIO["wanted"]},
    {"network": "internet", "network_note": "", "personal_data": "電話番号", "law": ""},
    {"essential": "・固定電話だけの世帯に声で届く\r\n\r\n・世帯ごとに確かめられる", "wished": ""},
    {"budget_min": "60万円", "budget_max": "１９０万", "budget_note": "", "fiscal_year": "2027"},
]


def test_a_need_is_written_step_by_step_without_scripts_and_published_by_the_head(
    official: Client, head: Client
) -> None:
    answer = official.post("/desk/needs/new", STEPS[0])
    with acting_for(make.town()):
        need = Need.objects.get()
    assert answer["Location"] == f"/desk/needs/{need.ref}/write/2"
    for number, given in enumerate(STEPS[1:], 2):
        if number == 5:
            given = {**given, "post": str(need.post_id)}
        answer = edited(official, f"/desk/needs/{need.ref}/write/{number}", given)
        assert answer["Location"] == f"/desk/needs/{need.ref}/write/{number + 1}"
    assert "固定電話だけの世帯に声で届く" in page(official, f"/desk/needs/{need.ref}/write/6")

    official.post(f"/desk/needs/{need.ref}/write/6")
    assert "このニーズを公開しますか" in page(head, f"/desk/needs/{need.ref}/publish")
    dates = {
        f"{name}_close_on_{part}": value
        for name, month in (("questions", "12"), ("proposals", "1"))
        for part, value in (("year", "2026" if month == "12" else "令和9"), ("month", month), ("day", "20"))
    }
    done = head.post(f"/desk/needs/{need.ref}/publish", dates)

    assert done.status_code == 302
    need = fresh(need)
    assert (need.state, need.budget_max, str(need.proposals_close_on)) == (NeedState.PUBLIC, 1_900_000, "2027-01-20")
    assert "公開しました" in page(Client(), f"/needs/{need.ref}/")


def test_a_step_is_kept_for_later(official: Client) -> None:
    answer = official.post(
        "/desk/needs/new", {"title": "途中まで", "field": "", "present": "", "later": "yes"}, follow=True
    )

    assert "下書きを保存しました" in answer.content.decode()
    assert "続きを書く" in answer.content.decode()


def test_the_last_page_says_what_is_missing_and_where(official: Client) -> None:
    need = draft(present="", budget_min=None, budget_max=None)

    seen = page(official, f"/desk/needs/{need.ref}/write/6")
    refused = official.post(f"/desk/needs/{need.ref}/write/6")

    assert f"/desk/needs/{need.ref}/write/1" in seen
    assert f"/desk/needs/{need.ref}/write/5" in seen
    assert refused.status_code == 422
    assert "今の様子を書いてください。" in refused.content.decode()


@pytest.mark.parametrize(
    ("step", "given", "words"),
    [
        (1, {"title": "あ" * 61}, "長すぎます"),
        (1, {"title": "半\x07分"}, "制御文字"),
        (4, {"essential": "\n".join(f"要件{n}" for n in range(21))}, "長すぎます"),
        (5, {"budget_max": "たくさん"}, "読み取れません"),
        (5, {"budget_min": "5万", "budget_max": "3万"}, "上限より小さく"),
        (5, {"before_budget": "on", "budget_max": "3万"}, "金額を空に"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_kept_on_the_page(
    official: Client, step: int, given: dict[str, str], words: str
) -> None:
    need = draft(budget_min=None, budget_max=None)
    given = {**given, "post": str(need.post_id)} if step == 5 else given

    answer = edited(official, f"/desk/needs/{need.ref}/write/{step}", given)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()


def test_the_writer_is_not_offered_to_publish_and_cannot(official: Client) -> None:
    need = submitted()

    assert "確かめて公開する" not in page(official, f"/desk/needs/{need.ref}/")
    assert official.post(f"/desk/needs/{need.ref}/publish").status_code in {403, 422}
    need = fresh(need)
    assert need.state == NeedState.REVIEW


def test_the_head_sends_a_need_back_and_its_writer_sees_why(head: Client, official: Client) -> None:
    need = submitted()

    head.post(f"/desk/needs/{need.ref}/send-back", {"note": "人数の出どころを書いてください。"})

    assert "人数の出どころを書いてください。" in page(official, f"/desk/needs/{need.ref}/")


def test_only_what_is_possible_is_offered(official: Client) -> None:
    need = published()

    seen = page(official, f"/desk/needs/{need.ref}/")

    assert "質問の受付を終える" in seen
    assert "選考を始める" not in seen
    assert official.post(f"/desk/needs/{need.ref}/start-selection").status_code == 422


def test_a_need_ends_declined_with_its_reason_on_the_public_page(official: Client) -> None:
    need = published()
    assert official.post(f"/desk/needs/{need.ref}/decline", {"reason": ""}).status_code == 422

    official.post(f"/desk/needs/{need.ref}/decline", {"reason": "cost", "note": "改修費が三倍になった。"})

    seen = page(Client(), f"/needs/{need.ref}/")
    assert "費用が効果に見合わない" in seen
    assert "改修費が三倍になった。" in seen


def test_a_correction_and_its_reason_stand_on_the_public_page(head: Client) -> None:
    need = published()
    given = {name: RADIO[name] for name in ("title", "field", "present", "affected", "wanted")}
    lists = {name: "\n".join(RADIO[name]) for name in ("essential", "wished")}  # type: ignore[arg-type]

    answer = edited(
        head, f"/desk/needs/{need.ref}/correct", {**given, **lists, "affected_count": "1390", "reason": "転記の誤り"}
    )

    assert answer.status_code == 302
    need = fresh(need)
    assert need.affected_count == 1390
    assert "転記の誤り" in page(Client(), f"/needs/{need.ref}/")


def test_one_click_says_that_the_trouble_still_stands(official: Client) -> None:
    need = published(at=AT - timedelta(days=100))

    official.post(f"/desk/needs/{need.ref}/confirm")

    need = fresh(need)
    assert need.confirmed_on == TODAY


def test_a_need_goes_to_another_post(official: Client) -> None:
    need, other = published(), make.post(make.town(), "企画課")

    assert official.post(f"/desk/needs/{need.ref}/hand-over", {"to_post": "99999"}).status_code == 422
    official.post(f"/desk/needs/{need.ref}/hand-over", {"to_post": str(other.pk)})

    need = fresh(need)
    assert need.post_id == other.pk


def test_a_question_is_answered_or_dismissed_at_the_desk(official: Client) -> None:
    need = published()
    first, second = question(need), question(need, "地図はもらえますか。")

    assert "株式会社ことづて" in page(official, f"/desk/needs/questions/{first.ref}")
    official.post(f"/desk/needs/questions/{first.ref}", {"answer": "対象です。", "reply": "yes"})
    official.post(f"/desk/needs/questions/{second.ref}", {"reason": "守秘の約束のあとで渡します。", "dismiss": "yes"})

    with acting_for(need.owner):
        assert {q.ref: q.state for q in Question.objects.all()} == {first.ref: "answered", second.ref: "dismissed"}
    assert (
        official.post(f"/desk/needs/questions/{first.ref}", {"answer": "もう一度", "reply": "yes"}).status_code == 422
    )


def test_officials_gather_troubles_into_a_need_and_take_one_out_again(official: Client) -> None:
    one, other = told(), told(words="父は耳が遠い。", address="203.0.113.9")
    assert one.receipt in page(official, "/desk/troubles/")

    answer = official.post("/desk/troubles/gather", {"trouble": [one.ref, other.ref], "need": ""})
    with acting_for(one.owner):
        need = Need.objects.get()
    assert answer["Location"] == f"/desk/needs/{need.ref}/write/1"
    assert "父は耳が遠い。" in page(official, f"/desk/needs/{need.ref}/write/1")

    official.post(f"/desk/troubles/{other.ref}", {"ungather": "yes"})
    other = fresh(other)
    assert (other.state, other.need_id) == (TroubleState.RECEIVED, None)


def test_troubles_are_gathered_into_a_need_that_is_there(official: Client) -> None:
    need, trouble = draft(), told()

    official.post("/desk/troubles/gather", {"trouble": [trouble.ref], "need": need.ref})

    trouble = fresh(trouble)
    assert trouble.need_id == need.pk


def test_gathering_nothing_is_refused_with_a_sentence(official: Client) -> None:
    answer = official.post("/desk/troubles/gather", {"need": ""})

    assert answer.status_code == 422
    assert "まとめる困りごとを選んでください" in answer.content.decode()


def test_officials_answer_solve_and_close_in_words_the_teller_sees(official: Client) -> None:
    solved, closed = told(), told(address="203.0.113.9")

    official.post(f"/desk/troubles/{solved.ref}", {"answer": "yes", "answer-text": "お便りをありがとうございます。"})
    official.post(f"/desk/troubles/{solved.ref}", {"solve": "yes", "solve-text": "電話で届くようになりました。"})
    refused = official.post(f"/desk/troubles/{closed.ref}", {"close": "yes", "close-text": "県の道です。"})
    official.post(
        f"/desk/troubles/{closed.ref}",
        {"close": "yes", "close-reason": "elsewhere", "close-text": "県の道です。土木事務所に伝えました。"},
    )

    assert refused.status_code == 422
    seen = page(Client(), f"/troubles/{solved.receipt}")
    assert "お便りをありがとうございます。" in seen
    assert "電話で届くようになりました。" in seen
    assert "ほかの窓口の仕事なので、つないだ" in page(Client(), f"/troubles/{closed.receipt}")


def test_what_came_by_phone_is_written_down_and_gets_a_number(official: Client) -> None:
    given = {"channel": "phone", "words": "スピーカーが二重に聞こえます。", "language": "ja"}

    answer = official.post("/desk/troubles/new", given, follow=True)

    with acting_for(make.town()):
        trouble = Trouble.objects.get()
    assert trouble.channel == "phone"
    assert trouble.receipt in answer.content.decode()


def test_a_trouble_whose_address_nobody_confirmed_shows_at_the_desk_and_says_so(official: Client) -> None:
    trouble = told(mail="haru@example.jp")

    assert trouble.receipt in page(official, "/desk/troubles/")
    seen = page(official, f"/desk/troubles/{trouble.ref}")
    assert "本人の確かめなし" in seen
    assert "アドレスが確かめられていません" in seen


def test_another_towns_records_are_not_found() -> None:
    need, trouble = published(), told()
    asked = question(need)
    stranger = signed_in(reader(make.town("潮見浦町")))

    for path in (
        f"/desk/needs/{need.ref}/",
        f"/desk/needs/{need.ref}/write/1",
        f"/desk/needs/{need.ref}/withdraw",
        f"/desk/needs/questions/{asked.ref}",
        f"/desk/troubles/{trouble.ref}",
    ):
        assert stranger.get(path).status_code == 404
        assert stranger.post(path, {"note": "x"}).status_code in {404, 405}
    assert stranger.post("/desk/troubles/gather", {"trouble": trouble.ref}).status_code == 422
    assert need.title not in page(stranger, "/desk/needs/?tab=all")
    assert trouble.receipt not in page(stranger, "/desk/troubles/")


# One more than on SQLite, where sessions are remembered in the process.
@pytest.mark.parametrize(("path", "most"), [("/desk/needs/?tab=all", 6), ("/desk/troubles/", 6), ("/desk/", 16)])
def test_the_desk_asks_as_often_for_more_than_a_page_as_for_few(official: Client, path: str, most: int) -> None:
    def arrive(numbers: range) -> None:
        for n in numbers:
            question(published(title=f"困りごとその{n}"))
            told(address=f"203.0.113.{n}")

    arrive(range(3))
    few = queries_of(official, path)
    arrive(range(3, 30))

    assert queries_of(official, path) == few <= most


def test_the_tabs_show_what_they_say(official: Client) -> None:
    mine, waiting = published(title="わたしのニーズ"), submitted(title="確認を待つニーズ")
    asked, old = published(title="質問のあるニーズ"), published(title="古いニーズ", at=AT - timedelta(days=100))
    question(asked)
    actions.hand_over_need(need=mine, to_post=make.post(make.town(), "企画課"), by=writer(), at=AT)

    def titles(tab: str) -> set[str]:
        return set(re.findall(r"<a href=\"/desk/needs/[^\"]+\">([^<]+)</a>", page(official, f"/desk/needs/?tab={tab}")))

    assert titles("post") == {waiting.title, asked.title, old.title}
    assert titles("all") == {mine.title, waiting.title, asked.title, old.title}
    assert titles("review") == {waiting.title}
    assert titles("questions") == {asked.title}
    assert titles("stale") == {old.title}


@pytest.mark.parametrize("roles", [(Role.SUPPLIER,), (Role.COORDINATOR,)])
def test_the_desk_of_needs_is_for_governments(roles: tuple[Role, ...]) -> None:
    body = make.vendor() if roles == (Role.SUPPLIER,) else make.bureau()
    client = Client()
    client.force_login(make.member(body, *roles).person)

    of_the_town = Client()
    of_the_town.force_login(make.member(make.town(), Role.OFFICIAL).person)

    for path in ("/desk/needs/", "/desk/needs/new", "/desk/troubles/", f"/desk/needs/{published().ref}/"):
        page(client, path, 404)
        page(of_the_town, path)


def test_an_adopted_need_is_finished(official: Client) -> None:
    need = actions.adopt_need(need=in_trial(), by=writer(), at=AT, note="全村で始めた。")

    seen = page(official, f"/desk/needs/{need.ref}/")
    for label in ("見送る", "取り下げる", "別の部署へ引き継ぐ", "まだ困っています"):
        assert f">{label}</a>" not in seen


LABEL = re.compile(r'<(?:label|legend)[^>]*>([^<]+)<span class="(?:need|free)-mark">([^<]+)</span>')


def test_each_step_says_what_is_demanded_before_it_is_handed_in(official: Client) -> None:
    need = draft(
        title="",
        field="",
        present="",
        affected="",
        wanted="",
        essential=(),
        budget_min=None,
        budget_max=None,
        fiscal_year=None,
    )
    steps = [dict(LABEL.findall(page(official, f"/desk/needs/{need.ref}/write/{step}"))) for step in range(1, 6)]
    marks = {label: mark for step in steps for label, mark in step.items()}
    refused = page(official, f"/desk/needs/{need.ref}/write/6")

    wanted = {label for label, mark in marks.items() if "庁内確認までに必要" in mark}
    assert wanted == {label for label in marks if f">{label}</a></li>" in refused}
    assert len(wanted) == 8
    assert marks["担当の部署"] == "※必須"
    assert marks["法律・条例"] == "任意"


def test_a_correction_says_what_must_not_become_empty(head: Client) -> None:
    marks = dict(LABEL.findall(page(head, f"/desk/needs/{published().ref}/correct")))

    assert {label for label, mark in marks.items() if mark == "任意"} == {"困っている人・世帯の数", "あるとよいこと"}
