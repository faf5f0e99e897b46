"""Servers as processes of their own, on a free port of this machine; only they are ever ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.error import HTTPError
from urllib.request import urlopen

CISLEX: Final = (sys.executable, "-m", "cislex.cli")
"""The command line of this checkout."""
START_SECONDS: Final = 300.0
_STOP_SECONDS: Final = 20.0


class Program:
    """A server that we started, with the environment of this process but no setting of cislex."""

    def __init__(
        self,
        command: Sequence[str | Path],
        log: Path,
        is_ready: Callable[[], bool],
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start it and wait until it is ready.

        Raises:
            RuntimeError: it ended, or is not ready in time; with the end of its log.
        """
        self._command = [str(part) for part in command]
        self._log, self._is_ready = log, is_ready
        clean = {one: text for one, text in os.environ.items() if not one.startswith("CISLEX_")}
        self._environment = {**clean, **(environment or {})}
        self._start()

    @property
    def process_id(self) -> int:
        """The process that was started; it may have children."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def restart(self) -> None:
        """End it and start it again."""
        self.close()
        self._start()

    def close(self) -> None:
        """End it: politely, then by force."""
        if self.is_running:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._process.wait()

    def _start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._environment,
                cwd=self._log.parent,
            )
        try:
            self._wait()
        except BaseException:
            self.close()
            raise

    def _wait(self) -> None:
        end = time.monotonic() + START_SECONDS
        while self.is_running and time.monotonic() < end:
            if self._is_ready():
                return
            time.sleep(0.1)
        said = self._log.read_text("utf-8", "replace")[-2000:]
        raise RuntimeError(f"{self._command[0]} does not answer:\n{said}")


def cislex(port: int, log: Path, *options: str | Path, **settings: object) -> Program:
    """Our server as people start it: `cislex serve --port PORT …`."""
    environment = {f"CISLEX_{name.upper()}": str(value) for name, value in settings.items()}
    command = (*CISLEX, "serve", "--port", str(port), *options)
    return Program(command, log, lambda: is_healthy(port), environment)


def is_healthy(port: int) -> bool:
    """Whether `/health` says that it can answer."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
            return bool(answer.status == 200)
    except (HTTPError, OSError):
        return False


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
