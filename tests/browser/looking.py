"""What a person would notice on a page, as plain questions for a browser."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
OF_LAYOUT = ["target-size", "scrollable-region-focusable", "aria-hidden-focus", "region"]
"""The rules whose answer can change when the same page gets narrow."""
_VIOLATIONS = """async (rules) => {
  const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${rule.help} ${node.html.slice(0, 200)}`));
}"""
"""Only what is wrong travels to the test: telling of everything that is right took two thirds of the time."""
_WIDER_THAN_THE_SCREEN = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .map((element) => `${element.tagName.toLowerCase()}.${element.className} ends at ${element.getBoundingClientRect().right}`)
    .slice(0, 10);
}"""


def barriers(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds wrong on the page, a line each; nothing for a page all can use."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(_VIOLATIONS, rules or _RULES)


def sideways(page: Page) -> list[str]:
    """The elements that make the page scroll sideways."""
    return page.evaluate(_WIDER_THAN_THE_SCREEN)


def focused(page: Page) -> str:
    """The words of the element that has the focus."""
    return page.evaluate("() => (document.activeElement?.innerText || document.activeElement?.value || '').trim()")


def tab_to(page: Page, words: str, most: int = 60) -> None:
    """Press Tab until the focus stands on something that says `words`."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if words in focused(page):
            return
    raise AssertionError(f"「{words}」 was not reached with {most} presses of Tab; the focus is on 「{focused(page)}」")
