"""What a browser may do with the API: nothing by itself, and nothing for pages that no operator named."""

import dataclasses
import json
import re
from html.parser import HTMLParser

import pytest
from asking import Asker, Door
from calling import call

from concord.identity import Role, issue_token
from concord.server.app import create_app
from concord.server.services import Services
from concord.settings import SettingError, load
from concord.tenancy import Tenant

ME = b'{"query": "{ me { role } }"}'
APP, EVIL = "https://app.example.org", "https://app.example.org.evil.example"
SECURE = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}


@pytest.mark.parametrize(
    "name", ["authorization", "token", "session", "access_token", "jwt", "concord", "bearer"]
)
async def test_no_cookie_says_who_somebody_is(api: Door, tenant: Tenant, name: str):
    for value in (api.token(tenant), f"Bearer {api.token(tenant)}"):
        headers = {"cookie": f"{name}={value.replace(' ', '%20')}", "content-type": "application/json"}
        answer = await api.http.post("/graphql", content=ME, headers=headers)
        assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
        assert "set-cookie" not in answer.headers
        assert (await api.http.get(f"/ledgers/{tenant.code}/checkpoint", headers=headers)).status_code == 401


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
async def test_what_a_form_of_another_page_could_send_is_not_read(api: Door, administrator: Asker, kind: str):
    headers = administrator.headers | ({"content-type": kind} if kind else {})
    answer = await api.http.post("/graphql", content=ME, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["data"] is None


@pytest.mark.parametrize(
    "path", ["/graphql", "/live", "/ready", "/nowhere", "/ledgers/x/checkpoint", "/asyncapi.json"]
)
async def test_every_answer_tells_browsers_to_guess_and_frame_nothing(api: Door, path: str):
    answer = await api.http.get(path)
    kept = {"cache-control"} if path == "/asyncapi.json" else set()
    for name, value in SECURE.items():
        assert name in kept or answer.headers[name] == value, name
    assert "server" not in answer.headers


async def test_pages_of_others_may_not_call(api: Door, administrator: Asker):
    headers = administrator.headers | {"content-type": "application/json", "origin": APP}
    answer = await api.http.post("/graphql", content=ME, headers=headers)
    assert not [name for name in answer.headers if name.startswith("access-control")]
    asked = {"origin": APP, "access-control-request-method": "POST"}
    preflight = await api.http.options("/graphql", headers=asked)
    assert not [name for name in preflight.headers if name.startswith("access-control")]


async def test_pages_that_an_operator_names_may_call_without_credentials(services: Services, tenant: Tenant):
    settings = dataclasses.replace(services.settings, cors_origins=f"{APP}, https://other.example.org")
    app = create_app(dataclasses.replace(services, settings=settings))
    token = issue_token(settings.data_dir, tenant.code, Role.AUDITOR)

    async def asked(origin: str, method: str, *more: tuple[bytes, bytes]) -> dict[str, str]:
        headers = [(b"origin", origin.encode()), (b"content-type", b"application/json"), *more]
        headers.append((b"authorization", f"Bearer {token}".encode()))
        return (await call(app, body=ME if method == "POST" else b"", method=method, headers=headers)).headers

    wanted = (b"access-control-request-method", b"POST")
    for method, more in (("POST", ()), ("OPTIONS", (wanted,))):
        assert (await asked(APP, method, *more))["access-control-allow-origin"] == APP
        for origin in (EVIL, "null", "http://app.example.org", "https://app.example.org:444"):
            assert (await asked(origin, method, *more)).get("access-control-allow-origin") != origin
        assert "access-control-allow-credentials" not in await asked(APP, method, *more)


@pytest.mark.parametrize(
    "value", ["*", "https://*.example.org", "https://a.example/x", "http://a.example", "app", "null"]
)
def test_an_origin_is_written_exactly(value: str):
    with pytest.raises(SettingError, match="CONCORD_CORS_ORIGINS"):
        load({"CONCORD_CORS_ORIGINS": value})


async def test_the_query_page_loads_nothing_from_anywhere(api: Door):
    answer = await api.http.get("/graphql", headers={"accept": "text/html"})
    assert not re.findall(r"(?:src|href|url)\s*[=(]", answer.text)
    assert "http" not in answer.text.replace("http-equiv", "")
    policy = answer.headers["content-security-policy"]
    assert "script-src 'sha256-" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    page = HTMLParser()
    page.feed(answer.text)
    page.close()


async def test_the_query_page_asks_what_the_schema_answers(api: Door):
    """Its own question about the schema, as its script writes it."""
    page = (await api.http.get("/graphql", headers={"accept": "text/html"})).text
    type_ = re.search(r'const type = "(.*?)";', page)[1]
    of = re.search(r'const of = "(.*?)" \+ type', page)[1] + type_ + " }"
    query = re.search(r"query: `(.*?)`", page, re.DOTALL)[1].replace("${of}", of).replace("${type}", type_)
    body = json.dumps({"query": query})
    answer = await api.http.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert {"Query", "Mutation", "Ticket"} <= {
        one["name"] for one in answer.json()["data"]["__schema"]["types"]
    }
