"""Calls between Coach and the library's own process: one pickled tuple after its length, over a pipe to our own child.

A call is `(number, method, arguments)`, its reply `(number, True, result)` or `(number, False, (what, remedy))`. Pickle
is safe here because both ends are this program; nothing that a person or a file says is ever unpickled.
"""

from __future__ import annotations

import io
import pickle
import struct
from types import MappingProxyType
from typing import Any, BinaryIO, Final

_LENGTH: Final = struct.Struct(">Q")


def _read_only(plain: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(plain)


class _Pickler(pickle.Pickler):
    """Also pickles the read-only mappings of cards."""

    def reducer_override(self, found: Any) -> Any:
        """Rebuild a read-only mapping from a plain one; leave everything else to pickle."""
        return (_read_only, (dict(found),)) if isinstance(found, MappingProxyType) else NotImplemented


def send(file: BinaryIO, message: tuple[Any, ...]) -> None:
    """Write one message. Raises OSError or ValueError when the other end is gone or the pipe is closed."""
    packed = io.BytesIO()
    _Pickler(packed, protocol=pickle.HIGHEST_PROTOCOL).dump(message)
    body = packed.getbuffer()
    file.write(_LENGTH.pack(len(body)))
    file.write(body)
    file.flush()


def receive(file: BinaryIO) -> tuple[Any, ...]:
    """Wait for one message and return it. Raises EOFError when the other end is gone."""
    (length,) = _LENGTH.unpack(_exactly(file, _LENGTH.size))
    message = pickle.loads(_exactly(file, length))  # noqa: S301 - from our own child or parent
    if not isinstance(message, tuple):
        raise EOFError("the other end does not speak this language")
    return message


def _exactly(file: BinaryIO, count: int) -> bytes:
    found = file.read(count)
    if len(found) < count:
        raise EOFError("the other end is gone")
    return found
