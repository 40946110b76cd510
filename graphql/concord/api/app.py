"""What the API brings to the process: `concord.server` finds `mount` by entry point."""

from strawberry.http.ides import get_graphql_ide_html

from concord.api.authenticating import Gate
from concord.api.controller import ApiController
from concord.api.ledger.book import book_routes
from concord.api.ledger.cosignatures import cosignature_routes
from concord.api.ledger.stamps import stamp_routes
from concord.api.ledger.tiles import ledger_routes
from concord.api.listening import Listener
from concord.api.policy import Policy
from concord.api.schema import build_schema
from concord.identity import OidcSettings, Verifier, demo_issuer, oidc_issuer, subject_secret
from concord.identity.verifying import Trusted
from concord.server.mounting import Mounted
from concord.server.services import Services
from concord.settings import Settings


def mount(services: Services) -> Mounted:
    """`/graphql` with its schema, its identities and its listener; `/ledgers` with tiles and checkpoints."""
    settings = services.settings
    listener = Listener(settings.dsn("concord_app"))
    verifier = Verifier(_trusted(settings), services.tenants.by_code, subject_secret(settings.keys))

    entrance = Gate(services, listener, verifier)

    class Controller(ApiController):
        schema = build_schema(Policy.of(settings))
        gate = entrance
        ide = get_graphql_ide_html("graphiql") if settings.is_demo else None

    routes = [*ledger_routes(services, entrance), *cosignature_routes(services, entrance)]
    routes += [*stamp_routes(services, entrance), *book_routes(services, entrance)]
    return Mounted(routes=[Controller, *routes], lifespan=[lambda _: listener.running()])


def _trusted(settings: Settings) -> list[Trusted]:
    trusted = [demo_issuer(settings.data_dir)] if settings.is_demo else []
    if settings.oidc_issuer:
        known = OidcSettings(
            issuer=settings.oidc_issuer,
            audience=settings.oidc_audience,
            jwks_uri=settings.oidc_jwks_url or None,
        )
        trusted.append(oidc_issuer(known))
    return trusted
