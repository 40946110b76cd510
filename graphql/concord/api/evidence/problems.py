"""Refusals of the files endpoint, as RFC 9457 writes problems, with a stable code."""

from typing import Any

import msgspec
from litestar import Response

from concord.api.context import Session
from concord.api.reporting import code_of
from concord.commanding import Message, Refusal
from concord.identity import Denied

PROBLEM = "application/problem+json"


class Problem(Exception):
    """What is answered instead."""

    def __init__(self, status: int, code: str, sentence: str, headers: dict[str, str]) -> None:
        super().__init__(code)
        self.status, self.code, self.sentence, self.headers = status, code, sentence, headers


def refused(status: int, code: str, message: Message, language: str, **headers: str) -> Problem:
    """A problem in the language of whoever asks."""
    return Problem(status, code, message.zh if language == "zh" else message.en, headers)


def denied(session: Session) -> Problem:
    """There is no viewer."""
    return refused(
        401, "UNAUTHENTICATED", session.denied.message, session.language, **{"www-authenticate": "Bearer"}
    )


def forbidden(denied: Denied, language: str) -> Problem:
    """There is one, who may not."""
    return refused(403, code_of(denied).value, denied.message, language)


def by_rule(status: int, refusal: Refusal, language: str) -> Problem:
    """What a rule refuses, under its own code."""
    return Problem(status, refusal.code.name, refusal.sentence(language), {})


def answer(problem: Problem) -> Response[Any]:
    """Kept by nobody on the way."""
    body = {"status": problem.status, "code": problem.code, "detail": problem.sentence}
    headers = {"cache-control": "no-store", **problem.headers}
    return Response(
        msgspec.json.encode(body), media_type=PROBLEM, status_code=problem.status, headers=headers
    )
