"""What things are called, of any number of them."""

import tracemalloc
from types import SimpleNamespace
from uuid import uuid4

from concord.book.names import Names


def entry(stream, **data):
    return SimpleNamespace(stream=stream, version=1, data=data)


def test_the_names_of_a_long_ledger_take_no_more_memory_than_those_of_a_short_one():
    names, last = Names(), uuid4()
    tracemalloc.start()
    for _ in range(3_000):
        last = uuid4()
        names.learn(entry(last, title=f"路灯 {last}"), SimpleNamespace(alliance=uuid4()))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert names.of(last) == f"路灯 {last}"
    assert most < 100_000, "bytes; forty for each would be more"


def test_what_has_no_name_is_called_by_its_alliance():
    names, alliance, ticket = Names(), uuid4(), uuid4()
    names.learn(entry(alliance, name="江海红湾"), SimpleNamespace())
    names.learn(entry(ticket), SimpleNamespace(alliance=alliance))

    assert (names.of(ticket), names.of_stream(ticket)) == (None, "江海红湾")
