"""The visitor without a browser sends what a browser would send, and nothing else."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.stories.visitor import Form, HttpVisitor, Reading

pytestmark = pytest.mark.urls(__name__)

PAGE: list[str] = []
"""What the one page of this site shows."""


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE[-1])


def echo(request: HttpRequest) -> HttpResponse:
    """Prints what was sent, a line for each name."""
    return HttpResponse("".join(f"[{name}={'+'.join(values)}]" for name, values in request.GET.lists()))


urlpatterns = [path("", page), path("echo", echo), path("other", echo)]


def visitor(html: str) -> HttpVisitor:
    PAGE[:] = [html]
    return HttpVisitor().open("/")


def test_a_disabled_box_is_not_sent() -> None:
    there = visitor(
        '<form action="/echo"><input name="kept" value="1"><input name="shut" value="2" disabled>'
        '<textarea name="words" disabled>3</textarea><select name="one" disabled><option>4</option></select>'
        '<input type="checkbox" name="tick" checked disabled><button>送る</button></form>'
    )

    there.press("送る")

    assert there.page.words == "[kept=1]"


def test_what_stands_in_a_disabled_group_is_not_sent_and_what_stands_behind_it_is() -> None:
    there = visitor(
        '<form action="/echo"><fieldset disabled><legend>前</legend><fieldset><input name="in" value="1"></fieldset>'
        '<input name="in2" value="2"></fieldset><input name="behind" value="3"><button>送る</button></form>'
    )

    assert there.press("送る").page.words == "[behind=3]"


@pytest.mark.parametrize("shut", ['<input id="a" name="a" disabled>', '<input id="a" name="a" type="hidden">'])
def test_nobody_fills_a_box_that_cannot_be_filled(shut: str) -> None:
    there = visitor(f'<form action="/echo"><label for="a">名前</label>{shut}<button>送る</button></form>')

    with pytest.raises(AssertionError, match="名前"):
        there.press("送る", {"名前": "だれか"})


@pytest.mark.parametrize("button", ["<button disabled>送る</button>", '<button type="button">送る</button>'])
def test_a_button_that_sends_nothing_cannot_be_pressed(button: str) -> None:
    with pytest.raises(AssertionError, match="no button says"):
        visitor(f'<form action="/echo"><input name="a" value="1">{button}</form>').press("送る")


def test_a_button_sends_the_form_that_it_names_and_not_the_one_around_it() -> None:
    there = visitor(
        '<form action="/echo"><input name="code" value="123456"><button form="leave" name="how" value="quick">やめる</button>'
        '<button>サインインする</button></form><form id="leave" action="/other"><input name="next" value="/"></form>'
    )

    there.press("やめる")

    assert (there.path, there.page.words) == ("/other", "[next=/][how=quick]")


def test_a_box_belongs_to_the_form_that_it_names() -> None:
    there = visitor(
        '<form id="first" action="/echo"><input name="a" value="1"><button>送る</button></form>'
        '<form action="/other"><input name="b" value="2" form="first"><textarea name="c" form="first">3</textarea>'
        '<select name="d" form="first"><option>4</option></select></form>'
    )

    assert there.press("送る").page.words == "[a=1][b=2][c=3][d=4]"


def test_what_stands_behind_a_form_or_names_one_that_is_not_there_belongs_to_none() -> None:
    read = Reading(
        '<form action="/echo"><input name="a"></form><input name="b"><input name="c" form="nowhere"><button>送る</button>'
    )

    assert [([box.name for box in form.boxes], form.buttons) for form in read.forms] == [(["a"], [])]


def test_of_a_list_the_first_choice_that_can_be_chosen_is_sent() -> None:
    there = visitor(
        '<form action="/echo"><select name="one"><option disabled>選ぶ</option><option value="2">二</option>'
        "<option>三</option></select><button>送る</button></form>"
    )

    assert there.press("送る").page.words == "[one=2]"


def test_ticks_choices_and_the_pressed_button_are_sent_as_a_browser_does() -> None:
    there = visitor(
        '<form action="/echo"><label><input type="checkbox" name="t" value="x">はい</label>'
        '<fieldset><legend>色</legend><label><input type="radio" name="c" value="r" checked>赤</label>'
        '<label><input type="radio" name="c" value="b">青</label></fieldset>'
        '<button name="go" value="on">進む</button><button name="go" value="back">戻る</button></form>'
    )

    there.press("戻る", {"はい": True, "色": "青"})

    assert there.page.words == "[t=x][c=b][go=back]"


def test_a_form_without_a_name_takes_nothing_that_names_none() -> None:
    assert Reading('<form></form><input name="a" form="">').forms == [Form("", "get")]
