"""Cutting off the network for good, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys

CODE = """
import asyncio, json, socket, sys
from coach.cli.offline import block_network
guard = block_network()
tries = []
for attempt in (
    lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
    lambda: socket.getaddrinfo("example.org", 443),
    lambda: socket.socket().connect(("127.0.0.1", 9)),
):
    try:
        attempt()
        tries.append("through")
    except OSError as error:
        tries.append(type(error).__name__)
asyncio.run(asyncio.sleep(0))
print(json.dumps({"tries": tries, "attempts": guard.attempts, "kernel": guard.kernel}))
"""


def test_every_attempt_is_stopped_and_counted() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert found["tries"] == ["ConnectionRefusedError"] * 3
    assert len(found["attempts"]) == 3
    assert found["kernel"] in (True, False)
