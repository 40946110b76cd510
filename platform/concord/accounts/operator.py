"""The operator's key, and what it stands for: accounts and users, made whenever they are needed."""

import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from concord.accounts import claims
from concord.accounts.consumer import EXPORTS, Access, imports
from concord.accounts.keys import ACCOUNT, OPERATOR, USER, Key, derived_key, random_key
from concord.identity.keyfiles import read_or_create

SYSTEM, PLATFORM = "SYS", "CONCORD"
CONNECTIONS = 100
"""Of one tenant's account at a time."""
JETSTREAM = {
    **dict.fromkeys(("mem_storage", "disk_storage", "streams", "consumer"), claims.UNLIMITED),
    "max_ack_pending": claims.UNLIMITED,
}


class Operator:
    """Whoever holds the seed is the platform to NATS. Keys of accounts derive from it by their names."""

    def __init__(self, seed: bytes) -> None:
        self._key = Key(seed)
        self.system = derived_key(self._key, ACCOUNT, f"account {SYSTEM}")
        self.platform = derived_key(self._key, ACCOUNT, f"account {PLATFORM}")
        self.jwt = claims.operator(self._key, self.system.public)

    @classmethod
    def found(cls, keys: Path) -> "Operator | None":
        """That of this key folder, if it has one."""
        file = _file(keys)
        return cls(file.read_bytes().strip()) if file.exists() else None

    @classmethod
    def obtained(cls, keys: Path) -> "Operator":
        """That of this key folder, made at the first time."""
        return cls(read_or_create(_file(keys), lambda: random_key(OPERATOR).seed).strip())

    def tenant(self, code: str) -> Key:
        """Key of a tenant's account."""
        return derived_key(self._key, ACCOUNT, f"tenant {code}")

    def system_jwt(self) -> str:
        """The account that accounts are pushed through."""
        return claims.account(self.system, SYSTEM, self._key)

    def platform_jwt(self) -> str:
        """The account that has the stream; it exports consumers, one subject for each way to use them."""
        return claims.account(self.platform, PLATFORM, self._key, limits=JETSTREAM, exports=EXPORTS)

    def tenant_jwt(
        self, code: str, accesses: Iterable[Access], revoked: Mapping[str, int], issued: int | None = None
    ) -> str:
        """A tenant's account: its subscribers' consumers, and nothing else; it has no JetStream of its own.

        `revoked`: public keys of users, with the second until which what was signed for them is void.
        `issued`: the second by which servers tell which of two is the later one; now if omitted.
        """
        return claims.account(
            self.tenant(code),
            f"tenant {code}",
            self._key,
            issued=issued,
            limits={"conn": CONNECTIONS, "exports": 0},
            imports=imports(self.platform.public, sorted(accesses)),
            revocations=dict(revoked),
        )

    def subscriber_credentials(self, access: Access) -> tuple[str, str]:
        """A new user for a subscriber: its public key, and the text of its `.creds` file, kept nowhere."""
        key = random_key(USER)
        account = self.tenant(access.tenant)
        jwt = claims.user(
            key.public, access.consumer, account, publish=access.publish, subscribe=access.subscribe
        )
        return key.public, creds(jwt, key)

    def platform_user(self, account: Key, name: str) -> tuple[str, Key]:
        """A user of the system's or the platform's account, for one connection of ours."""
        key = random_key(USER)
        return claims.user(key.public, name, account, publish=[">"], subscribe=[">"]), key


def creds(jwt: str, key: Key) -> str:
    """As NATS clients read it from a file."""
    return (
        f"-----BEGIN NATS USER JWT-----\n{jwt}\n------END NATS USER JWT------\n\n"
        f"-----BEGIN USER NKEY SEED-----\n{key.seed.decode()}\n------END USER NKEY SEED------\n"
    )


def now() -> int:
    """In the seconds that revocations count by."""
    return int(time.time())


def _file(keys: Path) -> Path:
    return keys / "nats" / "operator.seed"
