"""The store that the settings name."""

from concord.evidence.stores.folder import Folder
from concord.evidence.stores.store import FileStore
from concord.settings import Settings


def open_store(settings: Settings) -> FileStore:
    """A bucket where CONCORD_FILES is an s3:// address, else a folder."""
    if settings.files.startswith("s3://"):
        from concord.evidence.stores.bucket import Bucket  # its library takes 4 MB of every process

        return Bucket(settings.files)
    return Folder(settings.files_dir)
