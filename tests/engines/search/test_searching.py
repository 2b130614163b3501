"""What a person who searches can rely on."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.search.conftest import PairEncoder, service
from yui.engines.search import (
    AnyOf,
    Between,
    Confidence,
    Document,
    Lexicon,
    NoneOf,
    Query,
    ReasonKind,
    SearchIndex,
)
from yui.engines.search.lexicon import read_light, read_synonyms, standard

WORDS = [
    "ごみ",
    "収集",
    "保育所",
    "入所",
    "自転車",
    "料金",
    "介護",
    "保険",
    "図書館",
    "予約",
    "水道",
    "選挙",
    "住宅",
    "避難所",
]
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("の".join)


def ids(index: SearchIndex, text: str, **options: object) -> list[str]:
    return [hit.id for hit in index.search(Query(text, **options)).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("申込みの方法", "申し込み"),
        ("粗大ゴミの出し方", "ごみ"),
        ("ｺﾞﾐの分別", "ゴミ"),
        ("サーバの更新", "サーバー"),
        ("ＷｉＦｉが使える場所", "wifi"),
        ("子どもの遊び場", "こども"),
        ("自転車置き場の予約", "駐輪場"),
        ("転入の手続き", "引っ越してきました"),
        ("国民健康保険の手続き", "保険"),
        ("健康診断", "健康"),
    ],
)
def test_different_ways_of_writing_and_saying_meet(index: SearchIndex, written: str, asked: str) -> None:
    index.put([service("right", written), service("other", "橋の補修工事")])

    assert ids(index, asked)[:1] == ["right"]


@pytest.mark.parametrize("name", ["ゆいまる号", "ほげふが", "蛇穴", "XR-7", "結ノ町"])
def test_a_name_that_no_dictionary_knows_is_found(index: SearchIndex, name: str) -> None:
    index.put([service("right", "お知らせ", f"町を走る{name}についてお知らせします。"), service("other", "お知らせ")])

    assert ids(index, name)[:1] == ["right"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(alphabet="結町宮前ヶ丘子供カードごみ2１Ａxー", min_size=4, max_size=20),
    begin=st.integers(0, 16),
    length=st.integers(2, 4),
)
def test_any_two_letters_of_a_text_find_it(
    tmp_path_factory: pytest.TempPathFactory, text: str, begin: int, length: int
) -> None:
    asked = text[begin : begin + length]
    if len(asked) < 2:
        return
    index = SearchIndex.open(tmp_path_factory.mktemp("index"))
    index.put([service("right", "題", f"前。{text}。後"), service("other", "橋の補修")])

    assert "right" in ids(index, asked)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXT, body=TEXT, asked=TEXT, word=st.sampled_from(WORDS), times=st.integers(1, 30))
def test_repeating_a_word_never_raises_a_document(
    tmp_path_factory: pytest.TempPathFactory, title: str, body: str, asked: str, word: str, times: int
) -> None:
    others = [service(f"o{number}", other, f"{other}の案内") for number, other in enumerate(WORDS)]
    plain, stuffed = (SearchIndex.open(tmp_path_factory.mktemp("index")) for _ in range(2))
    body = f"{body}\n{word}"
    plain.put([*others, service("x", title, body)])
    stuffed.put([*others, service("x", title, body + f"\n{word}" * times)])

    before, after = (
        {hit.id: hit.score for hit in index.search(Query(asked, limit=99)).hits} for index in (plain, stuffed)
    )

    assert after.get("x", 0.0) <= before.get("x", 0.0) + 1e-5


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXT, min_size=1, max_size=12), asked=TEXT, cut=st.integers(0, 11))
def test_results_do_not_depend_on_how_documents_came_in(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], asked: str, cut: int
) -> None:
    documents = [service(number, text) for number, text in enumerate(texts)]
    once, twice = (SearchIndex.open(tmp_path_factory.mktemp("index")) for _ in range(2))
    once.put(documents)
    twice.put(documents[cut:])
    twice.put(documents[:cut])

    first, second = once.search(Query(asked)), twice.search(Query(asked))

    assert [(hit.id, hit.score) for hit in first.hits] == [(hit.id, hit.score) for hit in second.hits]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "？？？",
        "\ud800",
        "の",
        "です。ます。",
        "\0",
        "👍👍",
        "あ" * 5_000,
        "<script>alert(1)</script>",
        "﷽" * 500,
    ],
)
def test_any_text_can_be_asked_and_indexed(index: SearchIndex, text: str) -> None:
    index.put([service(1, text, text), service(2, "保育所")])

    index.search(Query(text, facets=("kind",)))

    assert index.get("1") is not None
    assert ids(index, "保育所") == ["2"]


def test_an_empty_text_lists_what_passes_the_filters(index: SearchIndex) -> None:
    index.put([service(1, "保育所", facets={"field": ("子育て",)}), service(2, "ごみ", facets={"field": ("環境",)})])

    assert ids(index, "", filters=(AnyOf("field", ("環境",)),)) == ["2"]
    assert len(ids(index, " ")) == 2


def test_filters_say_how_many_each_took_away(index: SearchIndex) -> None:
    index.put(
        [
            service(1, "保育所の予約", facets={"area": ("北",)}, numbers={"price": 100}),
            service(2, "保育所の台帳", facets={"area": ("南",)}, numbers={"price": 900}),
            service(3, "保育所の連絡帳", facets={"area": ("北", "南")}, numbers={"price": 5_000}),
            service(4, "保育所の給食", facets={"area": ("北",)}),
            service(5, "橋の点検", facets={"area": ("南",)}),
        ]
    )
    rules = (AnyOf("area", ("北",)), Between("price", high=1_000, or_missing=True), NoneOf("area", ("西",)))

    results = index.search(Query("保育所", filters=rules))

    assert {hit.id for hit in results.hits} == {"1", "4"}
    assert [count for _, count in results.removed] == [1, 1, 0]
    assert results.total == 2


def test_a_number_that_is_missing_does_not_pass_unless_allowed(index: SearchIndex) -> None:
    index.put([service(1, "保育所", numbers={"price": 5.0}), service(2, "保育所")])

    assert ids(index, "保育所", filters=(Between("price", high=10),)) == ["1"]
    assert ids(index, "保育所", filters=(Between("unknown", high=10),)) == []
    assert len(ids(index, "保育所", filters=(Between("unknown", or_missing=True),))) == 2


def test_facets_count_all_hits_not_only_the_page(index: SearchIndex) -> None:
    documents = [service(number, "保育所", facets={"area": (("北", "南")[number % 2],)}) for number in range(9)]
    index.put([*documents, Document("case", "case", {"title": "保育所"})])

    results = index.search(Query("保育所", limit=2, facets=("area", "kind", "unknown")))

    assert results.facets == {"area": {"北": 5, "南": 4}, "kind": {"service": 9, "case": 1}, "unknown": {}}
    assert results.total == 10


def test_kinds_pages_and_excluded_documents(index: SearchIndex) -> None:
    index.put([service(number, f"保育所{number}") for number in range(8)])
    index.put([Document("case", "case", {"title": "保育所の事例"})])

    everything = ids(index, "保育所", limit=20, kinds=("service",))
    pages = [
        *ids(index, "保育所", limit=3, kinds=("service",)),
        *ids(index, "保育所", limit=9, offset=3, kinds=("service",)),
    ]

    assert "case" not in everything
    assert pages == everything
    assert "0" not in ids(index, "保育所", exclude=frozenset({"0", "unknown"}), limit=20)
    assert index.search(Query("保育所", limit=0)).total == 9


def test_reasons_name_words_and_synonyms_and_where_they_stand(index: SearchIndex) -> None:
    index.put([service(1, "自転車置き場の予約", "駅前の自転車置き場を予約できます。"), service(2, "橋")])

    hit = index.search(Query("駐輪場を予約したい")).hits[0]

    title = hit.document.fields["title"]
    said = {(reason.kind, reason.asked): reason.found for reason in hit.reasons}
    assert said == {(ReasonKind.SYNONYM, "駐輪場"): "自転車置き場", (ReasonKind.WORD, "予約"): "予約"}
    assert [title[begin:end] for begin, end in hit.spans("title")] == ["自転車置き場", "予約"]


def test_highlights_fit_the_text_as_it_was_written(index: SearchIndex) -> None:
    index.put([service(1, "ﾎﾟｲﾝﾄｶｰﾄﾞと㍿ほげふが号")])

    hit = index.search(Query("ホゲフガ号")).hits[0]

    assert [hit.document.fields["title"][begin:end] for begin, end in hit.spans("title")] == ["ほげふが号"]


def test_an_operator_may_add_synonyms_and_light_words(index: SearchIndex) -> None:
    index.put([service(1, "放課後の預かり"), service(2, "食堂の改修")])
    words = standard().extended("子ども食堂 → 預かり")
    quiet = Lexicon(read_light("改修"), read_synonyms(""))

    extended = SearchIndex(index.store, words=words)

    assert "1" in ids(extended, "子ども食堂")
    assert ids(SearchIndex(index.store, words=quiet), "食堂 改修") == ["2"]
    assert ids(SearchIndex(index.store, words=quiet), "改修") == ["2"]


def test_one_way_synonyms_do_not_work_backwards(index: SearchIndex) -> None:
    one_way = SearchIndex(index.store, words=Lexicon(frozenset(), read_synonyms("狸 → 鳥獣\n# 狸 → 橋")))
    index.put([service(1, "鳥獣の対策"), service(2, "狸の置物")])

    assert set(ids(one_way, "狸")) == {"1", "2"}
    assert ids(one_way, "鳥獣") == ["1"]


def test_meaning_finds_what_shares_no_word(index: SearchIndex, encoder: PairEncoder) -> None:
    with_meaning = SearchIndex(index.store, encoder=encoder)
    with_meaning.put([service(number, word) for number, word in enumerate(WORDS)] + [service("x", "やすらぎ温泉館")])

    words_only, both = index.search(Query("すらぎ温泉")), with_meaning.search(Query("やすらぎ温泉"))

    assert both.hits[0].id == "x"
    assert any(reason.kind is ReasonKind.MEANING for reason in both.hits[0].reasons)
    assert "meaning.title" not in words_only.hits[0].parts


def test_nothing_close_is_said_to_be_nothing(index: SearchIndex) -> None:
    index.put([service(number, word) for number, word in enumerate(WORDS)])

    assert index.search(Query("量子力学")).confidence is Confidence.NONE
    assert index.search(Query("量子力学")).total == 0


def test_alike_documents_leave_the_document_itself_out(index: SearchIndex) -> None:
    need = Document("n1", "need", {"title": "駐輪場があふれている", "body": "駅前の自転車を減らしたい"})
    index.put([need, service(1, "自転車置き場の予約"), service(2, "橋の点検")])

    found = index.alike(need)

    assert found.hits[0].id == "1"
    assert "n1" not in {hit.id for hit in found.hits}
    assert index.alike(need, Query("", kinds=("need",))).total == 0


def test_equal_documents_stand_in_an_order_that_favours_nobody(index: SearchIndex) -> None:
    index.put([service(name, "保育所") for name in ("a", "b", "c", "d", "e")])

    order = ids(index, "保育所")

    assert order != sorted(order)
    assert order == ids(index, "保育所")
