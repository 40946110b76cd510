"""The key store as a process opens it: its master key from the settings, and nothing readable that was
erased."""

from concord.privacy import keyfile
from concord.privacy.keystore import KeyStore
from concord.privacy.master import LocalMasterKeys, MasterKeys
from concord.settings import Settings


def masters_of(settings: Settings) -> MasterKeys:
    """From CONCORD_MASTER_KEY, or from the key folder. Raises `MasterKeyLost`."""
    settings.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    used = (settings.keys / keyfile.FILE).exists()
    return LocalMasterKeys.of(settings.keys, settings.master_key, used=used)


def open_keys(settings: Settings) -> KeyStore:
    """The key store of these settings. Raises `MasterKeyLost`."""
    return KeyStore(settings.keys, masters_of(settings))
