"""The quick way prints what Jinja prints."""

from __future__ import annotations

import jinja2
import pytest
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from yui.kernel.web import said
from yui.kernel.web.quick import QuickMacro, Remembered, escaped
from yui.kernel.web.rendering import the_environment

MACROS = """{% macro plain(a, b="b", c=none) %}[{{ a }}|{{ b }}|{{ c }}]{% endmacro %}
{% macro around(a) %}<{{ a }}>{{ caller(a) }}{% endmacro %}
{% macro many() %}{{ varargs | join(",") }}{{ kwargs | length }}{% endmacro %}
"""
CALLS = (
    "{{ plain(x) }}",
    "{{ plain(x, x, x) }}",
    "{{ plain(b=x, a=1) }}",
    "{{ plain(x, c=plain(x)) }}",
    "{{ many(x, 1, k=x) }}",
    "{% call(y) around(x) %}({{ y }}){% endcall %}",
    "{% call(y) around(a=plain(x)) %}{{ plain(x) }}{% endcall %}",
    "{% set part %}{{ plain(x) }}{% endset %}{{ part }}",
)
texts = st.text(alphabet="<>&\"'ab町 ", max_size=12)
values = st.one_of(texts, texts.map(Markup), texts.map(SafeString), st.integers(), st.none(), st.booleans())


@given(values)
def test_values_are_escaped_as_by_markupsafe(value: object) -> None:
    assert str(escaped(value)) == str(escape(value))


@given(values)
@pytest.mark.parametrize("call", CALLS)
def test_components_take_their_arguments_as_macros_of_jinja_do(call: str, value: object) -> None:
    plain = jinja2.Environment(autoescape=True).from_string(MACROS + call)
    quick = the_environment().from_string(MACROS + call)
    assert quick.render(x=value).split() == plain.render(x=value).split()


@pytest.mark.parametrize("call", ["{{ plain() }}", "{{ plain(1, 2, 3, 4) }}", "{{ plain(1, d=2) }}", "{{ around(1) }}"])
def test_a_component_called_wrongly_is_an_error_as_in_jinja(call: str) -> None:
    with pytest.raises((TypeError, jinja2.UndefinedError)):
        the_environment().from_string(MACROS + call).render()


@pytest.mark.parametrize("call", CALLS)
def test_a_text_that_is_no_page_is_not_escaped(call: str) -> None:
    plain = jinja2.Environment(autoescape=False).from_string(MACROS + call)
    quick = the_environment().overlay(autoescape=False).from_string(MACROS + call)
    assert quick.render(x="<&>").split() == plain.render(x="<&>").split()


def test_our_templates_are_quick() -> None:
    made = the_environment().get_template("ui/text.html").make_module()
    assert type(made.icon) is QuickMacro  # type: ignore[attr-defined]


class TestRemembered:
    @pytest.fixture
    def tag(self) -> Remembered:
        return Remembered(the_environment().from_string("{% macro t(a) %}<{{ a }}>{% endmacro %}").module.t)  # type: ignore[attr-defined]

    def test_a_text_that_is_markup_is_not_taken_for_one_that_is_not(self, tag: Remembered) -> None:
        assert [str(tag(Markup("<b>"))), str(tag("<b>")), str(tag(Markup("<b>")))] == ["<<b>>", "<&lt;b&gt;>", "<<b>>"]

    def test_one_is_not_true(self, tag: Remembered) -> None:
        assert [str(tag(1)), str(tag(True)), str(tag(1.0))] == ["<1>", "<True>", "<1.0>"]

    def test_what_cannot_be_remembered_is_made_anew(self, tag: Remembered) -> None:
        assert str(tag(["町"])) == "<[&#39;町&#39;]>"

    def test_another_language_for_a_moment_stays_out_of_what_is_remembered(self) -> None:
        with translation.override("en"), said.speaking(), translation.override("ja"):
            in_english = str(said.said("困りごと"))
        with translation.override("ja"), said.speaking():
            assert str(said.said("困りごと")) == "困りごと"
        assert in_english != "困りごと"

    def test_each_language_has_its_own(self, tag: Remembered) -> None:
        label = gettext_lazy("困りごと")
        said_in = {}
        for language in ("ja", "en", "ja"):
            with translation.override(language), said.speaking():
                said_in[language] = str(tag(label))
        assert said_in["ja"] == "<困りごと>"
        assert said_in["en"] != said_in["ja"]
