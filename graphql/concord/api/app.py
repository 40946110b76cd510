"""What the API brings to the process: `concord.server` finds `mount` by entry point."""

from importlib.resources import files

from litestar import Router

from concord.api.addresses import require_rows
from concord.api.authenticating import Gate
from concord.api.controller import ApiController
from concord.api.evidence.serving import serving_routes
from concord.api.evidence.uploading import uploading_routes
from concord.api.ledger.book import book_routes
from concord.api.ledger.cosignatures import cosignature_routes
from concord.api.ledger.stamps import stamp_routes
from concord.api.ledger.subject import subject_routes
from concord.api.ledger.tiles import ledger_routes
from concord.api.listening import Listener
from concord.api.policy import Policy
from concord.api.quota import turned_away
from concord.api.rates import TooOften
from concord.api.schema import build_schema
from concord.api.tokens import token_routes
from concord.identity import (
    ClaimNames,
    OidcSettings,
    Verifier,
    demo_issuer,
    oidc_issuer,
    service_issuer,
    subject_secret,
)
from concord.identity.revoking import Revocations
from concord.identity.verifying import Trusted
from concord.server.mounting import Mounted
from concord.server.services import Services
from concord.settings import Settings


def mount(services: Services) -> Mounted:
    """`/graphql` with its schema, its identities and its listener; `/ledgers` with tiles and checkpoints."""
    settings = services.settings
    listener = Listener(settings.dsn("concord_app"))
    verifier = Verifier(
        _trusted(settings),
        services.tenants.by_code,
        subject_secret(settings.keys),
        Revocations(services.pool),
    )

    policy = Policy.of(settings)
    entrance = Gate(services, listener, verifier, policy)

    class Controller(ApiController):
        schema = build_schema(production=policy.production)
        gate = entrance
        ide = (files("concord.api") / "ide.html").read_text("utf-8") if settings.is_demo else None
        request_max_body_size = settings.request_bytes

    routes = [*ledger_routes(services, entrance), *cosignature_routes(services, entrance)]
    routes += [*stamp_routes(services, entrance), *book_routes(services, entrance)]
    routes += [*subject_routes(services, entrance), *token_routes(services)]
    routes += [*uploading_routes(services, entrance), *serving_routes(services, entrance)]
    require_rows(routes)
    served = Router("/", route_handlers=routes, exception_handlers={TooOften: turned_away})
    return Mounted(routes=[Controller, served], lifespan=[lambda _: listener.running()])


def _trusted(settings: Settings) -> list[Trusted]:
    trusted = [service_issuer(settings.keys)]
    if settings.is_demo:
        trusted.append(demo_issuer(settings.data_dir))
    if settings.oidc_issuer:
        known = OidcSettings(
            issuer=settings.oidc_issuer,
            audience=settings.oidc_audience,
            jwks_uri=settings.oidc_jwks_url or None,
            claims=ClaimNames(**settings.oidc_claims, roles=settings.oidc_roles),
            tenants=settings.oidc_tenants,
        )
        trusted.append(oidc_issuer(known))
    return trusted
