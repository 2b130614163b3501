"""Forms: dates in three boxes, refusals at their fields, labels and errors that screen readers find."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from yui.kernel.access import Refused
from yui.kernel.web.forms import BoxedDateField, mark_wanted_later, show_refusal, western_year
from yui.kernel.web.gallery import SampleForm
from yui.values.era_dates import EraDate


class Since(forms.Form):
    since = BoxedDateField(label="いつごろから", required=False)


class Required(forms.Form):
    since = BoxedDateField(label="いつごろから")


def typed(year: str, month: str, day: str) -> dict[str, str]:
    return {"since_year": year, "since_month": month, "since_day": day}


@given(st.dates(date(1873, 1, 1), date(2100, 12, 31)))
def test_a_day_is_the_same_day_in_both_calendars(day: date) -> None:
    era = EraDate.of(day)
    western = Since(typed(str(day.year), str(day.month), str(day.day)))
    japanese = Since(typed(era.era.label(era.year), str(day.month), str(day.day)))

    assert western.is_valid()
    assert japanese.is_valid()
    assert western.cleaned_data["since"] == japanese.cleaned_data["since"] == day


@given(st.text(), st.text(), st.text())
def test_whatever_is_typed_is_a_date_or_a_sentence(year: str, month: str, day: str) -> None:
    form = Required(typed(year, month, day))

    assert form.is_valid() or form.errors["since"][0].endswith("。")


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("2026", "2", "30"), "この日付は暦にありません。月と日を確かめてください。"),
        (("26", "2", "1"), "年は「2026」か「令和8」のように入れてください。"),
        (("令和0", "2", "1"), "年は「2026」か「令和8」のように入れてください。"),
        (("2026", "", "1"), "年・月・日をすべて入れてください。"),
        (("9" * 5000, "1", "1"), "年は「2026」か「令和8」のように入れてください。"),
    ],
)
def test_a_wrong_date_is_told_in_words(boxes: tuple[str, str, str], sentence: str) -> None:
    assert Since(typed(*boxes)).errors["since"] == [sentence]


def test_an_empty_date_is_no_date_unless_it_is_needed() -> None:
    optional = Since(typed("", "", ""))

    assert optional.is_valid()
    assert optional.cleaned_data["since"] is None
    assert not Required(typed("", "", "")).is_valid()


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2026", 2026),
        ("２０２６年", 2026),
        ("令和8", 2026),
        ("r8", 2026),
        ("平成元年", 1989),
        ("昭和64", 1989),
        ("元年", None),
        ("令和", None),
        ("026", None),
    ],
)
def test_years_are_read_as_people_type_them(text: str, year: int | None) -> None:
    assert western_year(text) == year


def test_a_kept_date_returns_into_its_boxes(printed: Callable[..., str]) -> None:
    page = printed("{{ ui.field(form['since']) }}", form=Since(initial={"since": date(2026, 11, 23)}))

    assert re.findall(r'value="(\w+)"', page) == ["2026", "11", "23"]


def test_a_refusal_stands_at_its_field_and_else_above_the_form() -> None:
    form = SampleForm({})

    show_refusal(form, Refused("だめです。", fields={"title": "もっと短く書いてください。"}))
    assert "もっと短く書いてください。" in form.errors["title"]
    assert form.non_field_errors() == []

    show_refusal(form, Refused("だめです。", fields={"elsewhere": "知らない欄です。"}))
    assert form.non_field_errors() == ["だめです。"]


class TestFields:
    @pytest.fixture
    def wrong(self) -> SampleForm:
        form = SampleForm({"title": ""})
        form.is_valid()
        return form

    def test_every_control_is_named_by_a_label_or_a_legend(self, printed: Callable[..., str]) -> None:
        page = printed("{{ ui.fields(form) }}", form=SampleForm())
        labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
        wrapped = len(re.findall(r"<label(?![^>]* for=)", page))
        controls = re.findall(r'<(?:input|textarea|select)[^>]* id="([^"]+)"', page)

        assert set(controls) - labelled == {"id_agreed", "id_since_0", "id_since_1", "id_since_2"}
        assert wrapped == 4
        assert page.count("<legend>") == 3

    def test_hint_and_error_are_read_with_the_field(self, printed: Callable[..., str], wrong: SampleForm) -> None:
        page = printed("{{ ui.field(form['title'], counter=true) }}", form=wrong)

        described = re.search(r'<input[^>]*aria-describedby="([^"]+)"', page)
        assert described
        assert described.group(1).split() == ["id_title_hint", "id_title_error", "id_title_counter"]
        assert all(f'id="{name}"' in page for name in described.group(1).split())
        assert 'aria-invalid="true"' in page

    def test_a_box_never_cuts_what_is_pasted(self, printed: Callable[..., str]) -> None:
        assert "maxlength" not in printed("{{ ui.fields(form) }}", form=SampleForm())

    def test_each_line_of_the_summary_leads_to_a_control(self, printed: Callable[..., str], wrong: SampleForm) -> None:
        page = printed("{{ ui.error_summary(form) }}{{ ui.fields(form) }}", form=wrong)

        targets = re.findall(r'href="#([^"]+)"', page)
        assert len(targets) == len(wrong.errors)
        assert all(re.search(rf'<(?:input|select|textarea)[^>]* id="{target}"', page) for target in targets)

    def test_without_errors_there_is_no_summary(self, printed: Callable[..., str]) -> None:
        assert printed("{{ ui.error_summary(form) }}", form=SampleForm()).strip() == ""

    def test_a_form_printed_by_django_looks_the_same(self, printed: Callable[..., str]) -> None:
        page = printed("{{ form }}", form=SampleForm())

        assert 'class="field"' in page
        assert 'class="control' in page


class Later(forms.Form):
    title = forms.CharField(label="題")
    present = forms.CharField(label="今の様子", required=False)
    law = forms.CharField(label="法律", required=False)


def test_what_is_wanted_later_says_so_where_a_field_may_be_empty_for_now(printed: Callable[..., str]) -> None:
    form = Later()
    mark_wanted_later(form, ["title", "present", "gone"], "公開に必要")

    page = printed('{% import "ui.html" as ui with context %}{{ ui.fields(form) }}', form=form)

    assert re.findall(r"<label[^>]*>(.*?)</label>", page) == [
        '題<span class="need-mark">※必須</span>',
        '今の様子<span class="need-mark">公開に必要</span>',
        '法律<span class="free-mark">任意</span>',
    ]
    assert Later({"title": "題"}).is_valid()
