"""An OpenID Connect provider as a process of its own: Authlib's, with people and keys in memory.

`python identity_provider.py` prints its address and serves until it is killed. People log in by name at
/authorize and come back with a code, which a client exchanges at /token (OpenID Connect Core 1.0, 3.1).
/rotate adds a signing key; /retire takes the older ones back.
"""

import secrets
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9068 import JWTBearerTokenGenerator
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, Response, jsonify, request
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server

AUDIENCE = "concord-app"
CLIENT, SECRET, BACK = "web", "web-secret", "https://concord.example/callback"
HOUR = 3_600


@dataclass
class Person:
    """Somebody who can log in, and what the directory knows of them."""

    name: str
    claims: dict[str, Any]

    def get_user_id(self) -> str:
        return self.name


@dataclass
class Client:
    """The one application that people log in to."""

    client_id: str = CLIENT

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return BACK

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, uri: str) -> bool:
        return uri == BACK

    def check_client_secret(self, secret: str) -> bool:
        return secrets.compare_digest(secret, SECRET)

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, kind: str) -> bool:
        return kind == "code"

    def check_grant_type(self, kind: str) -> bool:
        return kind == "authorization_code"


@dataclass
class Code:
    """What the browser carries back."""

    code: str
    person: Person
    redirect_uri: str
    scope: str
    nonce: str | None
    code_challenge: str | None
    code_challenge_method: str | None
    auth_time: int = field(default_factory=lambda: int(time.time()))

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> int:
        return self.auth_time

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


class Provider:
    """State of the process."""

    def __init__(self) -> None:
        self.issuer = ""
        self.people: dict[str, Person] = {}
        self.codes: dict[str, Code] = {}
        self.keys: list[Any] = []
        self.rotate()

    def rotate(self) -> str:
        """Another key signs from here on; those before stay published."""
        kid = secrets.token_hex(4)
        self.keys.insert(0, RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"}))
        return kid

    def signing(self) -> KeySet:
        """The newest key alone."""
        return KeySet(self.keys[:1])


def made(provider: Provider) -> Flask:
    """The application."""
    app = Flask("provider")

    class Tokens(JWTBearerTokenGenerator):
        def get_jwks(self) -> KeySet:
            return provider.signing()

        def get_audiences(self, client: Client, user: Person, scope: str) -> str:
            return AUDIENCE

        def get_extra_claims(self, client: Client, grant_type: str, user: Person, scope: str) -> Any:
            return user.claims

    class Grant(grants.AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

        def save_authorization_code(self, code: str, request: Any) -> None:
            asked = request.payload.data
            provider.codes[code] = Code(
                code,
                request.user,
                request.payload.redirect_uri,
                request.payload.scope,
                asked.get("nonce"),
                asked.get("code_challenge"),
                asked.get("code_challenge_method"),
            )

        def query_authorization_code(self, code: str, client: Client) -> Code | None:
            return provider.codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            del provider.codes[authorization_code.code]

        def authenticate_user(self, authorization_code: Code) -> Person:
            return authorization_code.person

    class Identity(OpenIDCode):
        def exists_nonce(self, nonce: str, request: Any) -> bool:
            return any(code.nonce == nonce for code in provider.codes.values())

        def resolve_client_private_key(self, client: Client) -> KeySet:
            return provider.signing()

        def get_client_claims(self, client: Client) -> dict[str, Any]:
            return {"iss": provider.issuer, "aud": [client.client_id]}

        def generate_user_info(self, user: Person, scope: str) -> dict[str, Any]:
            return {"sub": user.name}

    server = AuthorizationServer(app, lambda _id: Client(), lambda _token, _request: None)
    server.register_token_generator(
        "default", Tokens(provider.issuer, expires_generator=lambda _client, _grant: HOUR)
    )
    server.register_grant(Grant, [Identity(require_nonce=True), CodeChallenge(required=True)])

    @app.get("/.well-known/openid-configuration")
    def discovery() -> Response:
        at = provider.issuer
        return jsonify(
            issuer=at,
            authorization_endpoint=f"{at}/authorize",
            token_endpoint=f"{at}/token",
            jwks_uri=f"{at}/jwks",
            response_types_supported=["code"],
            subject_types_supported=["public"],
            id_token_signing_alg_values_supported=["RS256"],
        )

    @app.get("/jwks")
    def jwks() -> Response:
        return jsonify(KeySet(provider.keys).as_dict(private=False))

    @app.post("/authorize")
    def authorize() -> Any:
        person = provider.people[request.args["login"]]
        return server.create_authorization_response(grant_user=person)

    @app.post("/token")
    def token() -> Any:
        return server.create_token_response()

    @app.put("/people/<name>")
    def enrol(name: str) -> Response:
        provider.people[name] = Person(name, request.get_json())
        return jsonify({})

    @app.post("/rotate")
    def rotate() -> Response:
        return jsonify(kid=provider.rotate())

    @app.post("/retire")
    def retire() -> Response:
        del provider.keys[1:]
        return jsonify({})

    return app


def main() -> None:
    """Serves on a free port of this machine."""
    import os

    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # http on a loopback address
    provider = Provider()
    holding: list[Any] = []
    listening = make_server("127.0.0.1", 0, lambda *given: holding[0](*given), threaded=True)
    provider.issuer = f"http://127.0.0.1:{listening.server_port}"
    holding.append(made(provider))
    print(provider.issuer, flush=True)
    listening.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
