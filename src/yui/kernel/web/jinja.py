"""The Jinja environment of all pages, made by Django's Jinja2 backend from `OPTIONS["environment"]`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import django.forms
import jinja2
from django.conf import settings
from django.template.backends.utils import csrf_input_lazy
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString

from yui.kernel.web import browsers, charts, clock, current, icons, navigation, said, words
from yui.kernel.web.context import frame
from yui.kernel.web.furigana import annotate, furigana
from yui.kernel.web.quick import QuickContext, QuickMacro, Remembered, escaped

_SOURCE = Path(__file__).resolve().parents[2]
_FORMS_OF_DJANGO = Path(django.forms.__file__).parent / "jinja2"


def template_folders() -> list[Path]:
    """Every `templates` folder of Yui, for `TEMPLATES["DIRS"]`."""
    return sorted(_SOURCE.glob("**/templates"))


def environment(**options: Any) -> jinja2.Environment:
    """The environment: strict about unknown names, translated, with our filters, globals and components."""
    options["undefined"] = jinja2.StrictUndefined
    options["autoescape"] = _is_page
    options["loader"] = jinja2.ChoiceLoader([options["loader"], jinja2.FileSystemLoader(_FORMS_OF_DJANGO)])
    made = _Pages(
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_bytecode_cache(),
        cache_size=-1,
        **options,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(translation, newstyle=True)  # type: ignore[attr-defined]
    made.filters |= _filters()
    made.globals |= _globals() | {"ui": Components(made), "_": said.said, "gettext": said.said}
    return made


class Page(jinja2.Template):
    """A template that, given a request, also knows the page's frame and the reader's wish for furigana.

    Here, and not in `render`, so that the pages of libraries that answer with a TemplateResponse have them too.
    """

    @classmethod
    def from_code(cls, *args: Any, **kwargs: Any) -> jinja2.Template:
        """A compiled template that prints and calls the quick way."""
        made = super().from_code(*args, **kwargs)
        cast(Any, made.root_render_func).__globals__.update(escape=escaped, Macro=QuickMacro)
        return made

    def render(self, *args: Any, **kwargs: Any) -> str:
        variables = dict(*args, **kwargs)
        request = variables.get("request")
        if request is None:
            with said.speaking():
                return super().render(variables)
        with current.answering(request), said.speaking():
            html = super().render({**frame(request), **variables})
        marked = getattr(request, "furigana", False) and not (self.name or "").endswith(".txt")
        return annotate(html) if marked else html

    def render_block(self, block: str, variables: dict[str, Any]) -> str:
        """One named block alone. Lines outside of the block, `{% set %}` too, are not run."""
        request = variables["request"]
        with current.answering(request), said.speaking():
            html = "".join(self.blocks[block](self.new_context({**frame(request), **variables})))
        return annotate(html) if getattr(request, "furigana", False) else html


class _Pages(jinja2.Environment):
    template_class = Page
    context_class = QuickContext


REMEMBERED = frozenset({"icon", "tag", "time"})


class Components:
    """The macros of ui.html as a global, so that a part rendered alone has them too."""

    def __init__(self, of: jinja2.Environment) -> None:
        self._environment = of

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        template = self._environment.get_template("ui.html")
        if self._environment.auto_reload:  # somebody is editing them
            return getattr(template.make_module(), name)
        macro = getattr(template.module, name)
        made = self.__dict__[name] = Remembered(macro) if name in REMEMBERED else macro
        return made


def _is_page(template: str | None) -> bool:
    """Pages escape what they print; mails and messages of plain text do not."""
    return not (template or "").endswith(".txt")


def _filters() -> dict[str, Any]:
    return {
        "date": words.long_date,
        "short_date": words.short_date,
        "time": words.clock_time,
        "moment": words.moment,
        "days_left": words.days_left,
        "number": words.number,
        "money": words.money,
        "about": words.about,
        "count": words.count,
        "signed": words.signed,
        "percent": words.percent,
        "wareki": words.era_date,
        "iso": _iso,
        "furigana": furigana,
        "side_by_side": words.side_by_side,
        "listed": words.listed,
        "sentences": words.sentences,
        "browser": browsers.browser,
    }


def _globals() -> dict[str, Any]:
    return {
        "url": url,
        "static": static if settings.DEBUG else lru_cache(maxsize=512)(static),
        "csrf": csrf,
        "icon_paths": icons.PATHS,
        "line_chart_of": charts.line,
        "bar_chart_of": charts.bars,
        "today": clock.today,
    }


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page: `url("needs:detail", need.ref)`; one made of texts and numbers is remembered."""
    if not args and not kwargs and (found := navigation.address(name)):
        return found
    if args and not kwargs and {type(part) for part in args} <= {str, int}:
        return navigation.address_of(name, *args)
    return reverse(name, args=args, kwargs=kwargs)


def csrf() -> SafeString | str:
    """The hidden field that proves a form came from our own page."""
    request = current.request()
    return csrf_input_lazy(request) if request is not None else ""


def _iso(value: Any) -> str:
    return str(words.local(value).isoformat())


def _bytecode_cache() -> jinja2.BytecodeCache | None:
    """Compiled templates beside our other data, never in a shared temporary folder."""
    home = getattr(settings, "YUI_HOME", None)
    if home is None or settings.DEBUG:
        return None
    folder = Path(home) / "cache" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))
