"""The region of markup, made once; every test leaves it as it was."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import TestCase, override_settings

from tests.hostile.crawl import Seen, Sheet, crawl
from tests.hostile.region import Region, built
from yui.solving.finding import opening


@pytest.fixture(scope="package")
def region(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Region]:
    """One region for the folder."""
    home: Path = tmp_path_factory.mktemp("home")
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # thousands of lines about what is asked on purpose
    with django_db_blocker.unblock(), override_settings(YUI_HOME=home):
        cache.clear()
        opening.index.cache_clear()
        begun: Any = TestCase._enter_atomics()  # type: ignore[attr-defined]  # what it opens, jobs may commit in
        made = built()
        for who in made.people:
            made.client(who)  # signed in before any test, whose changes are taken back
        yield made
        TestCase._rollback_atomics(begun)  # type: ignore[attr-defined]
    opening.index.cache_clear()
    logging.getLogger("django.request").setLevel(logging.NOTSET)


@pytest.fixture(scope="package")
def walked(region: Region, django_db_blocker: Any) -> tuple[list[Seen], list[Sheet]]:
    """What everybody saw on their way, and the forms they met."""
    with django_db_blocker.unblock():
        return crawl(region)


@pytest.fixture
def pages(walked: tuple[list[Seen], list[Sheet]]) -> list[Seen]:
    return walked[0]


@pytest.fixture
def sheets(walked: tuple[list[Seen], list[Sheet]]) -> list[Sheet]:
    return walked[1]
