"""The ledger as CloudEvents in NATS JetStream, each exactly once and in order."""

from concord.publishing.diverging import resume
from concord.publishing.envelope import CONTENT_TYPE, Message, envelope, subjects_of
from concord.publishing.publisher import run_publisher
from concord.publishing.stream import STREAM

__all__ = ["CONTENT_TYPE", "STREAM", "Message", "envelope", "resume", "run_publisher", "subjects_of"]
