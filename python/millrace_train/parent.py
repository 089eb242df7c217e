"""The process that started this one: what it is told, as lines of JSON, and what it asks for."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading

from millrace_stream import MillraceError


class Parent:
    """Listens to the parent from now on.

    `stop` on the standard input, or SIGTERM, asks for a checkpoint and an end; the end of the standard input means that
    the parent is gone, and ends this process at once. Other ranks share that input: one of them reads `stop`, and the
    training loop tells the others.
    """

    def __init__(self):
        self.stopping = False
        signal.signal(signal.SIGTERM, self._stop)
        # Ctrl-C reaches every process of a terminal; the parent decides what it means.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Thread(target=self._listen, daemon=True).start()

    def tell(self, what: str, **fields) -> None:
        """One line, written whole. Numbers that JSON lacks become null."""
        line = json.dumps(_finite({"millrace": what, **fields}), separators=(",", ":"))
        sys.stdout.flush()
        os.write(1, line.encode() + b"\n")

    def tell_error(self, error: MillraceError) -> None:
        found = {name: getattr(error, name) for name in ("code", "message", "kind", "at", "hint")}
        self.tell("failed", error={name: value for name, value in found.items() if value is not None})

    def _stop(self, *_) -> None:
        self.stopping = True

    def _listen(self) -> None:
        while True:
            heard = os.read(0, 64)
            if heard == b"":
                os._exit(1)
            if b"stop" in heard:
                self.stopping = True


def _finite(value):
    if isinstance(value, dict):
        return {name: _finite(each) for name, each in value.items()}
    if isinstance(value, float) and not (-float("inf") < value < float("inf")):
        return None
    return value
