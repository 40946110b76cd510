"""One process a folder: refused at once where another one works, waited for where it is about to end."""

import threading
import time

import pytest

from concord.embedded import EmbeddedError
from concord.embedded.folder import claim, ends


def test_a_folder_is_claimed_once(tmp_path):
    with claim(tmp_path):
        began = time.monotonic()
        with pytest.raises(EmbeddedError, match=f"Another Concord uses {tmp_path}: stop it"):
            claim(tmp_path)
        assert time.monotonic() - began < 0.5
    claim(tmp_path).close()


def test_one_that_is_ending_is_waited_for(tmp_path):
    holder = claim(tmp_path)
    threading.Timer(0.1, ends, [holder]).start()
    threading.Timer(0.6, holder.close).start()

    with claim(tmp_path, patience=0.3) as claimed:
        assert claimed.tell() == 0


def test_what_the_last_holder_said_does_not_stand_for_the_next(tmp_path):
    holder = claim(tmp_path)
    ends(holder)
    holder.close()

    with claim(tmp_path), pytest.raises(EmbeddedError):
        claim(tmp_path, ending=30)
