"""A web server that puts off a job for each POST /<number>: `granian --interface wsgi …server:application`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import django

django.setup()

from django.db import transaction  # noqa: E402  models can be loaded only after the line above

from tests.kernel.jobs.killing.tasks import count_one, leave_a_trace, leave_a_trace_outside  # noqa: E402
from yui.kernel.jobs.ledger import once  # noqa: E402

EACH_TWENTIETH = 20


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    number = int(environ["PATH_INFO"].strip("/"))
    with transaction.atomic():
        if once(f"request {number}"):  # a client that got no answer asks again
            count_one("killed_requests", number)
            leave_a_trace.enqueue(number=number)
            if number % EACH_TWENTIETH == 0:
                leave_a_trace_outside.enqueue(number=number)
    start_response("204 No Content", [])
    return []
