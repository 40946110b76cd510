"""A file encrypted in segments, so that a range of it is read without the rest.

The format is Tink's AES-GCM-HKDF streaming AEAD with AES-256, HKDF-SHA-256 and segments of 64 KiB
(https://developers.google.com/tink/streaming-aead/aes_gcm_hkdf_streaming):

    header   40 as one byte || salt (32 bytes) || nonce prefix (7 bytes)
    key      HKDF-SHA-256(file key, salt, info = what the file is bound to)
    segment  AES-256-GCM under nonce prefix || number (4 bytes, big-endian) || 1 for the last one, else 0

The salt makes a key of its own for each time that a file is written: a retry never meets a nonce again.
A segment that is moved, left out, cut off or taken from another file does not open.
"""

import os
from collections.abc import AsyncIterator, Iterator
from typing import BinaryIO, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SEGMENT = 1 << 16
TAG = 16
SALT = 32
PREFIX = 7
HEADER = 1 + SALT + PREFIX
REST = SEGMENT - TAG
FIRST = REST - HEADER
"""Bytes of the file in the first segment, and in each of the others `REST`."""


class WrongFile(Exception):
    """What the store gave back does not open under this key, for this file."""


class Span(NamedTuple):
    """Which bytes of the ciphertext hold a range of the file."""

    segment: int
    """Number of the first segment."""
    start: int
    end: int
    skip: int
    """Bytes of the first segment's plaintext that lie before the range."""


def encrypted_size(size: int) -> int:
    """Bytes of the ciphertext of a file of `size` bytes."""
    return HEADER + size + TAG * (_segment_of(max(size - 1, 0)) + 1)


def span(start: int, end: int, size: int) -> Span:
    """Where the bytes from `start` and before `end` of a file of `size` bytes are; they are not empty."""
    first, last = _segment_of(start), _segment_of(end - 1)
    begins = FIRST + (first - 1) * REST if first else 0
    return Span(
        first,
        first * SEGMENT if first else HEADER,
        min((last + 1) * SEGMENT, encrypted_size(size)),
        start - begins,
    )


def encrypt(source: BinaryIO, key: bytes, bound_to: bytes) -> Iterator[bytes]:
    """Header and segments of a file that is read once, from where it stands."""
    salt, prefix = os.urandom(SALT), os.urandom(PREFIX)
    yield bytes([HEADER]) + salt + prefix
    cipher = _cipher(key, salt, bound_to)
    number, segment = 0, source.read(FIRST)
    while following := source.read(REST):
        yield cipher.encrypt(_nonce(prefix, number, last=False), segment, None)
        number, segment = number + 1, following
    yield cipher.encrypt(_nonce(prefix, number, last=True), segment, None)


async def decrypt(
    header: bytes,
    sealed: AsyncIterator[bytes],
    key: bytes,
    bound_to: bytes,
    wanted: Span,
    length: int,
    size: int,
) -> AsyncIterator[bytes]:
    """The `length` bytes of a range, out of the ciphertext of its span. Raises `WrongFile`."""
    if len(header) != HEADER or header[0] != HEADER:
        raise WrongFile
    cipher, prefix = _cipher(key, header[1 : 1 + SALT], bound_to), header[1 + SALT :]
    last = _segment_of(max(size - 1, 0))
    number, skip = wanted.segment, wanted.skip
    async for segment in _segments(sealed, wanted):
        try:
            plain = cipher.decrypt(_nonce(prefix, number, last=number == last), segment, None)
        except InvalidTag:
            raise WrongFile from None
        part = plain[skip : skip + length]
        length, skip, number = length - len(part), 0, number + 1
        yield part
    if length:
        raise WrongFile


async def _segments(sealed: AsyncIterator[bytes], wanted: Span) -> AsyncIterator[bytes]:
    """Cut anew: a store hands out pieces of whatever length it likes."""
    held = bytearray()
    whole = SEGMENT if wanted.segment else SEGMENT - HEADER
    async for piece in sealed:
        held += piece
        while len(held) >= whole:
            yield bytes(held[:whole])
            del held[:whole]
            whole = SEGMENT
    if held:
        yield bytes(held)


def _segment_of(offset: int) -> int:
    return 0 if offset < FIRST else 1 + (offset - FIRST) // REST


def _cipher(key: bytes, salt: bytes, bound_to: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, bound_to).derive(key))


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4) + bytes([last])
