"""Events for those who cannot speak NATS: POSTed in order, signed as Standard Webhooks asks."""

from concord.subscribers.webhooks.delivering import run_webhooks
from concord.subscribers.webhooks.signing import Secrets, new_secret
from concord.subscribers.webhooks.target import Forbidden, Guard

__all__ = ["Forbidden", "Guard", "Secrets", "new_secret", "run_webhooks"]
