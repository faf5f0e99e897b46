"""The walls around a query worker: no network, little memory, no way to outlive its parent.

Everything here is undone only by the end of the process. What an operating
system does not offer is left out, and the answer says so.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import resource
import signal
import struct
from pathlib import Path
from typing import Any, Final

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_DIE_WITH_PARENT, _DUMPABLE, _SECCOMP, _NO_NEW_PRIVILEGES = 1, 4, 22, 38
_FILTER = 2
_SOCKET: Final = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Machine → the kernel's name for it, and the number of its call `socket`."""


def leave_network() -> str:
    """Give this process, and those that it forks, no network; needs a single thread.

    Answers what did it: "namespace" (a network of its own without any interface),
    "seccomp" (no socket can be opened), or "" where the system allows neither.
    """
    for flags in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK):
        if _call("unshare", flags):
            return "namespace"
    return "seccomp" if _refuse_sockets() else ""


def confine(memory_bytes: int, parent: int, opens_files: bool) -> None:
    """Confine this process, the child of `parent`, for good.

    It may map `memory_bytes` more than now, is killed when its parent ends, is the first
    to go when the machine's memory runs out, and leaves no core dump. Unless it
    `opens_files`, it can open no file and no socket any more.
    """
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    with contextlib.suppress(OSError):
        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        ceiling = mapped + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Where cores go to a program, the limit above is not asked.
    _call("prctl", _DUMPABLE, 0, 0, 0, 0)
    if not opens_files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    _call("prctl", _DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended just before
        os._exit(0)


class _Program(ctypes.Structure):
    """A socket filter program of the kernel: struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def _refuse_sockets() -> bool:
    """Let the kernel answer EACCES to whoever opens a socket (seccomp, classic BPF)."""
    known = _SOCKET.get(platform.machine())
    if known is None:
        return False
    machine, call = known
    load, jump_if_equal, answer = 0x20, 0x15, 0x06
    steps = (
        (load, 0, 0, 4),
        (jump_if_equal, 0, 3, machine),
        (load, 0, 0, 0),
        (jump_if_equal, 0, 1, call),
        (answer, 0, 0, 0x00050000 | errno.EACCES),
        (answer, 0, 0, 0x7FFF0000),
    )
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = _Program(len(steps), code)
    return _call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0) and _call(
        "prctl", _SECCOMP, _FILTER, ctypes.byref(program), 0, 0
    )


def _call(name: str, *arguments: Any) -> bool:
    """Whether the C library has this function, and it did its work."""
    function = getattr(ctypes.CDLL(None), name, None)
    wide = (ctypes.c_ulong(one) if isinstance(one, int) else one for one in arguments)
    return function is not None and function(*wide) == 0
