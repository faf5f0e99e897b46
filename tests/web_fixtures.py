"""Fixtures of the doors: a toy release, the app over it, a real server on a loopback port."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cislex.web import create_app
from cislex.web.running import bind
from web_toy import WORLD, publish, settings, with_toy_questions


@pytest.fixture(scope="session")
def toy_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the toy release."""
    root = tmp_path_factory.mktemp("toy")
    publish(root)
    return root


@pytest.fixture(scope="session")
def web_app(toy_root: Path) -> Flask:
    """The app over the toy release."""
    return with_toy_questions(create_app(settings(toy_root)))


class _Client(FlaskClient):
    """A client that reads every answer to its end and closes it, as a server does."""

    def open(self, *args: Any, **names: Any) -> Any:
        return super().open(*args, **{"buffered": True, **names})


@pytest.fixture
def web(web_app: Flask) -> FlaskClient:
    """A client of the app, without sockets."""
    return _Client(web_app, use_cookies=False)


@pytest.fixture(scope="session")
def world_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The app over the toy release that also has days, records, roles, bodies and laws."""
    root = tmp_path_factory.mktemp("world")
    publish(root, WORLD)
    return with_toy_questions(create_app(settings(root)))


@pytest.fixture
def world(world_app: Flask) -> FlaskClient:
    """A client of that app, without sockets."""
    return _Client(world_app, use_cookies=False)


@pytest.fixture(scope="session")
def live(toy_root: Path) -> Iterator[str]:
    """The address of a real server over the toy release."""
    server = bind(settings(toy_root))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
