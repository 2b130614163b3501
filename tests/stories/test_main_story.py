"""The main story, as the people of a region live it: from a resident's trouble to a case that helps the next town.

Everything goes over HTTP, without JavaScript; the steps in between are done by the jobs that a worker would run.
tests/browser/test_main_story.py lives through it in a browser, on a phone, by keyboard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests import factories as make
from tests.solving.solutions import making as services
from tests.stories.visitor import Enter, HttpVisitor, Visitor
from yui.kernel.access import Role
from yui.kernel.jobs import run_pending
from yui.solving.finding import opening

pytestmark = pytest.mark.django_db

WORDS = "大雨の夜に外の防災無線が鳴りましたが、雨の音で何と言ったのか聞こえませんでした。"
TITLE = "雨の夜でも、防災無線の中身が家の中で分かるようにしたい"
NEED: tuple[dict[str, Any], ...] = (
    {
        "題": TITLE,
        "分野": "防災・復興",
        "今の様子": "大雨の夜、雨戸を閉めると防災無線の放送が言葉にならない。放送のあと電話が総務係に集中する。",
    },
    {
        "困っている人": "村内の千四百二世帯。とくに携帯電話を持たない二百三世帯。",
        "困っている人・世帯の数": "1402",
        "どうなればよいか": "放送から十五分以内に、どの家がまだ聞いていないかを役場が分かる。",
    },
    {
        "通信の条件": "インターネット経由でよい。",
        "個人の情報": "電話番号を扱う。本人の同意書を取る。",
        "法律・条例": "災害対策基本法",
    },
    {"必須要件": "固定電話だけの世帯に声で届く\n聞いたかどうかを世帯ごとに確かめられる"},
    {"予算の下限": "60万円", "予算の上限": "190万円", "始めたい年度": "令和8年度"},
)
CASE = {
    "題": "大雨の夜、家の電話に届いた避難の知らせ",
    "ひとことで": "屋外放送を家の電話にも声で届け、確かめた家が38％から91％に増えた。",
    "目指したこと": "どの家が聞いていないかを、役場が十五分で分かる。",
    "連絡先": "霧ヶ沢村 総務係",
    "したこと": "固定電話に、放送と同じ文を読み上げる電話をかけた。",
    "かかった費用": "五か月で約60万円。",
    "うまくいかなかったこと": "訓練の電話を、三人が本番と思って集会所まで歩いた。",
    "次のまちへの助言": "名簿の更新を続ける人を、先に決める。",
}


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The clock of the story: `later(days=3)` lets time go by, and the worker do what is due."""
    moment = [datetime(2026, 4, 6, 1, 0, tzinfo=UTC)]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])

    def pass_by(**by: int) -> None:
        moment[0] += timedelta(**by)
        run_pending(at=moment[0])

    return pass_by


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path, settings: Any) -> Iterator[None]:
    """A search index of this story alone."""
    settings.YUI_HOME = tmp_path
    opening.index.cache_clear()
    yield
    opening.index.cache_clear()


@pytest.fixture
def region(later: Callable[..., None]) -> None:
    """A bureau with a coordinator, two towns with two people each, and a vendor with a service on offer."""
    bureau = make.bureau()
    village = make.town("霧ヶ沢村", population=3_124, coordinated_by=bureau)
    port = make.town("潮見浦町", population=8_457, coordinated_by=bureau)
    make.member(village, Role.OFFICIAL, email="tachibana@example.jp")
    make.member(village, Role.OFFICIAL, Role.MANAGER, email="inaba@example.jp")
    make.member(port, Role.OFFICIAL, email="isozaki@example.jp")
    make.member(bureau, Role.COORDINATOR, email="coordinator@example.jp")
    vendor = make.vendor()
    make.member(vendor, Role.SUPPLIER, email="vendor@example.jp")
    services.published(vendor, at=timezone.now())
    later(minutes=1)


def test_a_trouble_becomes_a_case_that_the_next_town_finds(region: None, later: Callable[..., None]) -> None:
    live_through(HttpVisitor, later)


def live_through(enter: Enter, later: Callable[..., None]) -> None:
    """All of it, in the order of the calendar."""
    receipt = resident_tells_a_trouble(enter, later)
    need = official_answers_and_gathers(enter, receipt, later)
    second_person_publishes(enter, need, later)
    coordinator_introduces(enter, later)
    both_sides_agree(enter, later)
    project = town_measures_and_finishes(enter, later)
    town_publishes_the_case(enter, project, later)
    next_town_is_shown_the_case(enter, later)
    resident_reads_what_became_of_it(enter, receipt)


def resident_tells_a_trouble(enter: Enter, later: Callable[..., None]) -> str:
    """Without an account; the receipt number is all that is needed later."""
    resident = enter().open("/").follow("困りごとを書く")
    later(minutes=2)  # nobody writes it faster, and the guard against spam knows that
    resident.press("次へ", {"どのまちのことですか": "霧ヶ沢村", "困っていること": WORDS, "地区": "上ノ瀬"})
    resident.sees("送る前に確かめる", WORDS).press("この内容で送る").sees("受け取りました", "困りごとが届きました")
    found = re.search(r"K-\d{4}-\w{4}-\w{4}", resident.page.words)
    assert found
    later(hours=1)
    return found[0]


def official_answers_and_gathers(enter: Enter, receipt: str, later: Callable[..., None]) -> str:
    """The desk says what waits; the answer goes to the resident, the trouble into a new need."""
    official = enter("tachibana@example.jp").open("/desk/troubles/").sees(WORDS[:20], receipt)
    official.follow(WORDS[:20]).press(
        "返事を送る", {"返事": "お便りをありがとうございます。村じゅうのことなので、調べます。"}
    )
    official.sees("できました").press("ニーズにまとめる").sees("1件をニーズにまとめました")
    for step in NEED:
        official.press("保存して次へ", step)
    official.sees("ニーズを書く：確かめる", TITLE, "固定電話だけの世帯に声で届く")
    official.press("庁内確認に出す").sees("庁内確認に出しました")
    later(days=1)
    return official.path


def second_person_publishes(enter: Enter, need: str, later: Callable[..., None]) -> None:
    """Nobody confirms what they wrote themselves: the head of section does."""
    writer = enter("tachibana@example.jp").open(need)
    assert all("確かめて公開する" not in words for words, _href in writer.page.links)

    manager = enter("inaba@example.jp").open("/desk/").sees(TITLE)
    manager.open(need).follow("確かめて公開する").sees("だれでも読めるようになります").press("確かめて公開する")
    manager.sees("できました")
    enter().open("/needs/").sees(TITLE, "霧ヶ沢村")
    later(minutes=10)


def coordinator_introduces(enter: Enter, later: Callable[..., None]) -> None:
    """Candidates have come by themselves, each with its reason."""
    coordinator = enter("coordinator@example.jp").open("/desk/matching/").follow(TITLE)
    coordinator.sees("なぜ出たか", "ことづて電話", "電話」", "分野が同じです", "予算内")
    coordinator.follow("紹介する").press("紹介する", {"双方へのことば": "まず三世帯で試せるか、話してみてください。"})
    coordinator.sees("紹介しました", "双方の返事を待ちます")
    later(minutes=10)


def both_sides_agree(enter: Enter, later: Callable[..., None]) -> None:
    """The town and the vendor answer, each at their own desk."""
    for email, offered in (("tachibana@example.jp", "ことづて電話"), ("vendor@example.jp", TITLE)):
        side = enter(email).open("/desk/introductions/").follow(offered).sees(TITLE)
        side.sees("まず三世帯で試せるか").press("返事を送る", {"返事": "話を進める"}).sees("返事を届けました")
        later(days=2)
    enter("coordinator@example.jp").open("/desk/matching/?state=agreed").sees(TITLE, "ことづて電話")


def town_measures_and_finishes(enter: Enter, later: Callable[..., None]) -> str:
    """A draft of the project lies ready; the town measures before and after, and brings it to its end."""
    official = enter("tachibana@example.jp").open("/desk/projects/?show=planned").follow(TITLE)
    project = official.path
    official.sees("株式会社ことづて", "ことづて電話")
    official.follow("指標を足す").press(
        "保存する",
        {
            "指標": "確かめた世帯",
            "単位": "%",
            "はじめの値": "38",
            "はじめの値を測った日": date(2026, 4, 1),
            "目標の値": "85",
            "いつまでに": date(2026, 12, 1),
        },
    )
    move(official, "実証を始める")
    later(days=30)
    move(enter("tachibana@example.jp").open(project), "運用を始める")  # a session ends after half a day
    later(days=120)
    official = (
        enter("tachibana@example.jp")
        .open(project)
        .follow("値を入れる")
        .press(
            "保存する",
            {"指標": "確かめた世帯", "測った日": date(2026, 9, 1), "値": "91", "どうやって測ったか": "発信の記録"},
        )
    )
    official.sees("91%")
    move(official, "取組を終える")
    later(minutes=10)
    return project


def town_publishes_the_case(enter: Enter, project: str, later: Callable[..., None]) -> None:
    """What was measured stands in the draft already; people add what only they know, and a second person publishes."""
    official = enter("tachibana@example.jp").open("/desk/cases/").follow(TITLE[:30])
    case = official.path
    official.sees("38", "91").follow("書く").press("保存する", CASE).press("確認に出す").sees("確認に出しました")

    manager = enter("inaba@example.jp").open(case).press("確かめて公開する").sees("公開しました")
    later(minutes=10)
    manager.follow("公開のページ").sees("数で見る", "91", CASE["うまくいかなかったこと"])


def next_town_is_shown_the_case(enter: Enter, later: Callable[..., None]) -> None:
    """While an official of another town writes an alike need, the case appears beside it with its reason."""
    neighbour = enter("isozaki@example.jp").open("/desk/needs/new")
    neighbour.press(
        "保存して次へ",
        {
            "題": "風と波で、防災無線の放送が港で聞こえない",
            "分野": "防災・復興",
            "今の様子": "大雨の夜、港では防災無線の放送が波の音で聞こえない。",
        },
    )
    neighbour.open("1").sees("似た事例", CASE["題"], CASE["ひとことで"], "霧ヶ沢村", "防災無線")
    neighbour.follow(CASE["題"]).sees(CASE["次のまちへの助言"]).follow("うちでもやりたい").press("ニーズを書きはじめる")
    neighbour.sees("ニーズの下書きを作りました")
    later(minutes=1)


def resident_reads_what_became_of_it(enter: Enter, receipt: str) -> None:
    """The number leads to the answer and to the need, and to nothing about who wrote."""
    resident = enter().open("/troubles/").press("見る", {"受付番号": receipt.lower()})
    resident.sees("ニーズにまとめました", TITLE, "導入", "お便りをありがとうございます。")
    resident.sees_nothing_of(WORDS, "上ノ瀬")
    resident.follow(TITLE).sees(TITLE, "導入")


def move(official: Visitor, label: str) -> None:
    """A move of a project: the button, what it means, the button."""
    official.follow(label).press(label)
