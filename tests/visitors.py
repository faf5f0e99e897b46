"""Fixtures of the browser tests: a real server over the real release, and Debian's Chromium.

What a page does while it is looked at is written down: errors on the console, breaches of
its Content-Security-Policy, requests to other hosts.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser

from cislex.settings import Settings
from cislex.web.running import bind

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "var" / "screenshots"
_RUN_AXE = "axe.run(document, {resultTypes: ['violations']})"
_SETTLED_MILLISECONDS = 2000
AXE = ROOT / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
WIDE = 1440
_TALLEST = 4000
_ALLOWED_ERRORS = re.compile(r"the server responded with a status of (4\d\d|503)")
"""What Chromium says of a page whose status is that of an error."""


@dataclass
class Visitor:
    """One tab of a browser, and what went wrong in it."""

    page: Any
    address: str
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("request", self._asked)

    def go(self, path: str) -> Any:
        """Open a page of the site."""
        return self.page.goto(self.address + path)

    def overflow(self, width: int) -> int:
        """By how many pixels the page is wider than a window of this width."""
        self.page.set_viewport_size({"width": width, "height": 900})
        measured = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(measured))

    def picture(self, name: str) -> None:
        """Keep a picture of the page for people to look at."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        height = self.page.evaluate("document.documentElement.scrollHeight")
        size = {**self.page.viewport_size, "height": min(int(height), _TALLEST)}
        self.page.set_viewport_size(size)
        self.page.screenshot(path=PICTURES / f"{name}.jpeg", type="jpeg", quality=70)

    def barriers(self) -> list[str]:
        """What axe-core finds wrong with the page: the rule and the elements."""
        self.page.evaluate(_axe())
        found = self.page.evaluate(_RUN_AXE)
        if found["violations"]:
            # What is wrong only while the page is being drawn is no barrier.
            self.page.wait_for_timeout(_SETTLED_MILLISECONDS)
            found = self.page.evaluate(_RUN_AXE)
        return [
            f"{one['id']}: {one['help']}: {json.dumps([node['html'] for node in one['nodes']][:3])}"
            for one in found["violations"]
        ]

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning") and not _ALLOWED_ERRORS.search(message.text):
            self.troubles.append(f"console: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.troubles.append(f"foreign request: {request.url}")


Visit = Callable[..., Any]


@pytest.fixture(scope="session")
def site_address(store: Path) -> Iterator[str]:
    """The address of a real server over the release of this checkout."""
    server = bind(Settings(store=store, port=0))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visit(browser: Browser, site_address: str) -> Visit:
    """A new visitor: `with visit(language=…, scheme=…, width=…, script=…) as visitor`.

    At the end nothing may have gone wrong in the tab.
    """

    @contextmanager
    def visiting(
        language: str = "en",
        scheme: Literal["light", "dark"] = "light",
        width: int = WIDE,
        script: bool = True,
    ) -> Iterator[Visitor]:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale=language,
            java_script_enabled=script,
            accept_downloads=True,
        )
        context.set_default_timeout(30_000)
        try:
            visitor = Visitor(context.new_page(), site_address)
            yield visitor
            assert not visitor.troubles
        finally:
            context.close()

    return visiting


def _axe() -> str:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make axe")
    return AXE.read_text("utf-8")
