"""The API keeps what its own document says: schemathesis asks it everything it can think of, every check on."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS, load_all_checks

from tests.contracts.region import Region
from yui.kernel.api.application import the_document as written
from yui.kernel.api.versions import etag_of
from yui.kernel.tenancy import acting_for
from yui.solving.casebook.models import Case
from yui.solving.needs.models import Need
from yui.solving.solutions.models import Service

pytestmark = pytest.mark.django_db
load_all_checks()
QUICK = settings(
    max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)  # fmt: skip


def the_document() -> Any:
    """The document as the server sends it, read without a server: no test has a database yet when it is collected."""
    loaded = schemathesis.openapi.from_dict(json.loads(json.dumps(written())))
    loaded.app, loaded.location = get_wsgi_application(), "/api/v1/openapi.json"
    checks = loaded.config.checks
    # Two answers to well-formed requests that the checks do not know: 412, another version; 422 where rules that no
    # schema can say refuse. That these come with a code of their own is asked below.
    checks.positive_data_acceptance.expected_statuses = [
        *checks.positive_data_acceptance.expected_statuses, "410", "412", "422",
    ]  # fmt: skip
    checks.negative_data_rejection.expected_statuses = [*checks.negative_data_rejection.expected_statuses, "412"]
    return loaded


schema = the_document()
without_coverage = the_document()
without_coverage.config.phases.coverage.enabled = False
PUBLIC, OWN_PATHS = r"^/api/v1/(?!own|me)", r"^/api/v1/(own|me)"


@pytest.mark.slow
@schema.include(path_regex=PUBLIC).parametrize()
@QUICK
def test_a_guest_gets_what_the_document_says(case: Any, region: Region) -> None:
    meet(case, region)
    asked(case)


@without_coverage.parametrize()
@settings(QUICK, max_examples=2)
def test_a_program_gets_at_first_sight_what_the_document_says(case: Any, region: Region) -> None:
    meet(case, region)
    asked(case, {"Authorization": f"Bearer {region.token_for(case.path)}"})


@without_coverage.include(path_regex=OWN_PATHS).parametrize()
@settings(QUICK, max_examples=3)
def test_a_guest_gets_nothing_that_needs_a_token(case: Any, region: Region) -> None:
    meet(case, region)
    assert asked(case).status_code in {400, 401, 405, 415, 422}


@pytest.mark.slow
@schema.parametrize()
@QUICK
def test_a_program_gets_what_the_document_says(case: Any, region: Region) -> None:
    meet(case, region)
    asked(case, {"Authorization": f"Bearer {region.token_for(case.path)}"})


def test_what_is_made_can_be_read_and_changed(region: Region) -> None:
    class Calls(schema.as_state_machine()):  # type: ignore[misc]
        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return {"headers": {"Authorization": f"Bearer {region.token_for(case.path)}"}}

        def before_call(self, case: Any) -> None:
            name_version(case, region)

        def validate_response(self, response: Any, case: Any, *_checks: Any, **sent: Any) -> None:
            case.validate_response(
                response, headers=sent.get("headers"), transport_kwargs=sent, recorder=getattr(self, "recorder", None)
            )

    with transaction.atomic():
        Calls.run(settings=settings(QUICK, max_examples=12, stateful_step_count=6, phases=[Phase.generate]))
        transaction.set_rollback(True)


def test_every_check_there_is_is_on() -> None:
    on = schema.config.checks

    assert all(getattr(on, name).enabled for name in CHECKS.get_all_names() if name != "max_response_time")


OWN = {"needs": Need, "services": Service, "cases": Case}


def name_version(case: Any, region: Region) -> None:
    """Let a call of the state machine name the version that its record has by now."""
    model = next((model for part, model in OWN.items() if case.path.startswith(f"/api/v1/own/{part}/")), None)
    if model is None or "If-Match" not in (case.headers or {}) or not case.meta.generation.mode.is_positive:
        return
    record = region.made(case.path, model, str((case.path_parameters or {}).get("ref", "")))
    if record is not None:
        case.headers["If-Match"] = etag_of(record)


def meet(case: Any, region: Region) -> None:
    """Let a well-formed request mean a record that is there, in the version it has."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    if (case.path_parameters or {}).get("ref") and (record := region.records.get(case.path)):
        case.path_parameters["ref"] = record.ref
        if "If-Match" in (case.headers or {}):
            with acting_for(record.owner_id):
                case.headers["If-Match"] = region.version(case.path)
    if isinstance(case.body, dict) and "indicator" in case.body:
        case.body["indicator"] = region.indicator_ref
    if (case.query or {}).get("need"):
        case.query["need"] = region.need_ref


def asked(case: Any, headers: dict[str, str] | None = None) -> Any:
    with transaction.atomic():  # every request meets the same region
        answer = case.call_and_validate(headers=headers)
        transaction.set_rollback(True)
    if case.meta is not None and case.meta.generation.mode.is_positive and answer.status_code == 422:
        assert answer.json()["code"] not in {"invalid-input", "unknown-parameter", "refused"}, answer.text
    return answer
