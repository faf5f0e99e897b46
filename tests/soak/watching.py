"""The processes of the server under test: what they weigh, and the end of some of them."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

_NURSERY: Final = b"cislex.nursery"
_NURSERY_SHARE: Final = 0.1
_BETWEEN_KILLS: Final = (4.0, 12.0)
_MIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Member:
    """One process: "server", "nursery" or "worker"."""

    process_id: int
    role: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One look at all processes: MiB of resident and of proportional memory, open files."""

    when: float
    processes: dict[str, int]
    resident: dict[str, float]
    proportional: dict[str, float]
    files: int

    def as_json(self) -> dict[str, Any]:
        """The form in the record."""
        return asdict(self)


def family(root: int) -> list[Member]:
    """The process and all that come from it."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            with contextlib.suppress(OSError, IndexError, ValueError):
                # The name, in brackets, may hold anything.
                fields = (path / "stat").read_text("utf-8", "replace").rsplit(")", 1)[1].split()
                children.setdefault(int(fields[1]), []).append(int(path.name))
    found, waiting = [], [(root, "server")]
    while waiting:
        process, role = waiting.pop()
        found.append(Member(process, role))
        for child in children.get(process, []):
            waiting.append((child, _role(child, role)))
    return found


def _role(process: int, parent: str) -> str:
    if parent in ("nursery", "worker"):
        return "worker"
    try:
        is_nursery = _NURSERY in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        is_nursery = False
    return "nursery" if is_nursery else "server"


def look(root: int, when: float) -> Sample:
    """Weigh them all."""
    processes: dict[str, int] = {}
    resident: dict[str, float] = {}
    proportional: dict[str, float] = {}
    files = 0
    for member in family(root):
        folder = Path(f"/proc/{member.process_id}")
        with contextlib.suppress(OSError, ValueError, KeyError):
            lines = (folder / "smaps_rollup").read_text().splitlines()[1:]
            sizes = {line.split(":")[0]: int(line.split()[1]) / _MIB for line in lines}
            role = member.role
            processes[role] = processes.get(role, 0) + 1
            resident[role] = resident.get(role, 0.0) + sizes["Rss"]
            proportional[role] = proportional.get(role, 0.0) + sizes["Pss"]
            if role != "worker":
                files += sum(1 for _ in (folder / "fd").iterdir())
    return Sample(when, processes, resident, proportional, files)


class Killer:
    """Ends workers, and now and then a nursery, at random; nothing but what is `root`'s."""

    def __init__(self, root: int, seed: int) -> None:
        self._root = root
        self._random = random.Random(seed)
        self.killed = {"worker": 0, "nursery": 0}

    def run(self, stop: threading.Event) -> None:
        """Kill until told to stop."""
        while not stop.wait(self._random.uniform(*_BETWEEN_KILLS)):
            role = "nursery" if self._random.random() < _NURSERY_SHARE else "worker"
            found = [one for one in family(self._root) if one.role == role]
            if found and self._kill(self._random.choice(found)):
                self.killed[role] += 1

    def _kill(self, member: Member) -> bool:
        """Through a handle, so that a number that came to another process hits nobody."""
        try:
            handle = os.pidfd_open(member.process_id)
        except OSError:
            return False
        try:
            if member not in family(self._root):
                return False
            signal.pidfd_send_signal(handle, signal.SIGKILL)
        except OSError:
            return False
        finally:
            os.close(handle)
        return True
