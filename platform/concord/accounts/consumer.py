"""What a subscriber may do: ask its own consumer for messages, acknowledge them, look at its state."""

from typing import Any, NamedTuple

from concord.publishing.stream import STREAM

DOMAIN = "concord"
"""JetStream domain by which subscribers know the stream: `jetstream(domain="concord")`."""


class Access(NamedTuple):
    """One subscriber's consumer, `<tenant>-<name>`."""

    tenant: str
    name: str

    @property
    def consumer(self) -> str:
        """Of the stream EVENTS; one token, so that no wildcard of another matches it."""
        return f"{self.tenant}-{self.name}"

    @property
    def inbox(self) -> str:
        """Prefix of its inboxes: another subscriber of the same tenant cannot read there."""
        return f"_INBOX_{self.consumer}"

    @property
    def services(self) -> dict[str, str]:
        """Subjects in the platform's account, by what they are called in the tenant's.

        The tenant's account has no JetStream: its own `$JS.API` answers that, so ours is another domain.
        """
        return {
            f"$JS.{DOMAIN}.API.{verb}.{STREAM}.{self.consumer}": f"$JS.API.{verb}.{STREAM}.{self.consumer}"
            for verb in ("CONSUMER.MSG.NEXT", "CONSUMER.INFO")
        } | {self._acknowledgements: self._acknowledgements}

    @property
    def _acknowledgements(self) -> str:
        return f"$JS.ACK.{STREAM}.{self.consumer}.>"

    @property
    def publish(self) -> list[str]:
        """Subjects that its user may publish to."""
        return list(self.services)

    @property
    def subscribe(self) -> list[str]:
        """Its inboxes."""
        return [f"{self.inbox}.>"]


EXPORTS: list[dict[str, Any]] = [
    {
        "name": "next messages",
        "subject": f"$JS.API.CONSUMER.MSG.NEXT.{STREAM}.*",
        "type": "service",
        "response_type": "Stream",
    },
    {"name": "consumer state", "subject": f"$JS.API.CONSUMER.INFO.{STREAM}.*", "type": "service"},
    {"name": "acknowledgement", "subject": f"$JS.ACK.{STREAM}.*.>", "type": "service"},
]
"""What the platform's account offers. Creating a consumer is not among it: whoever could would have another
account's messages delivered wherever it likes."""


def imports(platform: str, accesses: list[Access]) -> list[dict[str, Any]]:
    """Just the subjects of these consumers, from the platform's account."""
    return [
        {"name": local, "subject": subject, "local_subject": local, "account": platform, "type": "service"}
        for access in accesses
        for local, subject in access.services.items()
    ]
