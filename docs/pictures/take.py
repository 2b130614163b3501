"""Take the pictures of 「十分でわかる結」 from a running Yui with its demo region.

    ./yui run                                           # in one window
    .venv/bin/python docs/pictures/take.py              # in another; --address for another port, names to take only those

Nothing is sent or saved: boxes are filled and looked at. The demo region stays as it is.
"""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
PASSWORD = os.environ.get("YUI_DEMO_PASSWORD", "yui-no-otameshi")
DESK, PHONE = (1280, 860), (360, 720)
SCALE = 0.8  # of pages for a desk: they are shown smaller than they are, and a clone stays small
PATIENCE = 60_000

TROUBLE = "大雨の夜、港の家では防災無線の放送が波の音に消えて、何を言っているのか分かりません。"
TITLE = "雨と波の夜でも、放送の中身が家の中で分かるようにしたい"
PROJECT = "電話で届く、聞いたか分かる防災の知らせ"
CASE = "大雨の夜、黒電話で届いた避難の知らせ"
NEED = "風と波の音で消える放送を、港の家と船に確かに伝えたい"


def home(page: Page) -> None:
    """The first page."""
    page.goto("/")


def trouble(page: Page) -> None:
    """A resident writes, on a phone."""
    page.goto("/troubles/new")
    page.get_by_label("どのまちのことですか").select_option(label="潮見浦町")
    page.get_by_label("困っていること").fill(TROUBLE)
    _to_the_top(page, "main form")


def desk(page: Page) -> None:
    """What waits for an official."""
    _sign_in(page, "tachibana@vill-kirigasawa.example.jp")
    page.goto("/desk/")


def troubles(page: Page) -> None:
    """The troubles that came in."""
    _sign_in(page, "isozaki@town-shiomiura.example.jp")
    page.goto("/desk/troubles/")


def writing(page: Page) -> None:
    """A need is being written, with what is alike beside it."""
    _sign_in(page, "isozaki@town-shiomiura.example.jp")
    page.goto("/desk/needs/new")
    page.get_by_label("題", exact=True).fill(TITLE)
    page.get_by_label("分野").select_option(label="防災・復興")
    page.get_by_label("今の様子").press_sequentially(TROUBLE)
    page.locator("#alike .card").first.wait_for(timeout=PATIENCE)


def candidates(page: Page) -> None:
    """What may help, with reasons."""
    _sign_in(page, "kitahara@bureau-shinonome.example.jp")
    page.goto("/desk/matching/")
    page.get_by_role("link", name=NEED).first.click()
    page.locator(".reasons").first.wait_for()
    _to_the_top(page, "main .card:has-text('初年度')")


def board(page: Page) -> None:
    """What waits, what was introduced, agreed, declined."""
    _sign_in(page, "kitahara@bureau-shinonome.example.jp")
    page.goto("/desk/matching/")


def project(page: Page) -> None:
    """Before and after."""
    page.goto("/projects/")
    page.get_by_role("link", name=PROJECT).first.click()
    _to_the_top(page, "#outcome")


def case(page: Page) -> None:
    """What the next town reads."""
    page.goto(f"/search/?q={CASE}")
    page.get_by_role("link", name=CASE).first.click()
    page.get_by_role("heading", level=1, name=CASE).wait_for()
    _to_the_top(page, "main h2:text-is('数で見る')")


def search(page: Page) -> None:
    """A resident searches, on a phone."""
    page.goto("/search/?q=通院の足がない")
    _to_the_top(page, "main .card")


PICTURES: dict[str, tuple[Callable[[Page], None], tuple[int, int]]] = {
    "home": (home, DESK),
    "trouble": (trouble, PHONE),
    "troubles": (troubles, DESK),
    "writing": (writing, (1280, 760)),
    "desk": (desk, DESK),
    "candidates": (candidates, DESK),
    "board": (board, (1280, 640)),
    "project": (project, DESK),
    "case": (case, DESK),
    "search": (search, PHONE),
}


def main() -> None:
    """Take all pictures, or those named."""
    options = argparse.ArgumentParser(description="README の画面の絵を撮ります / take the pictures of the README")
    options.add_argument("--address", default="http://localhost:8000")
    options.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PICTURES))
    given = options.parse_args()
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name in given.names or PICTURES:
            print(_taken(browser, given.address, name))  # noqa: T201  says what was taken
        browser.close()


def _taken(browser: Browser, address: str, name: str) -> str:
    go, (width, height) = PICTURES[name]
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        device_scale_factor=SCALE if width > height else 1,
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    go(page)
    kept = page.screenshot(animations="disabled")
    context.close()
    (HERE / f"{name}.png").write_bytes(kept)
    return f"{name}.png  {len(kept):,} bytes"


def _to_the_top(page: Page, place: str) -> None:
    page.locator(place).first.evaluate("(element) => element.scrollIntoView({ block: 'start' })")


def _sign_in(page: Page, mail: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("メールアドレス").fill(mail)
    page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="サインインする", exact=True).click()
    page.wait_for_url(lambda url: "/account/login" not in url)


if __name__ == "__main__":
    main()
