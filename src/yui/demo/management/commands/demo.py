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
from yui.solving.finding.jobs import reindex, reindex_words


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
        if Organisation.published.filter(demo=True).exists():
            raise CommandError("お試しの地域は、もう入っています。 / The demo region is here already.")
        began = time.monotonic()
        with transaction.atomic():
            for step in everything.load(today=timezone.localdate()):
                self.stdout.write(f"  {step}（{time.monotonic() - began:.1f}秒）")
        reindex_words()
        reindex.enqueue()
        self.stdout.write("お試しの地域が入りました。 / The demo region is loaded.")

    def _remove(self) -> None:
        count = removing.remove()
        reindex_words()
        self.stdout.write(f"お試しの地域（{count}団体）を取り除きました。 / The demo region is removed.")

    def _accounts(self) -> None:
        self.stdout.write(f"お試しのサインイン（パスワードはどれも {PASSWORD}） / demo sign-ins, one password:")
        for roles, name, mail in accounts(Written(timezone.localdate()).rows("region", "people")):
            self.stdout.write(f"  {mail:<44} {name}　{roles}")
