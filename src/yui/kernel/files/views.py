"""The download of a file: always as an attachment, in a sandbox, as the kind that its bytes are."""

from __future__ import annotations

from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.views.decorators.http import require_safe

from yui.kernel.access import PUBLIC, page
from yui.kernel.files.keeping import open_content
from yui.kernel.files.links import read_pass
from yui.kernel.files.models import File
from yui.kernel.files.permissions import Permission
from yui.kernel.identity.acting import actor_of
from yui.kernel.tenancy import acting_for

_POLICY = "default-src 'none'; sandbox"


@require_safe
@page(PUBLIC)
def download(request: HttpRequest, ref: str, name: str) -> HttpResponse:
    """The bytes of a file that may be read here; 404 for everything else."""
    file = _readable_file(request, ref)
    tag = f'"{file.sha256}"'
    if tag in request.headers.get("If-None-Match", ""):
        answer: HttpResponse = HttpResponseNotModified()
    else:
        kind = file.kind.media_type
        stream = FileResponse(open_content(file), as_attachment=True, filename=file.name, content_type=kind)
        answer = cast(HttpResponse, stream)
    answer["ETag"] = tag
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = _POLICY
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-cache"  # asked again each time: a right may end, a quarantine begin
    return answer


def _readable_file(request: HttpRequest, ref: str) -> File:
    try:
        file = _by_pass(request, ref) or File.visible.by_ref(ref)
    except File.DoesNotExist as missing:
        raise Http404 from missing
    if file.quarantined and not _may_look_into_quarantine(request, file):
        raise Http404
    return file


def _by_pass(request: HttpRequest, ref: str) -> File | None:
    granted = read_pass(request.GET.get("pass", ""), at=timezone.now())
    if granted is None or granted.ref != ref:
        return None
    with acting_for(granted.owner_id):
        file: File = File.objects.by_ref(ref)
    return file


def _may_look_into_quarantine(request: HttpRequest, file: File) -> bool:
    return file.is_own() and actor_of(request).may(Permission.RELEASE_FILE)
