"""The API: other programs read what is public, and act for an organisation with its token.

Words: a *token* lets a program act for one organisation, within its *scopes* and within what its creator may; a
*problem* is every answer that is not what was asked for (RFC 9457); a *cursor* names the next page of a list.

A room says what it offers in its `api.py`, which is imported at start-up:

    from yui.kernel.api.offering import Page, Paging, page_of, register_router

    router = Router(tags=["needs"])
    register_router("/needs", router)

    @router.get("", response=Page[NeedOut])
    def list_needs(request: HttpRequest, paging: Query[Paging]) -> Page[NeedOut]:
        return page_of(request, Need.published.all(), paging, order=("-published_at", "-id"), show=NeedOut.of)

Every operation may also answer with a problem; the document says so by itself. `demand(request, Permission.X)` refuses
callers without a right; actions demand theirs themselves: pass `by=actor_of(request)`.
"""
