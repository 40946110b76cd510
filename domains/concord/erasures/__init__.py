"""个人信息删除: what a person, or a text, leaves in an immutable ledger goes by two people's decision; the
entries themselves, their hashes and proofs stay.

Events are named `privacy.…`, not for this package: a name of an event is for ever.
"""

from concord.commanding import Context
from concord.erasures.aggregate import Erasure
from concord.erasures.commands import COMMANDS

CONTEXT = Context(name="privacy", aggregates=(Erasure,), commands=COMMANDS, chinese="个人信息保护")
