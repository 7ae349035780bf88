"""Events to JSON and back. pydantic checks what comes from the file; it takes 0.1 s to import, so only here and late."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated

from coach.domain.events import Event
from coach.errors import StoreError

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def _adapter() -> TypeAdapter[Event]:
    from pydantic import Field, TypeAdapter

    return TypeAdapter(Annotated[Event, Field(discriminator="kind")])


def encode(event: Event) -> str:
    """Return one event as JSON."""
    return _adapter().dump_json(event).decode()


def decode(body: str) -> Event:
    """Return the event that `encode` wrote; fields that came later have their defaults.

    Raises StoreError when the text is no event.
    """
    from pydantic import ValidationError

    try:
        return _adapter().validate_json(body)
    except ValidationError as error:
        what = f"A saved line cannot be read ({error.error_count()} faults in {body[:60]!r})."
        raise StoreError(what, "Run: coach doctor, or coach restore BACKUP.") from error
