from __future__ import annotations

import pytest

from tests.kernel.files import making
from tests.kernel.files.conftest import AT
from yui.kernel.access import NotPermitted
from yui.kernel.audit.models import Entry
from yui.kernel.files.actions import AlreadyInQuarantine, NotInQuarantine, release_file, set_file_aside
from yui.kernel.files.models import Quarantine
from yui.kernel.files.permissions import Permission
from yui.kernel.tenancy import acting_for


@pytest.fixture
def file(town, kept):
    return kept(town, making.PDF, "台帳.pdf")


def test_a_file_set_aside_is_shown_to_nobody_until_it_is_released(town, neighbour, file, actor):
    with acting_for(town):
        file.publish(at=AT)

    set_file_aside(file=file, by=actor(town, Permission.SET_FILE_ASIDE), at=AT)
    with acting_for(neighbour):
        assert not type(file).visible.exists()

    release_file(file=file, by=actor(town, Permission.RELEASE_FILE), at=AT)
    with acting_for(neighbour):
        assert type(file).visible.exists()


def test_both_are_written_down_without_the_name(town, file, actor):
    set_file_aside(file=file, by=actor(town, *Permission), at=AT)
    release_file(file=file, by=actor(town, *Permission), at=AT)

    with acting_for(town):
        entries = list(Entry.objects.of(file))
    assert [entry.code for entry in entries] == ["files.released", "files.set-aside"]
    assert entries[0].before == {"quarantine": Quarantine.REPORTED}
    assert "台帳" not in str([(entry.before, entry.after) for entry in entries])


def test_nobody_sets_aside_twice_or_releases_what_is_free(town, file, actor):
    by = actor(town, *Permission)
    with pytest.raises(NotInQuarantine):
        release_file(file=file, by=by, at=AT)
    set_file_aside(file=file, by=by, at=AT)
    with pytest.raises(AlreadyInQuarantine):
        set_file_aside(file=file, by=by, at=AT)


def test_releasing_is_for_those_who_answer_for_it(town, file, actor):
    by = actor(town, Permission.SET_FILE_ASIDE)
    set_file_aside(file=file, by=by, at=AT)

    with pytest.raises(NotPermitted):
        release_file(file=file, by=by, at=AT)

    assert file.quarantined
