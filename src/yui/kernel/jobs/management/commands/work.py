"""`work`: run jobs until told to stop."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from yui.kernel.jobs.running import LEASE
from yui.kernel.jobs.worker import JobWorker


class Command(BaseCommand):
    """Runs in the foreground; whatever supervises it starts it again when it falls."""

    requires_system_checks = ()  # these look at pages and forms too; the server that starts beside has done so
    help = "待っているジョブを実行します。SIGTERM を受けると、実行中のジョブを終えてから止まります。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="待っているジョブを実行し終えたら止まります")
        parser.add_argument(
            "--lease", type=float, default=LEASE.total_seconds(), help="ジョブを預かる秒数（既定は60秒）"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        worker = JobWorker(lease=timedelta(seconds=options["lease"]))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        count = worker.run_due() if options["once"] else worker.run()
        self.stdout.write(f"{count} 件のジョブを実行しました。")
