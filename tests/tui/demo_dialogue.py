"""A scripted dialogue for the tests, and a way to try the screens without the rest of Coach.

Run it: `python tests/tui/demo_dialogue.py`. Type question, answer, draft, note, sheet, safety, slow, fail, crash.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from coach.conversation.commands import COMMANDS
from coach.conversation.facade import CommandSpec, ExportChoice, OutboxRow, OutlineItem
from coach.domain.drafts import Draft, Issue
from coach.domain.library import Card, Citation, LibraryStatus, Source
from coach.domain.turn import Action, Document, StepView, Turn
from coach.domain.versions import Version
from coach.errors import StoreError

QUOTE = (
    "Pick one goal to work on and one to keep warm; park the rest in writing. Choose the one "
    "whose improvement would make "
    "most of the others easier, or the one with a date on it."
)
WHY = "A laboratory study found that two hard distant goals pursued together got in each other's way, while a hard one combined"

CARD = Card(
    id="goals-too-many",
    title="I have too many goals and cannot choose",
    topic="goals",
    situation="Your list for the mentor runs to ten items, all of them urgent to you, and you do not want to drop any.",
    asks=("too many goals",),
    stage="starting",
    evidence="practitioner",
    sources=(
        Source("a55", "Goal setting at work: what helps", "research", "2019", "Example and colleagues"),
        Source("a170", "Choosing a first goal", "practitioner", "2021", "A mentoring programme"),
    ),
    flow="goal_interview",
    reviewed="2026-11-21",
    sections={
        "Answer": QUOTE,
        "Steps": (
            "1. Mark each item A, B or C, with no more than three As.\n"
            "2. For each A ask: does it have a deadline, can this mentor help, would it ease the rest?\n"
            "3. Take the winner for three months.\n"
            "4. Put B and C on a parked list with a review date.\n"
            "5. Show the mentor both lists."
        ),
        "Words": (
            "> I've cut my list down. For the next three months I'd like to work on **negotiating "
            "with suppliers**, because two\n"
            "> contracts come up in May. Would you have picked differently?"
        ),
        "Why": f"Career advisers suggest ranking aims and planning only the top rank. {WHY} well with an easy learning goal.",
        "Avoid": (
            '- Choosing by guilt: the item you "should" do seldom survives the second month.\n'
            "- Bringing the whole list each time and letting the mentor pick."
        ),
        "Other help": "Some items may need another person or a course: ask the mentor who.",
    },
)

CITATIONS = (
    Citation(CARD.id, CARD.title, QUOTE, "A mentoring programme, 2021", "practitioner", "2026-11-21"),
    Citation(
        CARD.id,
        "Two hard goals get in each other's way",
        WHY,
        "Example and colleagues, 2019",
        "contested",
        "2020-01-05",
        True,
    ),
)

NOTE = Draft(
    situation="intro",
    channel="linkedin_note",
    tone="warm",
    to="Dr Amara Osei",
    limit=200,
    body=(
        "Dear Dr Osei, your talk on supplier risk changed how I plan my quarter. May I ask you two questions about "
        "the move from buying to planning? Fifteen minutes would do."
    ),
    issues=(
        Issue("ask.time", "good", "The request says how long it takes."),
        Issue("fact.recipient", "good", "It names something that only this person has done."),
        Issue("exit.easy", "advice", "Add an easy way to say no.", "goals-too-many"),
    ),
)
LONG_NOTE = replace(
    NOTE, body=NOTE.body + " I have followed your work for years and would be so very grateful for any thoughts at all."
)
MAIL = Draft(
    situation="intro",
    channel="email",
    tone="formal",
    to="Dr Amara Osei",
    subject="Two questions on moving from buying to planning",
    body=(
        "Dear Dr Osei,\n\nYour talk on supplier risk in March changed how I plan my "
        "quarter.\n\nI am a buyer in my third year and "
        "want to move into planning. May I ask you two questions about how you made that move? "
        "Fifteen minutes by phone would "
        "do, in any week that suits you.\n\nIf this is a bad time, a no is quite all right.\n\nKind regards,\nNoor"
    ),
    issues=(
        Issue("length", "good", "Six sentences: short enough to be answered."),
        Issue("subject.length", "advice", "The subject says what it is about; under 50 characters would be safer."),
    ),
)

SHEET = Document(
    "goal_sheet",
    "Goal sheet",
    "### Lead a supplier negotiation by myself\n\n- **By** 30 May\n- **I will know** when "
    "the contract is signed within budget\n"
    "- **First step** sit in on the March talks\n\nPrivate: only you see this until you share it.",
)

STEP = StepView("why_now", 0.4, "Work out a goal", "Reasons")

OUTLINE = (
    OutlineItem("wish", "What you want", "What would you like to get better at?", "Negotiating with suppliers", "answered"),
    OutlineItem("by_when", "What you want", "By when?", "30 May", "doubtful"),
    OutlineItem("why_now", "Reasons", "Why does it matter now?", "", "open"),
    OutlineItem("tried", "Reasons", "What have you tried already?", "", "skipped"),
    OutlineItem("sign", "How you will know", "What would show that it worked?", "", "later"),
    OutlineItem("step", "How you will know", "What is the first step?", "", "later"),
)


VERSIONS = (
    Version(1, MAIL, "2026-11-10T10:00:00+00:00"),
    Version(2, replace(MAIL, body=MAIL.body.replace("Fifteen", "Twenty"), edited=True), "2026-11-11T10:00:00+00:00", "edited"),
    Version(
        3, replace(MAIL, tone="brief", body=MAIL.body.replace("by phone", "in writing")), "2026-11-12T10:00:00+00:00", "merged"
    ),
)
OUTBOX = (
    OutboxRow(
        1,
        "Dr Amara Osei",
        "Two questions on moving from buying to planning",
        "sent Thursday 12 November 2026",
        "a reminder is due",
        True,
        tuple((w, w) for w in ("sent", "replied", "yes", "no", "not now", "withdrawn", "closed")),
        True,
    ),
    OutboxRow(2, "Tom Becker", "", "not sent yet, written Friday 20 November 2026", moves=(("sent", "I sent it"),)),
)


def turn(text: str, reply: str, **more: object) -> Turn:
    """A turn with the labels that no screen looks at."""
    base = Turn(text=text, reply=reply, flow="ask", topic="goals", confidence=0.8, why="scripted", prose=reply)
    return replace(base, **more)  # type: ignore[arg-type]


WELCOME = turn(
    "",
    "Good to see you, and nothing here leaves this computer.\n\nTell me what is on your "
    "mind, in your own words, or begin with one of these.",
    actions=(
        Action("/resume", "Go on with your goal: negotiating with suppliers (question 3)"),
        Action("/intro", "Write to a prospective mentor"),
        Action("/goal", "Work out a goal"),
        Action("/stuck", "Get unstuck with my mentor"),
    ),
)

SCRIPT: dict[str, Turn] = {
    "question": turn(
        "question",
        "**Why does it matter now?**\n\nOne or two sentences are enough. A date, a decision or a "
        "person who waits for it all count.",
        step=STEP,
        actions=(
            Action("/skip", "Skip"),
            Action("/why", "Why do you ask?"),
            Action("/example", "Show an example"),
            Action("/back", "Previous question"),
        ),
    ),
    "answer": turn(
        "answer",
        "Pick **one goal to work on** and one to keep warm; park the rest in writing.\n\n"
        "1. Mark each item A, B or C, with no more than three As.\n"
        "2. For each A ask: does it have a deadline, can this mentor help, would it ease the rest?\n"
        "3. Take the winner for three months.\n\n"
        "> I've cut my list down. For the next three months I'd like to work on negotiating with suppliers.",
        citations=CITATIONS,
        actions=(
            Action("/goal", "Work out a goal from this"),
            Action("/more", "More on this"),
            Action("/done", "That is all"),
        ),
    ),
    "draft": turn(
        "draft",
        "Here is a first version. Change what does not sound like you.",
        draft=MAIL,
        actions=(
            Action("/tone warm", "Warmer"),
            Action("/tone brief", "Shorter"),
            Action("/channel linkedin_note", "As a LinkedIn note"),
            Action("/export", "Save it"),
        ),
    ),
    "note": turn("note", "It fits a LinkedIn note.", draft=NOTE, actions=(Action("/tone formal", "More formal"),)),
    "toolong": turn("toolong", "It is too long for a LinkedIn note.", draft=LONG_NOTE),
    "sheet": turn("sheet", "This is what you have worked out.", document=SHEET, actions=(Action("/export", "Save it"),)),
    "safety": turn(
        "safety",
        "I am sorry that this happened. **It is not your fault, and this is beyond what coaching can do.**\n\n"
        "- If you are in danger now, call your local emergency number.\n"
        "- A person you trust, or the contact named by your programme, can go through it with you.\n\n"
        "Nothing of this is kept unless you say so.",
        safety="sexual_harassment",
        actions=(Action("/offrecord", "Keep this off the record"), Action("/privacy", "Who can see this?")),
    ),
    "/quit": turn("/quit", "Goodbye.", closed=True),
    "/offrecord": turn("/offrecord", "From here on nothing is kept."),
    "/onrecord": turn("/onrecord", "From here on this is kept again."),
}


class FakeDialogue:
    """Answers from a script, remembers what it was asked, and can be held back by `gate`."""

    def __init__(self, script: dict[str, Turn] | None = None) -> None:
        self.script = {**SCRIPT, **(script or {})}
        self.calls: list[str] = []
        self.threads: set[int] = set()
        self.gate = threading.Event()
        self.gate.set()
        self.items = OUTLINE
        self.path = "/tmp/coach/message.md"
        self.choices = (
            ExportChoice("markdown", self.path),
            ExportChoice("text", "/tmp/coach/message.txt"),
            ExportChoice("eml", "/tmp/coach/message.eml"),
            ExportChoice("mailto", "/tmp/coach/message-2.txt", link="mailto:?body=Hello"),
        )
        self.rows = OUTBOX
        self.wordings = VERSIONS
        self.library = LibraryStatus("ready", cards=212, passages=1400)
        self.cards = {CARD.id: CARD}

    def welcome(self) -> Turn:
        """The opening."""
        return self.script.get("welcome", WELCOME)

    def turn(self, text: str) -> Turn:
        """The scripted turn, an error, or a plain echo."""
        self.threads.add(threading.get_ident())
        self.calls.append(text)
        self.gate.wait(10)
        if text == "fail":
            raise StoreError("The records are locked by another Coach.", "Close the other window and try again.")
        if text == "crash":
            raise ValueError("bad [bold]thing\x1b[31m")
        if text == "slow":
            time.sleep(2)
        return self.script.get(text) or turn(text, f"You said {len(text)} characters. Go on.")

    def edit_draft(self, subject: str, body: str) -> Turn:
        """The person's own wording as a new draft."""
        self.calls.append(f"edit:{subject}:{body}")
        return turn("", "That is yours now.", draft=replace(MAIL, subject=subject, body=body, edited=True, issues=()))

    def outline(self) -> tuple[OutlineItem, ...]:
        """Six questions in all states."""
        return self.items

    def commands(self) -> tuple[CommandSpec, ...]:
        """The real table."""
        return COMMANDS

    def card(self, card_id: str) -> Card | None:
        """The one card."""
        return self.cards.get(card_id)

    def export_choices(self, *, shared: bool = False) -> tuple[ExportChoice, ...]:
        """The forms in `choices`; none where there is no path, and one for a mentor."""
        return self.choices[: 1 if shared else None] if self.path else ()

    def versions(self) -> tuple[Version, ...]:
        """Three of one message."""
        return self.wordings

    def outbox(self) -> tuple[OutboxRow, ...]:
        """One that waits, one that was not sent."""
        return self.rows

    def library_status(self) -> LibraryStatus:
        """Ready."""
        return self.library


def slowly(build: Callable[[], FakeDialogue], seconds: float) -> Callable[[], FakeDialogue]:
    """Build after a while, as the real one does."""

    def later() -> FakeDialogue:
        time.sleep(seconds)
        return build()

    return later


if __name__ == "__main__":
    from coach.tui.app import run_app
    from coach.tui.options import TuiOptions

    raise SystemExit(
        run_app(
            slowly(FakeDialogue, 1.0),
            prepare=lambda: time.sleep(3),
            options=TuiOptions(data_folder=str(Path.home() / ".local/share/coach")),
        )
    )
