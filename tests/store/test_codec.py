"""Events to JSON and back."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings

from coach.domain.events import Event, Said
from coach.errors import StoreError
from coach.store.codec import decode, encode
from tests.store.samples import events


@settings(max_examples=300, deadline=None)
@given(events)
def test_every_event_comes_back_as_it_was(event: Event) -> None:
    back = decode(encode(event))
    assert back == event
    assert repr(back) == repr(event)


def test_every_event_has_a_kind_of_its_own() -> None:
    kinds = [kind.__dataclass_fields__["kind"].default for kind in get_args(Event)]
    assert len(set(kinds)) == len(kinds) == 19


def test_a_record_from_before_a_field_existed_is_readable() -> None:
    assert decode('{"who":"you","text":"hello","at":"2025-01-01","kind":"said"}') == Said("you", "hello", "2025-01-01")


@pytest.mark.parametrize("body", ["", "[]", '{"kind":"nonsense"}', '{"kind":"said"}', "{", '{"kind":"missed","count":"many"}'])
def test_what_is_no_event_is_refused_with_a_remedy(body: str) -> None:
    with pytest.raises(StoreError, match="coach doctor"):
        decode(body)
