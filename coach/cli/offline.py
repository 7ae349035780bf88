"""Cutting this process off from the network, and counting what tries to get out all the same.

Two nets: where the kernel allows it (Linux), the process moves into a network namespace with no interface at all, so
that compiled code cannot connect either; and an audit hook stops and counts every attempt that Python makes.
"""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

_NEW_USER: Final = 0x10000000
_NEW_NET: Final = 0x40000000
_WATCHED: Final = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto")


@dataclass(slots=True)
class Guard:
    """`kernel` says that the kernel itself has cut the network; `attempts` names every try, in order."""

    kernel: bool = False
    attempts: list[str] = field(default_factory=list)

    def watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Stop and note one network event of Python; sockets within this computer's files are let through."""
        if event not in _WATCHED or (event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], (str, bytes))):
            return
        where = arguments[1] if event in ("socket.connect", "socket.sendto") else arguments[0]
        self.attempts.append(f"{event} {where}")
        raise ConnectionRefusedError(f"the network is blocked: {event} {where}")


def block_network() -> Guard:
    """Cut this process and its children off from the network for good, and return what counts the attempts."""
    guard = Guard(kernel=_leave_the_network())
    sys.addaudithook(guard.watch)
    return guard


def _leave_the_network() -> bool:
    """Move into an empty network namespace; False where the kernel has none or does not allow it."""
    if not sys.platform.startswith("linux"):
        return False
    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NET) == 0:
        return True
    if libc.unshare(_NEW_USER | _NEW_NET) != 0:
        return False
    try:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    except OSError:
        return os.access(".", os.R_OK)
    return True
