"""What tells who somebody is does not become public by oversight."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from tests.solving.needs.clients import page, signed_in
from tests.solving.needs.making import AT, RADIO, draft, published, reader, submitted, told, writer
from tests.solving.needs.test_telling_pages import written
from yui.kernel.access import Actor, NotPermitted
from yui.kernel.tenancy import acting_for
from yui.solving.needs import actions
from yui.solving.needs.actions.refusals import PersonalInside
from yui.solving.needs.models import Need, NeedState
from yui.solving.needs.rules.personal import Kind, spared, traces, traces_in

PHONES = ("090-1234-5678", "09012345678", "(0120)123-456", "+81 90-1234-5678", "05-1234-5678", "03 1234 5678")
WIDE = str.maketrans("0123456789-()+ ", "０１２３４５６７８９－（）＋　")
ORDINARY = (
    "お客さんが多様な仕様で様子を見る。皆さん、お医者さん、業者さん、利用者様、住民の皆様、氏名、同様に、様々",
    "ヘルパーさん、おばあさん、おじいさんが、たくさん。お母さん。奥さん。息子さん。町内会長さん。職員さん。模様。",
    "986世帯、38％、2026-11-23、2020-2024年、10-20人、国道3号、119番・110番、1,402世帯、令和5年、約600,000円",
    "電話番号と世帯主名を扱う。お隣さんとご近所さん。お子さん。看護師さん。",
)


def kinds(text: str) -> list[Kind]:
    return [trace.kind for trace in traces(text)]


@pytest.mark.parametrize("phone", PHONES)
@pytest.mark.parametrize("hyphen", "-‐‑–—−ー－")
def test_a_telephone_number_is_found_in_any_width_and_with_any_hyphen(phone: str, hyphen: str) -> None:
    for number in (phone, phone.translate(WIDE), phone.replace("-", hyphen)):
        (trace,) = traces(f"父に{number}で知らせる。")
        assert (trace.kind, trace.text) == (Kind.PHONE, number)


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("となりの井上一郎さんが転んだ", Kind.NAME, "井上一郎さん"),
        ("林さんの家", Kind.NAME, "林さん"),
        ("三宅　ハルさん", Kind.NAME, "三宅　ハルさん"),
        ("グエン・ヴァンさん", Kind.NAME, "グエン・ヴァンさん"),
        ("はるさんは一人です", Kind.NAME, "はるさん"),
        ("井上氏と", Kind.NAME, "井上氏"),
        ("井上様の", Kind.NAME, "井上様"),
        ("上ノ瀬１２番地の3の", Kind.ADDRESS, "１２番地の3"),
        ("3丁目5番2号です", Kind.ADDRESS, "3丁目5番2号"),
        ("上ノ瀬1-2-3です", Kind.ADDRESS, "1-2-3"),
        ("団地の２０３号室", Kind.ADDRESS, "２０３号室"),
        ("haru.m@example.co.jpまで", Kind.MAIL, "haru.m@example.co.jp"),
        ("ｈａｒｕ＠ｅｘａｍｐｌｅ．ｊｐ", Kind.MAIL, "ｈａｒｕ＠ｅｘａｍｐｌｅ．ｊｐ"),
        ("電話は22-3456です", Kind.PHONE, "22-3456"),
    ],
)
def test_names_places_and_addresses_are_found(text: str, kind: Kind, found: str) -> None:
    assert [(trace.kind, trace.text) for trace in traces(text)] == [(kind, found)]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_and_figures_are_left_alone(text: str) -> None:
    assert traces(text) == ()


LIKELY = st.text("0129０９-ー@＠.aさん様氏井上ハルはの番地号丁目室電話 　、。", max_size=60)


@given(LIKELY | st.text(max_size=80))
def test_places_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for trace in traces(text):
        assert trace.start >= end
        assert text[trace.start : trace.end] == trace.text
        end = trace.end


@given(LIKELY | st.text(max_size=80))
def test_in_what_was_spared_nothing_is_found(text: str) -> None:
    assert traces(spared(text)) == ()


@given(st.sampled_from(PHONES), st.sampled_from(ORDINARY), st.sampled_from(ORDINARY))
def test_what_stands_around_hides_nothing(phone: str, before: str, after: str) -> None:
    assert kinds(f"{before}{phone}、{after}") == [Kind.PHONE]


@pytest.mark.parametrize("run", ["x", "1", "山", "二", "a@", "1番", "一丁目"])
def test_a_text_that_never_ends_hides_nothing_and_is_read_once(run: str) -> None:
    """Read again from each of its letters, such a text would take minutes: this test would not end."""
    assert "tanaka@example.jp" in traces(f"{run * 100_000}、tanaka@example.jp")[-1].text


def test_a_house_is_found_at_the_end_of_a_long_number() -> None:
    assert [trace.text for trace in traces("二十一番地の三、" + "9" * 50 + "号室")] == [
        "二十一番地の三",
        "9" * 50 + "号室",
    ]


def test_every_part_that_all_will_read_is_looked_at() -> None:
    found = traces_in({"title": "林さん", "wished": ["x", "090-1234-5678"], "budget_min": 1, "present": ""})

    assert list(found) == ["title", "wished"]


SAID = "となりの井上一郎さんが転びました。090-1234-5678に電話をください。"


@pytest.mark.django_db
def test_what_tells_who_somebody_is_stays_behind_when_troubles_are_gathered() -> None:
    need = actions.gather_troubles(troubles=[told(words=SAID)], by=writer(), at=AT)

    assert need.present == "・となりの（お名前）が転びました。（電話番号）に電話をください。"


@pytest.mark.django_db
def test_a_need_is_not_published_before_its_reader_looked_at_what_was_found() -> None:
    need = submitted(present=SAID)

    with pytest.raises(PersonalInside) as refused:
        actions.publish_need(need=need, by=reader(), at=AT)
    assert refused.value.found == ("井上一郎さん", "090-1234-5678")
    assert actions.publish_need(need=need, by=reader(), at=AT, personal_checked=True).state == NeedState.PUBLIC


@pytest.mark.django_db
def test_a_correction_brings_nothing_personal_in_either() -> None:
    need = published()

    with pytest.raises(PersonalInside):
        actions.correct_need(need=need, changes={"wanted": SAID}, reason="追加", by=reader(), at=AT)
    actions.correct_need(need=need, changes={"title": "題だけを直す"}, reason="誤り", by=reader(), at=AT)


@pytest.mark.django_db
def test_neither_does_the_reason_of_a_correction_which_all_will_read() -> None:
    need = published()

    with pytest.raises(PersonalInside) as refused:
        actions.correct_need(need=need, changes={"title": "題を直す"}, reason=SAID, by=reader(), at=AT)
    assert refused.value.found == ("井上一郎さん", "090-1234-5678")
    actions.correct_need(
        need=need, changes={"title": "題を直す"}, reason=SAID, by=reader(), at=AT, personal_checked=True
    )

    assert need.title == "題を直す"


@pytest.mark.django_db
def test_the_page_before_publishing_shows_the_whole_text_each_place_and_asks_for_a_tick() -> None:
    need = submitted(present=SAID)
    head, path = signed_in(reader()), f"/desk/needs/{need.ref}/publish"

    seen = page(head, path)
    for words in (
        need.title,
        need.wanted,
        "固定電話だけの世帯に声で届く",
        "人の名前「井上一郎さん」",
        "電話番号「090-",
    ):
        assert words in seen
    dates = {
        f"{name}_close_on_{part}": value
        for name, month in (("questions", "12"), ("proposals", "1"))
        for part, value in (("year", "2026" if month == "12" else "2027"), ("month", month), ("day", "20"))
    }
    assert head.post(path, dates).status_code == 422
    assert head.post(path, {**dates, "personal_checked": "on"}).status_code == 302


@pytest.mark.django_db
def test_nothing_is_asked_where_nothing_was_found() -> None:
    need = submitted()

    assert "personal_checked" not in page(signed_in(reader()), f"/desk/needs/{need.ref}/publish")


@pytest.mark.django_db
def test_the_wizard_warns_where_the_words_are_written_and_on_its_last_page() -> None:
    client = signed_in(writer())
    client.post("/desk/needs/new", {"title": "放送", "field": "recovery", "present": SAID})
    with acting_for(make.town()):
        ref = Need.objects.get().ref
    for step in (1, 6):
        assert "人の名前「井上一郎さん」" in page(client, f"/desk/needs/{ref}/write/{step}")
    assert "井上一郎" not in page(client, f"/desk/needs/{ref}/write/2").split("<form", 1)[1]


@pytest.mark.django_db
def test_a_resident_hears_before_sending_that_only_officials_read_what_they_wrote(client: Client) -> None:
    looked = client.post("/troubles/new", written(make.town(), words=SAID), follow=True).content.decode()

    assert "電話番号「090-1234-5678」" in looked
    assert "役場の人だけが読みます" in looked
    assert (
        "役場の人だけが読みます" not in client.post("/troubles/new", written(make.town()), follow=True).content.decode()
    )


@pytest.mark.django_db
def test_guests_publish_nothing_by_saying_that_they_looked() -> None:
    need = submitted(present=SAID)
    with pytest.raises(NotPermitted):
        actions.publish_need(need=need, by=Actor.guest(of=need.owner), at=AT, personal_checked=True)


def _book(need: object) -> str:
    with acting_for(need.owner_id):  # type: ignore[attr-defined]
        return str(list(apps.get_model("audit.Entry").objects.values("code", "before", "after")))


@pytest.mark.django_db
def test_the_book_keeps_which_parts_changed_and_none_of_the_words() -> None:
    need = actions.gather_troubles(troubles=[told(words=SAID)], by=writer(), at=AT)
    actions.write_need(need=need, changes={**RADIO, "present": SAID, "title": "林さんの家"}, by=writer(), at=AT)
    actions.write_need(need=need, changes={"present": "放送が聞こえない。", "title": "放送"}, by=writer(), at=AT)

    book = _book(need)
    for words in ("井上", "090-1234", "放送", "林さん", "固定電話", "電話番号と世帯主名", "初期60万円"):
        assert words not in book
    assert "'present': '9字'" in book
    assert "'budget_max': 1900000" in book


@pytest.mark.django_db
def test_the_book_names_only_the_parts_that_changed() -> None:
    need = draft()
    actions.write_need(need=need, changes={**RADIO, "wanted": "家の中で分かる。"}, by=writer(), at=AT)

    with acting_for(need.owner_id):
        entry = apps.get_model("audit.Entry").objects.of(need).get(code="needs.written")
    assert entry.before == {"wanted": f"{len(RADIO['wanted'])}字"}
    assert entry.after == {"wanted": "8字"}


@pytest.mark.django_db
def test_the_reason_of_a_correction_is_still_told_to_the_public(client: Client) -> None:
    need = published()
    actions.correct_need(need=need, changes={"wanted": "家の中で分かる。"}, reason="転記の誤り", by=reader(), at=AT)

    assert "理由：転記の誤り" in page(client, f"/needs/{need.ref}/")
    assert "家の中で分かる" not in _book(need)


@pytest.mark.parametrize("run", ["さん", "あいさん", "山様", "ア様", "山 太さん", "0-"])
def test_where_each_look_shows_one_more_name_whole_runs_go(run: str) -> None:
    """Taken out one a look, fifty thousand names would take hours: this test would not end."""
    left = spared(f"水道が出ません。{run * 50_000}")

    assert traces(left) == ()
    assert left.startswith("水道が出ません。")


def test_a_few_names_in_a_row_go_one_by_one_and_what_stands_behind_them_stays() -> None:
    assert spared("さんさんさんさん、蛇口が凍る") == "（お名前）（お名前）、蛇口が凍る"
