"""Values that an event commits to without showing them (RFC 9901, salted disclosures).

An event field typed `Narrative` or `Personal` is written to the entry as a digest only:
`{"_sd": [digest]}` or `{"_sd": [digest, ...], "subject": "<uuid>"}`. Read back from the
ledger, the value holds its digests and no text: whoever may see the text asks
`concord.privacy.disclosures` for it.
"""

from collections.abc import Mapping
from uuid import UUID

from eventsourcing.domain import ProgrammingError


class Narrative:
    """Text somebody wrote (minutes, a description, a remark): anyone may be named in it.

    Encrypted under a key of its own. `text` is None once read back from the ledger.
    """

    __slots__ = ("digest", "text")

    def __init__(self, text: str | None = None, *, digest: str | None = None) -> None:
        if (text is None) == (digest is None):
            raise ProgrammingError("a narrative has either its text or its digest")
        self.text = text
        self.digest = digest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Narrative) and (self.text, self.digest) == (other.text, other.digest)

    def __hash__(self) -> int:
        return hash((self.text, self.digest))

    def __repr__(self) -> str:
        return "Narrative(…)"  # never the text: reprs end up in logs


class Personal:
    """What is known of a person (`{"name": ..., "phone": ...}`), under a key of that subject.

    `subject` is a random id and the only thing that enters the entry in clear.
    """

    __slots__ = ("digests", "subject", "values")

    def __init__(
        self, subject: UUID, values: Mapping[str, str] | None = None, *, digests: tuple[str, ...] = ()
    ) -> None:
        self.subject = subject
        self.values = None if values is None else dict(values)
        self.digests = digests

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Personal) and (self.subject, self.values, self.digests) == (
            other.subject,
            other.values,
            other.digests,
        )

    def __hash__(self) -> int:
        return hash((self.subject, self.digests))

    def __repr__(self) -> str:
        return f"Personal({self.subject}, …)"
