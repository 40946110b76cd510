"""Salted disclosures as RFC 9901 makes them, and what must not open."""

import os
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.privacy.disclosures import Undisclosed, WrongDisclosure, decrypt, digest_of, encrypt

texts = st.text(alphabet=st.characters(exclude_categories=("Cs",)))


def test_the_digest_is_the_standard_s_own_example():
    """RFC 9901, section 4.2.3: the disclosure of `family_name` and its digest."""
    disclosure = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"
    assert digest_of(disclosure) == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"


@given(texts, texts)
def test_what_was_encrypted_is_read_back(name, value):
    key = os.urandom(32)
    made = Undisclosed.of(name, value, uuid4())
    assert decrypt(made.digest, encrypt(made, key), key) == (name, value)


def test_another_key_opens_nothing():
    made = Undisclosed.of("name", "李", uuid4())
    with pytest.raises(WrongDisclosure):
        decrypt(made.digest, encrypt(made, os.urandom(32)), os.urandom(32))


def test_a_disclosure_does_not_open_in_the_place_of_another():
    key = os.urandom(32)
    one, other = Undisclosed.of("name", "李", uuid4()), Undisclosed.of("name", "王", uuid4())
    with pytest.raises(WrongDisclosure):
        decrypt(other.digest, encrypt(one, key), key)


def test_a_value_that_the_digest_does_not_commit_to_is_refused_though_it_decrypts():
    key = os.urandom(32)
    one, other = Undisclosed.of("name", "李", uuid4()), Undisclosed.of("name", "王", uuid4())
    forged = Undisclosed(digest=one.digest, text=other.text, key=one.key)
    with pytest.raises(WrongDisclosure):
        decrypt(one.digest, encrypt(forged, key), key)


def test_equal_values_have_different_digests():
    assert len({Undisclosed.of("name", "李", uuid4()).digest for _ in range(100)}) == 100
