"""`./yui demo load|remove|accounts`: the fictional region."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from yui.demo import removing
from yui.demo.loading import all as everything
from yui.demo.loading.region import PASSWORD, accounts
from yui.demo.written import Written
from yui.kernel.identity.models import Organisation
from yui.solving.finding import reindex, reindex_words

_LOADED = "お試しの地域が入りました。 / The demo region is loaded."
_HERE_ALREADY = "お試しの地域は、もう入っています。検索だけ作り直しました。 / The demo region is here already; its search is made anew."
_NOTHING_LOADED = (
    "お試しの地域を入れられませんでした。途中までのものは残っていません。下の理由を直して、もう一度 ./yui demo load を実行してください。\n"
    "The demo region could not be loaded, and nothing of it was kept. Mend what is told below, then run it again."
)
_SEARCH_IS_MISSING = (
    "お試しの地域は入りましたが、検索を作れませんでした。下の理由を直して、もう一度 ./yui demo load を実行してください。\n"
    "The demo region is here, but its search could not be made. Mend what is told below, then run it again."
)


class Command(BaseCommand):
    """Load, remove, or tell the sign-ins of the demo region."""

    help = "お試しの地域を入れる（load）、取り除く（remove）、サインインを見る（accounts）。"

    def add_arguments(self, parser: CommandParser) -> None:
        """One word says what to do."""
        parser.add_argument("what", choices=["load", "remove", "accounts"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        """Do it."""
        {"load": self._load, "remove": self._remove, "accounts": self._accounts}[what]()

    def _load(self) -> None:
        """Load the region, all of it or nothing; where it is here already, only its search is made anew."""
        here = Organisation.published.filter(demo=True).exists()
        if not here:
            self._load_records()
        try:
            reindex_words()
        except Exception as failed:
            raise CommandError(f"{_SEARCH_IS_MISSING}\n{failed}") from failed
        reindex.enqueue()
        self.stdout.write(_HERE_ALREADY if here else _LOADED)

    def _load_records(self) -> None:
        began = time.monotonic()
        try:
            with transaction.atomic():
                for step in everything.load(today=timezone.localdate()):
                    self.stdout.write(f"  {step}（{time.monotonic() - began:.1f}秒）")
        except Exception:
            # Candidates were sought in an index of records that are no more: it must not keep their texts.
            reindex_words()
            self.stderr.write(_NOTHING_LOADED)
            raise

    def _remove(self) -> None:
        count = removing.remove()
        reindex_words()
        self.stdout.write(f"お試しの地域（{count}団体）を取り除きました。 / The demo region is removed.")

    def _accounts(self) -> None:
        self.stdout.write(f"お試しのサインイン（パスワードはどれも {PASSWORD}） / demo sign-ins, one password:")
        for roles, name, mail in accounts(Written(timezone.localdate()).rows("region", "people")):
            self.stdout.write(f"  {mail:<44} {name}　{roles}")
