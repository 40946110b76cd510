"""NATS accounts: one for the platform, one for each tenant, and users that may do one thing.

Decentralized authentication (NATS ADR-14): an operator's key signs accounts, an account's key signs users,
and a server knows the operator alone. The same for an embedded server and for a cluster.
"""

from concord.accounts.configuration import configuration
from concord.accounts.connecting import Login, connect
from concord.accounts.consumer import Access
from concord.accounts.operator import Operator
from concord.accounts.pushing import NotTaken, Pusher

__all__ = ["Access", "Login", "NotTaken", "Operator", "Pusher", "configuration", "connect"]
