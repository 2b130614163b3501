from __future__ import annotations

import hashlib
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.kernel.files import making
from yui.kernel.files import drop, jobs
from yui.kernel.files.jobs import PATIENCE, remove_if_orphaned, sweep_contents
from yui.kernel.files.models import Content
from yui.kernel.files.store import the_store
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def a_day_later(monkeypatch):
    """Runs the sweep as a worker would, after its patience has ended."""

    def sweep() -> None:
        now = timezone.now() + PATIENCE + timedelta(minutes=1)
        monkeypatch.setattr(jobs.timezone, "now", lambda: now)
        sweep_contents.enqueue()
        run_pending(at=now)

    return sweep


def drop_for(organisation, file) -> None:
    with acting_for(organisation):
        drop(file=file)


def test_a_content_that_nobody_holds_is_gone_a_day_later(town, kept, a_day_later):
    file = kept(town, making.PDF)
    drop_for(town, file)
    sweep_contents()
    assert the_store().has(file.sha256)

    a_day_later()

    assert not the_store().has(file.sha256)
    assert not Content.objects.exists()


def test_a_content_that_another_organisation_holds_stays(town, neighbour, kept, a_day_later):
    ours, theirs = kept(town, making.PDF), kept(neighbour, making.PDF)
    drop_for(town, ours)
    Content.objects.update(let_go_at=timezone.now())

    a_day_later()

    assert the_store().has(theirs.sha256)
    assert Content.objects.get().let_go_at is None


def test_a_content_that_is_kept_again_stays(town, kept, a_day_later):
    drop_for(town, kept(town, making.PDF))
    again = kept(town, making.PDF)

    a_day_later()

    assert the_store().has(again.sha256)


def test_bytes_whose_transaction_never_ended_are_gone_a_day_later(a_day_later):
    key = hashlib.sha256(b"stray").hexdigest()
    the_store().put(key, io.BytesIO(b"stray"))

    a_day_later()

    assert not the_store().has(key)


def test_a_content_swept_away_just_before_it_is_sent_again_is_stored_anew(town, kept):
    file = kept(town, making.PDF)
    drop_for(town, file)
    assert remove_if_orphaned(file.sha256)

    again = kept(town, making.PDF)

    assert the_store().has(again.sha256)


def test_nobody_removes_what_is_held(town, kept):
    file = kept(town, making.PDF)

    assert not remove_if_orphaned(file.sha256)
    assert the_store().has(file.sha256)
    assert Content.objects.count() == 1
