"""The one table of slash words. Hints, palette, help and dispatch all read it."""

from __future__ import annotations

from typing import Final

from coach.conversation.facade import CommandSpec

COMMANDS: Final[tuple[CommandSpec, ...]] = (
    CommandSpec(
        "intro",
        "Write to a prospective mentor",
        "A first message that a busy person answers.",
        "who and what about",
        ("write",),
        "start",
    ),
    CommandSpec("followup", "Follow up on silence", "The message after the first one got no answer.", "who", ("nudge",), "start"),
    CommandSpec(
        "goal", "Work out a goal", "An interview that ends in a goal you can check.", "what it is about", ("goals",), "start"
    ),
    CommandSpec(
        "stuck",
        "Get unstuck",
        "Silence, drifting meetings, doubts: find out why and what to do.",
        "what happened",
        ("stall",),
        "start",
    ),
    CommandSpec(
        "disagree",
        "Disagree with advice",
        "Weigh it fairly, decide, and find the words.",
        "the advice",
        ("disagreement",),
        "start",
    ),
    CommandSpec(
        "ask", "Ask the library", "An answer with its sources, without starting an interview.", "your question", (), "start"
    ),
    CommandSpec("back", "Previous question", "Go back one question; nothing is lost."),
    CommandSpec("skip", "Skip this question", "Go on without an answer."),
    CommandSpec("why", "Why this question?", "Say why it is asked; the question stays."),
    CommandSpec("example", "Show an example", "Show what others might answer; the question stays."),
    CommandSpec(
        "review",
        "All answers",
        "Show every answer of this interview, each with a number to change it.",
        "number of an answer",
        ("answers",),
    ),
    CommandSpec(
        "list",
        "Change the list",
        "Show the list of this interview; add to it, change, remove or move items.",
        "add TEXT, edit 2 TEXT, remove 3, move 3 to 1",
        ("items",),
    ),
    CommandSpec("enough", "Enough questions", "Finish with what I said; only what cannot be missing is still asked."),
    CommandSpec("cancel", "Stop this interview", "Leave it; what you said is kept and can be resumed."),
    CommandSpec(
        "resume",
        "Go on with an interview",
        "Pick up the one that you left, or choose among several.",
        "its number",
        ("continue",),
    ),
    CommandSpec("restart", "Start this interview again", "Begin with empty answers; the old ones stay in the history."),
    CommandSpec("repeat", "Say that again", "Show the last reply once more."),
    CommandSpec("done", "Finish", "Close what is open and see what else there is.", "", ("finish",)),
    CommandSpec(
        "sources",
        "Sources of the last answer",
        "Show the passages that the last answer rests on.",
        "number of a source",
        (),
        "results",
    ),
    CommandSpec("more", "More on this", "Show the rest of the last answer.", "", (), "results"),
    CommandSpec(
        "library",
        "Your own documents",
        "List them, add a file or folder, take one out, or say whether answers use them.",
        "add PATH, update, remove NUMBER, with, only or without",
        ("documents",),
        "privacy",
    ),
    CommandSpec("draft", "Show the message", "Show the message as it stands, with its review.", "", (), "results"),
    CommandSpec(
        "tone", "Change the tone", "Write the message again: warm, formal or brief.", "warm, formal or brief", (), "results"
    ),
    CommandSpec(
        "channel",
        "Change the channel",
        "Write it as email, linkedin_note, linkedin_message, chat or letter.",
        "the channel",
        (),
        "results",
    ),
    CommandSpec(
        "versions",
        "Versions of the message",
        "List every version, or show what changed between two of them.",
        "two numbers",
        (),
        "results",
    ),
    CommandSpec(
        "restore", "Take a version again", "Make an earlier version of the message the newest.", "its number", (), "results"
    ),
    CommandSpec(
        "sent", "I sent it", "Note that the message went out; Coach itself sends nothing.", "the day, if not today", (), "outbox"
    ),
    CommandSpec("replied", "They answered", "Note what they said.", "yes, no or not now, and the day", (), "outbox"),
    CommandSpec(
        "outbox",
        "Messages and what came of them",
        "What was sent, what is due, how often people answer.",
        "number, and what came of it",
        (),
        "outbox",
    ),
    CommandSpec("later", "Put off what is due", "Say it again in a week, or on the day you name.", "the day", (), "outbox"),
    CommandSpec("reminders", "Reminders on opening", "Whether I say on opening what is due.", "on or off", (), "outbox"),
    CommandSpec("goalsheet", "Show the goal", "Show the goal sheet as it stands.", "", ("sheet",), "results"),
    CommandSpec("share", "What a mentor would see", "Show the sheet without what you keep private.", "", (), "results"),
    CommandSpec(
        "export", "Save to a file", "Write the result to a file, after you confirm where.", "form or path", ("save",), "results"
    ),
    CommandSpec(
        "offrecord", "Off the record", "Stop keeping this conversation; /onrecord keeps it again.", "", ("off",), "privacy"
    ),
    CommandSpec("onrecord", "On the record", "Keep this conversation again from here on.", "", ("on",), "privacy"),
    CommandSpec("privacy", "Who can see this?", "Where your words are kept and who can read them.", "", (), "privacy"),
    CommandSpec("new", "New conversation", "Put this one away and begin afresh.", "", (), "privacy"),
    CommandSpec("help", "Help", "What you can say and which words do what.", "", ("?", "menu"), "privacy"),
    CommandSpec("quit", "Leave Coach", "Everything is saved.", "", ("exit", "bye"), "privacy"),
)

BY_WORD: Final[dict[str, CommandSpec]] = {word: spec for spec in COMMANDS for word in (spec.name, *spec.aliases)}

OPENED: Final[dict[str, str]] = {
    "intro": "draft_intro",
    "followup": "draft_followup",
    "goal": "goal_interview",
    "stuck": "stall",
    "disagree": "disagreement",
}
"""The interview that each slash word opens."""
