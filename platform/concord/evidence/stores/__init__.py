"""Where encrypted files are kept: a folder, or a bucket of any S3-compatible store."""

from concord.evidence.stores.opening import open_store
from concord.evidence.stores.store import FileStore, Missing, StoreAway

__all__ = ["FileStore", "Missing", "StoreAway", "open_store"]
