"""Runs the app on a socket: the server that `cislex serve` starts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from cislex import releases
from cislex.errors import SettingError
from cislex.settings import Settings
from cislex.web import create_app
from cislex.web.serving import Snapshots

_STACK: Final = 256 * 1024 * 1024
"""Stack of a thread in bytes: the engine recurses, and with 8 MiB a query of 5 kB ends it."""


class _Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60  # seconds that an idle connection keeps its thread


def bind(settings: Settings, snapshots: Snapshots | None = None) -> BaseWSGIServer:
    """A server that listens but does not answer yet; port 0 takes a free port.

    Raises:
        SettingError: the address cannot be listened on.
    """
    threading.stack_size(_STACK)
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
    release = releases.current(settings.store)
    server = bind(settings)
    host = f"[{server.host}]" if ":" in server.host else server.host
    announce(f"Release {release.identifier} is served on http://{host}:{server.port}")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        announce("Stopped")
    finally:
        server.server_close()
