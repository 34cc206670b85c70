"""Starting the HTTP server: the one place that knows uvicorn."""

from __future__ import annotations

import gc
import socket
import sys
from contextlib import suppress
from signal import SIGTERM, signal
from threading import current_thread, main_thread
from typing import Any, TextIO

import uvicorn

from mithaq.domain.errors import Refusal
from mithaq.ops.logging import configure

CONCURRENT = 200  # requests at once; more are told 503, so that nobody waits without end
TURN_SECONDS = 0.001
"""How long one thread may keep the interpreter while another waits. With Python's 5 ms, a request whose answer is ready
waits that long for every other that is being worked on."""

NEW_OBJECTS = 20_000
"""Objects made before the youngest are looked through for cycles. With Python's 700, that is once in every few requests."""


def serve_http(app: Any, host: str, port: int, log: TextIO | None = None) -> None:
    """Serve until interrupted or told to end. Lines go to `log`, by default standard error; no URL ever does.

    Raises Refusal ``serve.port``.
    """
    configure(log)
    _check_free(host, port)
    _settle()
    config = uvicorn.Config(
        app, host=host, port=port, loop="uvloop", http="httptools", access_log=False, log_config=None,
        server_header=False, limit_concurrency=CONCURRENT, timeout_graceful_shutdown=3,
    )  # fmt: skip
    if current_thread() is main_thread():  # elsewhere no signal arrives
        signal(SIGTERM, _ended)
    with suppress(KeyboardInterrupt):  # uvicorn raises the signal again once every request is answered
        uvicorn.Server(config).run()


def _settle() -> None:
    """What is loaded by now stays for good: looking through it for garbage again and again would stop everybody for long."""
    sys.setswitchinterval(TURN_SECONDS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)


def _ended(number: int, frame: object) -> None:
    """SIGTERM ends like Ctrl+C: whoever opened the node closes it."""
    raise KeyboardInterrupt


def _check_free(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            return
    except OSError:
        raise Refusal("serve.port", "port") from None
