"""A thousand interviews answered at random: none gets stuck, none loses an answer, and every question can be reached."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conversation.harness import ListJournal, RememberingListener, book, tools
from tests.conversation.walker import Walk, Walker

FLOWS = sorted(book().flows)
WALKS = 1_000
PARTS = 2
KNOWN = {"scale_craft": "2", "scale_people": "4", "scale_visible": "1", "my_role": "second-year nurse", "my_name": "Jo"}
EARS = RememberingListener()


def seeds(place: int) -> range:
    """The seeds of one part of one interview's walks, so that all together make the number."""
    share = -(-WALKS // (len(FLOWS) * PARTS))
    return range(place * share, (place + 1) * share)


def walk(flow: str, seed: int) -> Walk:
    """Walk one interview in a conversation of its own; every other person has told things in an interview before."""
    journal = ListJournal(facts=dict(KNOWN) if seed % 2 else {})
    return Walker(replace(tools(journal), ears=EARS), flow, seed).walk()


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("flow", FLOWS)
def test_a_random_walk_ends_and_loses_nothing(flow: str, part: int) -> None:
    for seed in seeds(part):
        found = walk(flow, seed)
        assert not found.trouble, f"{flow}, seed {seed}: {found.trouble}\nlast lines: {found.typed[-6:]}"
        assert found.end is not None
        assert found.end.step is None


@pytest.mark.parametrize("flow", FLOWS)
def test_an_interview_can_be_left_open_everywhere(flow: str) -> None:
    """Row 9: skipping or not knowing everything still ends, with something said."""
    for line in ("skip", "idk", "I'd rather not say"):
        talk = Walker(replace(tools(ListJournal()), ears=EARS), flow, 0)
        end = talk.only(line)
        assert not end.trouble, f"{line}: {end.trouble} after {len(end.typed)} lines"


@pytest.mark.parametrize("flow", FLOWS)
def test_walks_reach_every_question(flow: str) -> None:
    wanted = {ask.slot for ask in book()[flow].asks()}
    seen: set[str] = set()
    for seed in range(300):
        seen |= walk(flow, 10_000 + seed).visited
        if wanted <= seen:
            break
    assert wanted - seen == set()
