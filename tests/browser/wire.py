"""A wire between browser and server that can be cut, and one that loses answers on the way."""

from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Wire:
    """A port of its own in front of a server: `cut` and `mend` it; `losing` swallows answers."""

    def __init__(self, address: str) -> None:
        self.far = (urlsplit(address).hostname, urlsplit(address).port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.is_cut = self.losing = False
        self.open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Nobody answers any more, and what was open is closed."""
        self.is_cut = True
        for each in list(self.open):
            self._close(each)

    def mend(self) -> None:
        self.is_cut = self.losing = False

    def close(self) -> None:
        self.cut()
        self.listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            if self.is_cut:
                near.close()
                continue
            try:
                far = socket.create_connection(self.far)
            except OSError:
                near.close()
                continue
            self.open |= {near, far}
            for here, there, is_answer in ((near, far, False), (far, near, True)):
                threading.Thread(
                    target=self._carry, args=(here, there, is_answer), daemon=True
                ).start()

    def _carry(self, here: socket.socket, there: socket.socket, is_answer: bool) -> None:  # noqa: FBT001
        with contextlib.suppress(OSError):
            while data := here.recv(65536):
                if is_answer and self.losing:
                    self.cut()
                    return
                there.sendall(data)
        self._close(here)
        self._close(there)

    def _close(self, end: socket.socket) -> None:
        self.open.discard(end)
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
