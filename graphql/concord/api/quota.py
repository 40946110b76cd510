"""What is left of a rate, as response headers (draft-ietf-httpapi-ratelimit-headers-10; RFC 9110, 10.2.3)."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response

from concord.api.rates import Left, TooOften

POLICY, LIMIT, RETRY = "ratelimit-policy", "ratelimit", "retry-after"


def headers(left: Mapping[str, Left], retry_after: int | None) -> dict[str, str]:
    """By the name of each limit. Both fields are lists of structured items (RFC 9651), most telling first."""
    if not left:
        return {}
    told = {
        POLICY: ", ".join(
            f'"{name}";q={int(one.rate.burst)};w={one.rate.window}' for name, one in left.items()
        ),
        LIMIT: ", ".join(f'"{name}";r={int(one.tokens)};t={one.seconds}' for name, one in left.items()),
    }
    return told if retry_after is None else {**told, RETRY: str(retry_after)}


def turned_away(_request: Request[Any, Any, Any], error: TooOften) -> Response[str]:
    """The answer of an endpoint that is no GraphQL, in both languages."""
    text = f"{error.sentence('zh')}\n{error.sentence('en')}\n"
    headers = {"cache-control": "no-store", RETRY: str(error.seconds)}
    return Response(text, media_type="text/plain; charset=utf-8", status_code=429, headers=headers)
