"""An ASGI application on a port, in this event loop."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from litestar import Litestar

from concord.server.connections import HEAD_SECONDS, WebSocket, http

GRACE = 5
"""Seconds that open requests and subscriptions get at the end."""


class Listening(uvicorn.Server):
    """uvicorn without its signal handling: it raises the signal again when it has finished, which ends
    the process before pools and stores are closed."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are ours."""
        yield


def listening(
    app: Litestar, host: str, port: int, largest: int = 1 << 20, head_seconds: float = HEAD_SECONDS
) -> Listening:
    """A server to `await ....serve()`; ends once its `should_exit` is set. `largest`: bytes of a message on a
    WebSocket; `head_seconds`: how long the head of a request may take to come."""
    return Listening(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            log_config=None,  # concord.telemetry has configured it
            log_level="warning",
            access_log=False,  # query strings and addresses are personal values
            timeout_graceful_shutdown=GRACE,
            lifespan="on",
            server_header=False,
            ws_max_size=largest,
            http=http(head_seconds),
            ws=WebSocket,
        )
    )


def told_to_stop() -> asyncio.Event:
    """Set at SIGINT or SIGTERM."""
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    return told
