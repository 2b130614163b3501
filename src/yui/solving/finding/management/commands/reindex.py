"""`yui manage reindex`: make the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from yui.solving.finding.jobs import reindex
from yui.solving.finding.opening import index


class Command(BaseCommand):
    """Make the search index anew."""

    help = "検索の索引を作り直します。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it here and now, and say how many records it holds."""
        reindex()
        self.stdout.write(f"{len(index()):,}件を索引に入れました。")
