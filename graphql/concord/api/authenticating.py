"""Who a request or socket belongs to."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from litestar import Request, WebSocket
from strawberry.exceptions import ConnectionRejectionError
from strawberry.types.unset import UNSET

from concord.api import ids
from concord.api.context import Session
from concord.api.language import negotiate
from concord.api.listening import Listener
from concord.api.policy import Policy
from concord.identity import Chosen, Denied, Verifier
from concord.server.services import Services

SCHEME = "bearer "
ROLE, ORGANIZATION = "Concord-Role", "Concord-Organization"
"""Headers, or members of `connection_init`, by which whoever has several standings says in which he acts."""


class Gate:
    """Turns tokens into sessions; one without a viewer can only look at the schema."""

    def __init__(self, services: Services, listener: Listener, verifier: Verifier, policy: Policy) -> None:
        self._services = services
        self._listener = listener
        self._verifier = verifier
        self.policy = policy
        self.stopping = services.stopping
        """Set when the process is to stop."""

    async def of_request(self, request: Request[Any, Any, Any]) -> Session:
        """The session of one HTTP request. Never raises: resolvers do, where a viewer is needed."""
        session = self._session(request)
        session.correlation = _correlation(request.headers.get("x-correlation-id"))
        try:
            await self._identify(session)
        except Denied as denied:
            session.denied = denied
        return session

    async def of_reader(self, request: Request[Any, Any, Any]) -> Session:
        """As `of_request`, counted as an operation is. Raises `TooOften`."""
        session = await self.of_request(request)
        self.policy.take(session)
        return session

    def of_socket(self, socket: WebSocket[Any, Any, Any]) -> Session:
        """The session of a socket, before `connection_init`."""
        return self._session(socket)

    async def admit(self, session: Session) -> Any:
        """Lets a socket in. Raises `ConnectionRejectionError`, which closes it with 4403."""
        given = {
            name: value for name, value in (session.connection_params or {}).items() if isinstance(value, str)
        }
        if "Authorization" in given:
            session.token = _bearer(given["Authorization"])
        if given.keys() & {ROLE, ORGANIZATION}:
            session.chosen = _chosen(given)
        try:
            await self._identify(session)
        except Denied as denied:
            raise ConnectionRejectionError from denied
        if session.viewer is None:
            raise ConnectionRejectionError
        return UNSET

    def _session(self, connection: Request[Any, Any, Any] | WebSocket[Any, Any, Any]) -> Session:
        language = negotiate(connection.headers.get("accept-language"))
        peer = connection.client.host if connection.client else ""
        session = Session(self._services, self._listener, self._verifier, self.policy, language, peer)
        session.token = _bearer(connection.headers.get("authorization"))
        session.chosen = _chosen(connection.headers)
        session.speaks = connection.headers.get("accept-language")
        return session

    async def _identify(self, session: Session) -> None:
        if session.token is not None:
            known = await self._verifier.verify(session.token, session.chosen)
            session.identified(known)
            session.language = negotiate(session.speaks, known.viewer.tenant.language)


def _chosen(given: Mapping[str, str]) -> Chosen:
    """In which of several standings; an organization by the id that the API shows, or by its UUID."""
    organization = given.get(ORGANIZATION)
    if organization is not None:
        type_name, key = ids.parse(organization)
        organization = (key if type_name == "Organization" else organization).lower()
    return Chosen(given.get(ROLE), organization)


def _bearer(header: str | None) -> str | None:
    """The token of an `Authorization` header (RFC 6750); one without the scheme is taken as it is."""
    if header is None or not header.strip():
        return None
    value = header.strip()
    return value[len(SCHEME) :].strip() if value.lower().startswith(SCHEME) else value


def _correlation(header: str | None) -> UUID:
    """The caller's own id where it is a UUID, so that its log and ours can be joined."""
    try:
        return UUID(header) if header else uuid4()
    except ValueError:
        return uuid4()
