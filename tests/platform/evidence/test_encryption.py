"""A file comes back whole and in any range, and nothing else opens in its place."""

import io
import os
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.evidence.encryption import (
    FIRST,
    HEADER,
    REST,
    SEGMENT,
    WrongFile,
    decrypt,
    encrypt,
    encrypted_size,
    span,
)

KEY = bytes(range(32))
ABOUT = b"tenant and file"
EDGES = [1, FIRST - 1, FIRST, FIRST + 1, FIRST + REST - 1, FIRST + REST, FIRST + REST + 1, 3 * SEGMENT]
CONTENT = os.urandom(max(EDGES))
SEALED = {size: b"".join(encrypt(io.BytesIO(CONTENT[:size]), KEY, ABOUT)) for size in EDGES}


async def pieces(sealed: bytes, length: int) -> AsyncIterator[bytes]:
    for at in range(0, len(sealed), length):
        yield sealed[at : at + length]


async def opened(
    sealed: bytes, size: int, start: int, end: int, key=KEY, about=ABOUT, length: int = 10_007
) -> bytes:
    wanted = span(start, end, size)
    read = pieces(sealed[wanted.start : wanted.end], length)
    parts = decrypt(sealed[:HEADER], read, key, about, wanted, end - start, size)
    return b"".join([part async for part in parts])


@pytest.mark.parametrize("size", EDGES)
async def test_a_file_comes_back_whole(size):
    assert len(SEALED[size]) == encrypted_size(size)
    assert await opened(SEALED[size], size, 0, size) == CONTENT[:size]


@given(st.sampled_from(EDGES), st.data(), st.sampled_from([7_001, SEGMENT, 10 * SEGMENT]))
async def test_any_range_comes_back_out_of_its_own_segments(size, data, length):
    start = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(start + 1, size))
    wanted = span(start, end, size)

    assert await opened(SEALED[size], size, start, end, length=length) == CONTENT[start:end]
    assert wanted.end - wanted.start <= end - start + 2 * SEGMENT


async def test_the_same_file_is_never_written_the_same():
    twice = [b"".join(encrypt(io.BytesIO(b"x" * 100), KEY, ABOUT)) for _ in range(2)]
    assert twice[0][1:HEADER] != twice[1][1:HEADER]
    assert twice[0][HEADER:] != twice[1][HEADER:]


@pytest.mark.parametrize(
    ("key", "about"), [(bytes(32), ABOUT), (KEY, uuid4().bytes)], ids=["another key", "another file"]
)
async def test_it_opens_under_its_own_key_and_as_itself_alone(key, about):
    with pytest.raises(WrongFile):
        await opened(SEALED[1], 1, 0, 1, key=key, about=about)


def _swapped(sealed: bytes) -> bytes:
    first, second = sealed[SEGMENT : 2 * SEGMENT], sealed[2 * SEGMENT : 3 * SEGMENT]
    return sealed[:SEGMENT] + second + first + sealed[3 * SEGMENT :]


def _flipped(sealed: bytes) -> bytes:
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


@pytest.mark.parametrize(
    "change",
    [
        _swapped,
        _flipped,
        lambda sealed: sealed[: 2 * SEGMENT],
        lambda sealed: sealed[:SEGMENT] + sealed[2 * SEGMENT :],
        lambda sealed: sealed[: HEADER - 1],
    ],
    ids=["swapped", "flipped", "cut off", "one left out", "no whole header"],
)
async def test_a_changed_ciphertext_does_not_open(change):
    size = 3 * SEGMENT
    with pytest.raises(WrongFile):
        await opened(change(SEALED[size]), size, 0, size)


async def test_a_file_cut_at_a_segment_does_not_pass_for_a_shorter_one():
    size = FIRST + REST
    with pytest.raises(WrongFile):
        await opened(SEALED[3 * SEGMENT][: encrypted_size(size)], size, 0, size)
