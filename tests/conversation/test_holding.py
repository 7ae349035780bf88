"""Safety around the turn loop: nothing of it on disk off the record, own contacts first, veiled lines in messages, no friendly message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from coach.conversation.loop import Conversation
from coach.conversation.reading import Reading
from coach.errors import SettingsError
from coach.settings import load_settings
from coach.store import DATABASE, SqliteJournal, connect
from tests.conftest import FixedClock
from tests.conversation.harness import listener, talk, tools

HARM = "my supervisor Zebedee Quillfeather put his hand on my thigh under the desk"
DANGER = "i keep thinking about killing myself in the quarry near Bletherwick"


def on_disk(folder: Path) -> bytes:
    """Every byte of the records, the write-ahead log included."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


@pytest.mark.parametrize("off", [True, False])
def test_what_raised_a_stop_is_not_on_disk(home: Path, off: bool) -> None:
    home.mkdir(mode=0o700)
    journal = SqliteJournal(connect(home / DATABASE), FixedClock().now)
    conversation = Conversation(replace(tools(), journal=journal))
    conversation.turn("/goal become a Glassblower")
    before = on_disk(home)
    assert b"Glassblower" in before
    if off:
        conversation.turn("/offrecord")
    for line in (HARM, "it happened twice in Snettlebury", DANGER, "nobody in Crumblethorpe would care"):
        assert conversation.turn(line).safety
    written = on_disk(home)
    for word in (b"Quillfeather", b"thigh", b"Snettlebury", b"quarry", b"Bletherwick", b"Crumblethorpe"):
        assert word.lower() not in written.lower()
    if off:
        for word in (b"sexual_harassment", b"danger", b"safety_raised", b"Samaritans"):
            assert word.lower() not in written[len(before) :].lower() or word.lower() in before.lower()
        assert written == before
    journal.close()


def test_own_contacts_come_first() -> None:
    conversation = Conversation(replace(tools(), contacts=("Aoife, my sister, 0161 496 0000",)))
    reply = conversation.turn(DANGER).reply
    assert 0 < reply.index("Aoife, my sister, 0161 496 0000") < reply.index("Samaritans")
    again = conversation.turn("please").reply
    assert again.index("Aoife") < again.index("Samaritans")


def test_contacts_are_read_from_the_settings(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('contacts = ["Aoife,  0161 496 0000", "Occupational health, extension 4411"]\n')
    assert load_settings(home).contacts == ("Aoife, 0161 496 0000", "Occupational health, extension 4411")
    (home / "config.toml").write_text("contacts = [3]\n")
    with pytest.raises(SettingsError):
        load_settings(home)


@dataclass
class UneasyListener:
    """Ears whose classifier alone is alarmed."""

    uneasy: bool = False

    def read(self, text: str) -> Reading:
        """Return the real reading, alarmed where that is wanted."""
        reading = listener().read(text)
        return replace(reading, alarm="unclear", flows=(("safety", 0.98),)) if self.uneasy else reading


def test_a_veiled_line_in_a_message_gets_a_word_and_stops_nothing() -> None:
    ears = UneasyListener()
    conversation = Conversation(replace(tools(), ears=ears))
    conversation.turn("help me thank my supervisor Dr. Patel for his feedback")
    conversation.turn("After a meeting or a bit of advice")
    ears.uneasy = True
    turn = conversation.turn("since that evening I would rather not be in the same room with him any more")
    assert "being harmed" in turn.reply
    assert turn.flow == "draft_thanks"
    assert "being harmed" not in conversation.turn("I would rather not say what exactly he did with the rest of my time").reply


def test_stops_in_a_row_are_not_the_same_words() -> None:
    conversation = talk()
    replies = [conversation.turn(line).reply for line in (DANGER, "please", "no", "what now", "hm", "well")]
    openings = [reply.splitlines()[0] for reply in replies]
    assert len(set(openings[:5])) == 5
    assert all(len(later) < len(replies[0]) for later in replies[1:])
    assert all("Samaritans" in reply for reply in replies)
    assert sum("not an emergency service" in reply for reply in replies) == 1


def test_a_new_conversation_does_not_ask_about_harm() -> None:
    conversation = talk()
    conversation.turn(HARM)
    assert "One question before" in conversation.turn("write a thank you note to him").reply
    conversation.turn("/new")
    turn = conversation.turn("help me write to Dr. Helen Okonkwo about machine learning")
    assert "One question before" not in turn.reply and turn.flow == "draft_intro"
