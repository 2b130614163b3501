from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.kernel.files import making
from tests.kernel.files.conftest import AT
from yui.kernel.files import drop, keep, open_content, stage
from yui.kernel.files.kinds import FileKind
from yui.kernel.files.models import Content, File, Quarantine
from yui.kernel.files.purposes import ATTACHMENT
from yui.kernel.files.refusals import FileRefused
from yui.kernel.files.store import the_store
from yui.kernel.tenancy import acting_for

MACROS = making.zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/vbaProject.bin": b"x"})


def bytes_of(file: File) -> bytes:
    with open_content(file) as content:
        return content.read()


def test_a_kept_file_is_what_was_sent(town, kept):
    file = kept(town, making.PDF, "../回覧板\u202e.PDF")

    assert bytes_of(file) == making.PDF
    assert (file.owner_id, file.kind, file.size, file.kept_at) == (town.pk, FileKind.PDF, len(making.PDF), AT)
    assert (file.name, file.name_as_typed) == ("回覧板.pdf", "../回覧板\u202e.PDF")
    assert not file.quarantined


def test_a_name_that_no_database_can_hold_is_kept_readable(town, kept):
    file = kept(town, making.PDF, "\ud800台帳\0.pdf")

    with acting_for(town):
        file.refresh_from_db()
    assert (file.name, file.name_as_typed) == ("台帳.pdf", "\\ud800台帳\\x00.pdf")


def test_of_a_refused_file_nothing_is_kept(town, kept):
    with pytest.raises(FileRefused):
        kept(town, making.EXE)

    with acting_for(town):
        assert not File.objects.exists()
    assert not Content.objects.exists()
    assert list(the_store().every()) == []


def test_a_large_upload_is_looked_into_before_its_transaction(town, actor, django_assert_max_num_queries):
    with stage(making.upload(making.PDF, "a.pdf"), purpose=ATTACHMENT) as staged:
        assert not Content.objects.exists()

        file = keep(staged, purpose=ATTACHMENT, by=actor(town), at=AT)

    assert bytes_of(file) == making.PDF


def test_the_same_bytes_are_stored_once_and_held_twice(town, neighbour, kept):
    ours, theirs = kept(town, making.PDF, "計画.pdf"), kept(neighbour, making.PDF, "plan.pdf")

    assert ours.sha256 == theirs.sha256
    assert ours.ref != theirs.ref
    assert len(list(the_store().every())) == 1


def test_nobody_learns_that_another_has_the_same_file(town, neighbour, kept):
    theirs = kept(neighbour, making.PDF, "plan.pdf")
    ours = kept(town, making.PDF, "計画.pdf")

    with acting_for(town):
        assert list(File.visible.all()) == [ours]
        with pytest.raises(File.DoesNotExist):
            File.visible.by_ref(theirs.ref)


def test_one_organisation_giving_up_a_file_does_not_take_it_from_another(town, neighbour, kept):
    ours, theirs = kept(town, making.PDF), kept(neighbour, making.PDF)

    with acting_for(town):
        drop(file=ours)

    assert bytes_of(theirs) == making.PDF


def test_a_published_file_is_for_everybody_until_it_is_withdrawn(town, neighbour, kept):
    file = kept(town, making.PDF)
    with acting_for(town):
        file.publish(at=AT)
    with acting_for(neighbour):
        assert File.published.by_ref(file.ref) == file

    with acting_for(town):
        file.withdraw()

    with acting_for(neighbour):
        assert not File.visible.exists()


def test_a_file_with_a_program_goes_into_quarantine(town, neighbour, kept):
    file = kept(town, MACROS, "集計.xlsm")

    assert (file.quarantined, file.quarantine, file.name) == (True, Quarantine.MACROS, "集計.xlsx")
    with acting_for(town):
        assert list(File.objects.in_quarantine()) == [file]
        file.publish(at=AT)
    with acting_for(neighbour):
        assert not File.published.exists()


def test_a_guest_sends_files_to_the_organisation_turned_to(town):
    from yui.kernel.access import Actor

    file = keep(making.upload(making.JPEG, "道.jpg"), purpose=ATTACHMENT, by=Actor.guest(of=town), at=AT)

    assert file.owner_id == town.pk


def test_the_database_itself_refuses_a_quarantine_without_reason(town, kept):
    file = kept(town, making.PDF)
    file.quarantined_at = AT

    with acting_for(town), pytest.raises(IntegrityError), transaction.atomic():
        file.save()


def test_the_database_itself_refuses_an_empty_content(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Content.objects.create(sha256="0" * 64, size=0, stored_at=AT)


def test_a_content_that_is_held_cannot_be_deleted(town, kept):
    kept(town, making.PDF)

    with pytest.raises(IntegrityError), transaction.atomic(), acting_for(town):
        Content.objects.get().delete()
