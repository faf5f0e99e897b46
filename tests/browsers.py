"""Tabs of a real browser, that notice whatever goes wrong in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

QUIET = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)

# Milliseconds: long, since a machine that has other work is no fault of a page.
PATIENCE = 45_000
expect.set_options(timeout=PATIENCE)


class Tab:
    """A page in a browser that knows no one, and everything that went wrong in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.faults: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"uncaught: {error}"))
        page.on("request", self._asked)

    def open(self, path: str) -> Page:
        """Go to a path of the server."""
        self.page.goto(self.address + path)
        return self.page

    def _said(self, message: ConsoleMessage) -> None:
        # Violations of the Content-Security-Policy are told here too.
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address + "/", "data:", "blob:")):
            self.faults.append(f"request to {request.url}")


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Tab]:
    """A tab with a profile of its own; whatever went wrong in it fails the test."""
    with browser.new_context(**options) as context:
        context.set_default_timeout(PATIENCE)
        tab = Tab(context.new_page(), address)
        yield tab
        assert tab.faults == []
