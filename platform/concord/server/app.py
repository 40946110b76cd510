"""The API process as an ASGI application: probes, the events' contract, what the entry points mount."""

from litestar import Litestar

from concord.server.contract import contract
from concord.server.headers import cors, secure
from concord.server.mounting import mounted
from concord.server.probes import database_answers, probes
from concord.server.services import Services
from concord.server.welcome import welcome


def create_app(services: Services) -> Litestar:
    """The application over services that are open. GraphQL comes from the group `concord.api`."""
    parts = mounted(services)
    checks = [database_answers(services.pool), *(check for part in parts for check in part.checks)]
    return Litestar(
        route_handlers=[
            *welcome(),
            *probes(checks, measured=services.settings.is_demo),
            *contract(),
            *(route for part in parts for route in part.routes),
        ],
        lifespan=[context for part in parts for context in part.lifespan],
        before_send=[secure],
        cors_config=cors(services.settings),
        openapi_config=None,
        logging_config=None,  # concord.telemetry has configured it
    )
