"""Runs the app on a socket: the server that `cislex serve` starts."""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from cislex.errors import SettingError
from cislex.settings import Settings
from cislex.web import create_app
from cislex.web.serving import Releases, Snapshots


class _Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60  # seconds that an idle connection keeps its thread


def bind(settings: Settings, snapshots: Snapshots | None = None) -> BaseWSGIServer:
    """A server that listens but does not answer yet; port 0 takes a free port.

    Raises:
        SettingError: the address cannot be listened on.
    """
    app = create_app(settings, snapshots)
    try:
        return make_server(
            settings.host, settings.port, app, threaded=True, request_handler=_Handler
        )
    except (OSError, SystemExit) as error:
        raise SettingError(
            f"{settings.host}:{settings.port} cannot be listened on: "
            "another server may run there; choose another --port"
        ) from error


def serve(settings: Settings, announce: Callable[[str], object] = print) -> None:
    """Serve until interrupted; `announce` hears the address.

    Raises:
        ReleaseError: there is no release to serve.
        SettingError: the address cannot be listened on.
    """
    served = Releases(settings)
    server = bind(settings, served)
    host = f"[{server.host}]" if ":" in server.host else server.host
    try:
        release = served.current().identifier
        announce(f"Release {release} is served on http://{host}:{server.port}")
        server.serve_forever()
    except KeyboardInterrupt:
        announce("Stopped")
    finally:
        server.server_close()
        served.close()
