"""A key outlives a power cut: its name is on the disk before anything is signed or wrapped by it."""

import os
import sys
from pathlib import Path

import pytest

from concord.identity.keyfiles import read_or_create
from concord.ledger import keys
from concord.privacy.master import LocalMasterKeys
from concord.witnessing.cosigning import WitnessKey

MAKING = {
    "secret.key": lambda folder: read_or_create(folder / "secret.key", lambda: b"x" * 32),
    "master.key": lambda folder: LocalMasterKeys.of(folder, used=False),
    "witness.pem": lambda folder: WitnessKey.of(folder, "w.example.org"),
    "ed25519-0001.pem": keys.create,
}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
@pytest.mark.parametrize("name", MAKING)
def test_the_folder_is_flushed_when_the_key_has_its_name(tmp_path, monkeypatch, name):
    fsync, flushed = os.fsync, []

    def noting(handle):
        where = Path(os.readlink(f"/proc/self/fd/{handle}"))
        if where == tmp_path:
            flushed.append((tmp_path / name).exists())
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noting)
    MAKING[name](tmp_path)
    assert flushed == [True]
