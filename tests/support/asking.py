"""Asking the API as a client does: over HTTP with a token, one operation at a time."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import uvicorn
from litestar import Litestar

from concord.api import ids
from concord.identity import Role, issue_token
from concord.organizations.credit_code import check_character
from concord.server.connections import Http, WebSocket
from concord.tenancy import Tenant


@dataclass(frozen=True)
class Answer:
    """What came back."""

    data: dict[str, Any] | None
    errors: list[dict[str, Any]] = field(default_factory=list)
    extensions: dict[str, Any] = field(default_factory=dict)

    @property
    def codes(self) -> list[str]:
        return [error["extensions"]["code"] for error in self.errors]

    @property
    def only(self) -> Any:
        """The one root field's value, of an answer without errors."""
        assert not self.errors, self.errors
        assert self.data is not None
        (value,) = self.data.values()
        return value


@dataclass(frozen=True)
class Asker:
    """A client with its token (none: nobody) and language."""

    http: httpx.AsyncClient
    token: str | None
    language: str = "en"

    @property
    def headers(self) -> dict[str, str]:
        bearer = {"authorization": f"Bearer {self.token}"} if self.token else {}
        return {"accept-language": self.language, **bearer}

    async def ask(self, document: str, /, **variables: Any) -> Answer:
        body = {"query": document, "variables": variables}
        answer = await self.http.post("/graphql", json=body, headers=self.headers)
        assert answer.headers["content-type"] == "application/json", answer.text
        found = answer.json()
        return Answer(found.get("data"), found.get("errors", []), found.get("extensions", {}))

    async def do(self, name: str, select: str = "position", /, **members: Any) -> dict[str, Any]:
        """A mutation's payload: position, errors and what else is selected."""
        answer = await self.ask(
            f"mutation ($input: {name[0].upper()}{name[1:]}Input!) "
            f"{{ {name}(input: $input) {{ position errors {{ code field message }} {select} }} }}",
            input=members,
        )
        payload: dict[str, Any] = answer.only
        return payload

    async def done(self, name: str, select: str = "position", /, **members: Any) -> dict[str, Any]:
        """As `do`, of one that was not refused."""
        payload = await self.do(name, select, **members)
        assert payload["errors"] == [], payload["errors"]
        return payload

    async def refused(self, name: str, /, **members: Any) -> str:
        """The code of the one refusal."""
        payload = await self.do(name, **members)
        (error,) = payload["errors"]
        assert payload["position"] is None
        assert error["message"]
        code: str = error["code"]
        return code


@dataclass(frozen=True)
class Door:
    """A served API: who knocks with which token."""

    http: httpx.AsyncClient
    url: str
    data_dir: Path

    def token(
        self,
        tenant: Tenant,
        role: Role = Role.ADMINISTRATOR,
        organization: str | None = None,
        subject: UUID | None = None,
        lifetime: timedelta = timedelta(hours=1),
    ) -> str:
        """`organization` is a global id, as the API gives it."""
        key = UUID(ids.parse(organization)[1]) if organization else None
        return issue_token(self.data_dir, tenant.code, role, key, subject, lifetime)

    def enter(self, tenant: Tenant, role: Role = Role.ADMINISTRATOR, **more: Any) -> Asker:
        return Asker(self.http, self.token(tenant, role, **more))

    def nobody(self) -> Asker:
        return Asker(self.http, None)


@asynccontextmanager
async def served(app: Litestar, *, buffer: int | None = None) -> AsyncIterator[str]:
    """The application on a free port of this machine, in this event loop. `buffer`: bytes that the system
    keeps of what a client has not taken."""
    # The protocol is named: asyncio sets TCP_NODELAY only then, and each answer would take 40 ms without.
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        if buffer is not None:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, buffer)
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        config = uvicorn.Config(
            app,
            log_config=None,
            lifespan="on",
            timeout_graceful_shutdown=1,
            server_header=False,
            http=Http,
            ws=WebSocket,
        )
        server = uvicorn.Server(config)
        server.config.setup_event_loop = lambda: None  # type: ignore[method-assign]
        task = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:
            await asyncio.sleep(0.01)
            if task.done():
                await task
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        with suppress(asyncio.CancelledError):
            await task


def credit_code(number: int) -> str:
    """An invented, valid 统一社会信用代码."""
    body = f"91320681MA{number:07d}"
    return body + check_character(body)
