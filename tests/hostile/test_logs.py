"""What people typed does not stand in the log, however it got there."""

from __future__ import annotations

import io
import logging
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from tests import factories as make
from yui.kernel.identity.models import Person

MAIL, PHONE = "hanako.yamada@example.jp", "090-1234-5678"


@pytest.fixture
def log() -> Any:
    """A logger that writes as the product's handlers do, and what it has written."""
    told = dict(settings.LOGGING["formatters"]["line"])
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(import_string(told.pop("()"))(told["format"], style=told["style"]))
    logger = logging.getLogger("tests.hostile.log")
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, handler.stream.getvalue
    logger.removeHandler(handler)


def test_every_handler_of_the_product_masks() -> None:
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"line"}
    assert settings.LOGGING["root"]["handlers"] == ["console"]


def test_a_mail_address_and_a_telephone_number_in_a_line_are_masked(log: Any) -> None:
    logger, written = log

    logger.warning("a letter to %s did not arrive, call %s", MAIL, PHONE)

    assert "a letter to ［メール］ did not arrive, call ［電話］" in written()


@pytest.mark.django_db
def test_a_row_that_the_database_quotes_is_masked(log: Any) -> None:
    logger, written = log
    make.person(MAIL, name=f"山田 花子 {PHONE}")

    try:
        with transaction.atomic():
            Person.objects.create(email=MAIL, name="また")
    except IntegrityError as error:
        logger.exception("not kept: %s", f"{error} ({MAIL})")
    try:
        raise ValueError(f"{MAIL} {PHONE}")
    except ValueError:
        logger.exception("failed")

    assert "Traceback" in written()
    assert "［メール］ ［電話］" in written()
    assert MAIL not in written()
    assert PHONE not in written()


def test_nothing_typed_begins_a_line_of_its_own_or_speaks_to_a_terminal(log: Any) -> None:
    logger, written = log

    logger.warning("not found: %s", "/x\n2026-11-23 INFO yui all is well\x1b[2J\u202e")

    assert len(written().splitlines()) == 1
    assert written().isprintable() or written().strip("\n").isprintable()
