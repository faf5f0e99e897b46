"""Where requests come in: those of programs go straight to the endpoint, the others to the pages.

Flask takes 0.12 ms for a view that does nothing, more than most queries need. What wants
pages is asked in a header, so that both ways stay one address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from cislex.web import endpoint, errors, graphs, protocol
from cislex.web.replies import Reply, Wish
from cislex.web.serving import Site, Snapshot

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

View = Callable[[Site, Snapshot, dict[str, Any]], object]

_VIEWS: Final[Mapping[str, View]] = {"/sparql": endpoint.answer, "/graphs": graphs.answer}


class Door:
    """A WSGI application before another one."""

    def __init__(self, site: Site, pages: WSGIApplication) -> None:
        self._site, self._pages = site, pages

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        view = _VIEWS.get(environ.get("PATH_INFO", ""))
        if view is None or protocol.names_page(environ.get("HTTP_ACCEPT", "")):
            return self._pages(environ, start_response)
        reply = self._reply(view, environ)
        start_response(reply.status_line, list(reply.headers))
        return reply.body

    def _reply(self, view: View, environ: WSGIEnvironment) -> Reply:
        try:
            found = view(self._site, self._site.snapshots.current(), environ)
            assert isinstance(found, Reply), "a page for somebody who did not ask for one"
            return found
        except Exception as error:
            return errors.reply_of(errors.fault_of(error), Wish.of(environ))
