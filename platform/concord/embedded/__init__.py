"""PostgreSQL and NATS as supervised children of this process: a way to start servers, never a
second implementation. The code that uses them is the same as in a deployment."""

from concord.embedded.errors import EmbeddedError

__all__ = ["EmbeddedError"]
