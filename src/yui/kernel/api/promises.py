"""What the document promises of each operation, as far as it is asked before the operation itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yui.kernel.api.problems import problem

JSON = "application/json"


@dataclass(frozen=True)
class Promise:
    """What one operation takes."""

    parameters: frozenset[str]
    takes_json: bool

    def refuse(self, request: HttpRequest) -> HttpResponse | None:
        """The problem with a request that asks for something the document does not know; None where there is none.

        A filter with a slip of the pen would otherwise be passed over, and the whole list taken for the part.
        """
        if (
            self.takes_json
            and request.content_type != JSON
            and request.META.get("CONTENT_LENGTH") not in {None, "", "0"}
        ):
            return problem(415)
        unknown = sorted(set(request.GET) - self.parameters)
        if not unknown:
            return None
        known = "、".join(sorted(self.parameters)) or _("なし")
        detail = _("知らない名前です。使えるもの：%(known)s") % {"known": known}
        faults = [{"field": f"query.{name[:100]}", "detail": detail} for name in unknown[:20]]
        return problem(422, code="unknown-parameter", errors=faults)


def promises_of(document: Mapping[str, Any], prefix: str) -> dict[str, dict[str, Promise]]:
    """By route below `prefix`, as Django writes it, and by method: what each operation takes."""
    return {
        path.removeprefix(prefix).replace("{", "<").replace("}", ">"): {
            method.upper(): _promise(operation) for method, operation in methods.items()
        }
        for path, methods in document["paths"].items()
    }


def _promise(operation: Mapping[str, Any]) -> Promise:
    names = [one["name"] for one in operation.get("parameters", []) if one["in"] == "query"]
    return Promise(frozenset(names), "requestBody" in operation)
