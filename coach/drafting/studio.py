"""Writing a message: choose the template, say what is missing, render it for channel and tone, review it.

Templates stand in `prompts/messages/<situation>.txt.j2` and fill the blocks of `frame.txt.j2`. A subject may offer several
lines and a LinkedIn note several numbered pieces; the first that fits is taken, and what does not fit is left out whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from coach.domain.drafts import Draft
from coach.domain.interview import Value
from coach.domain.labels import Channel, Tone
from coach.domain.spans import minutes_in
from coach.drafting.channels import ChannelRules, as_channel, as_tone, load_channels, read_first
from coach.drafting.fitting import fit_note, fit_subject, formal_words, settle
from coach.drafting.leaks import Guarded
from coach.drafting.letters import LETTER_SLOTS, letterhead
from coach.drafting.names import Name, read_name, read_person
from coach.drafting.persons import called
from coach.drafting.phrases import OthersWords, Words
from coach.drafting.review import Reviewer
from coach.drafting.situations import Situation
from coach.drafting.tidying import tidy, without_lead
from coach.errors import ContentError, MissingValues, RenderingError
from coach.rendering import Renderer
from coach.rendering.filters import something

_RAW: Final = frozenset({"mentor_name", "mentor_title", "my_name", "channel", "tone"}) | LETTER_SLOTS
_SUBJECT: Final = "Subject:"


def _nothing() -> Iterable[Guarded]:
    return ()


def _no_date() -> date | None:
    return None


class Studio:
    """Composes and reviews messages. It keeps nothing and reads only `prompts/` and the guarded facts it is given."""

    def __init__(
        self,
        folders: tuple[Path, ...],
        renderer: Renderer | None = None,
        guarded: Callable[[], Iterable[Guarded]] = _nothing,
        private: Iterable[str] = (),
        today: Callable[[], date | None] = _no_date,
    ) -> None:
        """`folders` are prompt folders, the person's own first. `guarded` gives the facts of other people at the time of
        writing; `private` names slots whose answers must not stand in a message; `today` gives the date of a letter that
        has none; as a Calendar it also knows the hour and the days off, for the review. Raises ContentError for a broken table."""
        self._folders = folders
        self._renderer = renderer or Renderer(folders)
        self._channels = load_channels(folders)
        self._table, self._path = read_first(folders, "messages/situations.yaml")
        self._aliases: Mapping[str, str] = self._table.get("aliases", {})
        self._reviewer = Reviewer(folders, self._renderer, self._channels, today)
        self._guarded = guarded
        self._private = frozenset(private)
        self._today = today

    def situations(self) -> tuple[Situation, ...]:
        """Return every situation with its channels and what it needs, in the order of the table."""
        return tuple(self.situation(one) for one in self._table["situations"])

    def situation(self, situation: str) -> Situation:
        """Return one situation, also by an alias. Raises RenderingError when there is none of that name."""
        known = self._aliases.get(situation, situation)
        row = self._table["situations"].get(known)
        if row is None:
            raise RenderingError(f"There is no message for {situation!r}.", f"There are: {', '.join(self._table['situations'])}.")
        needs = self._renderer.needs(_template(known))
        plumbing = {"name", "next_name", "channel", "tone"}
        return Situation(
            known,
            str(row["title"]),
            tuple(as_channel(one) for one in row.get("channels", self._table["channels"])),
            needs.needs,
            tuple(name for name in needs.may if name not in plumbing),
            bool(row.get("first", False)),
            bool(row.get("asks", False)),
            tuple(row.get("others", ())),
        )

    def compose(self, situation: str, values: Mapping[str, Value]) -> Draft:
        """Write the message with channel and tone from `values`, e-mail and warm when they are absent.

        A channel that the situation does not have is replaced by the nearest one it has, and a note says so. A leak gives a
        note of level stop. Raises MissingValues with the slots in the order they matter, RenderingError for an unknown situation.
        """
        found, given = self._given(situation, values)
        channel, tone, rules = given["channel"], given["tone"], self._channels[given["channel"]]
        text = self._render(found, given)
        subject, body = _parts(text, channel, tone, rules, paid=values.get("linkedin_paid") is True)
        to = str(values.get("mentor_name", ""))
        return self.review(Draft(found.id, channel, tone, body, subject, to, _limit(rules, values)), values)

    def writable(self, situation: str, values: Mapping[str, Value]) -> bool:
        """Return whether `compose` could write the message now: nothing that it needs is missing. Writes and reviews nothing.

        Raises RenderingError for an unknown situation.
        """
        found, given = self._given(situation, values)
        return not any(given.get(name) in (None, "", ()) for name in found.needs)

    def _given(self, situation: str, values: Mapping[str, Value]) -> tuple[Situation, dict[str, Any]]:
        """Return the situation and all that its template is given."""
        found = self.situation(situation)
        channel, tone = _nearest(as_channel(values.get("channel")), found.channels), as_tone(values.get("tone"))
        name = read_name(str(values.get("mentor_name", "")), str(values.get("mentor_title", "")))
        name = replace(name, called=called([str(v) for slot, v in values.items() if slot not in found.others]))
        given = {**_prepared(values, name, found), "channel": channel, "tone": tone, "name": name}
        return found, {**given, "letter": letterhead(values, name, self._today())}

    def _render(self, found: Situation, given: Mapping[str, object]) -> str:
        template = _template(found.id)
        try:
            return self._renderer.render(template, given)
        except MissingValues as missing:
            raise MissingValues(found.id, missing.names) from missing

    def review(self, draft: Draft, values: Mapping[str, Value]) -> Draft:
        """Return the draft with its notes renewed; the same text and answers give the same notes."""
        facts = [*self._guarded(), *self._own_private(values)]
        return replace(draft, issues=self._reviewer.review(draft, values, self._situation_or_none(draft.situation), tuple(facts)))

    def _situation_or_none(self, situation: str) -> Situation | None:
        try:
            return self.situation(situation)
        except (RenderingError, ContentError):
            return None

    def _own_private(self, values: Mapping[str, Value]) -> Iterable[Guarded]:
        for slot in sorted(self._private):
            value = values.get(slot)
            if isinstance(value, str):
                yield Guarded(value, "", "private")


def _template(situation: str) -> str:
    return f"messages/{situation}.txt.j2"


def _nearest(wanted: Channel, there: tuple[Channel, ...]) -> Channel:
    if wanted in there:
        return wanted
    instead: dict[Channel, Channel] = {"linkedin_note": "linkedin_message", "letter": "email", "linkedin_message": "chat"}
    nearer = instead.get(wanted, "email")
    return nearer if nearer in there else there[0]


def _limit(rules: ChannelRules, values: Mapping[str, Value]) -> int | None:
    return rules.paid_limit if values.get("linkedin_paid") is True and rules.paid_limit else rules.limit


def says_nothing(answer: str) -> bool:
    """True for an answer without anything to write about: "nothing really", "no idea", "ok?", "well..."."""
    return not something(answer) or not any(c.isalnum() for c in without_lead(tidy(answer)))


def _prepared(values: Mapping[str, Value], name: Name, found: Situation) -> dict[str, object]:
    """Give templates the answers as `Words`; names and labels stay as they are, and an answer that only says "no" is left out."""
    given: dict[str, object] = {}
    for slot, value in values.items():
        if isinstance(value, tuple):
            given[slot] = tuple(Words(one, name) for one in value)
        elif isinstance(value, str) and (not any(c.isalnum() for c in value) or (slot not in _RAW and says_nothing(value))):
            given[slot] = None
        elif slot in _RAW or not isinstance(value, str):
            given[slot] = value
        elif slot == "advice":
            given[slot] = Words(_ADVISED.sub("", value, count=1) or value, name)
        elif slot in found.others:
            given[slot] = OthersWords(value, name)
        else:
            given[slot] = Words(value, name)
    mine = read_name(str(values.get("my_name", "")))
    given["my_name"] = f"{mine.title} {mine.full}".strip()
    given["next_name"] = read_person(str(values.get("next_person") or ""))
    minutes = minutes_in(f"{values.get('ask_minutes', '')}") or _number(values.get("ask_minutes"))
    given["ask_minutes"] = (f"{minutes} minutes" if minutes != 60 else "one hour") if minutes else None
    topic, goal = given.get("topic"), given.get("goal")
    given["topic"] = topic or goal
    given["my_role"] = _said_once(given.get("my_role"), given["topic"], name)
    event, why = str(given.get("event") or ""), str(given.get("why_them") or "")
    if event and set(re.findall(r"\w{4,}", event.lower())) <= set(re.findall(r"\w{4,}", why.lower())):
        given["event"] = None
    return given


_ADVISED: Final = re.compile(
    r"^(?:(?i:my|our|the)\s+\w+(?:\s+[A-Z][\w.'’-]+){0,2}|(?i:he|she|they)|(?:(?i:dr|prof|mr|mrs|ms)\.?\s+)?[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+)?)\s+"
    r"(?i:keeps?\s+(?:saying|telling\s+me)|says?|said|told\s+me|tells\s+me|thinks?|wants?\s+me|advis(?:ed|es)(?:\s+me)?|suggest(?:ed|s)|recommend(?:ed|s))"
    r"\s*[:,]?\s+(?i:that\s+)?(?i:(?:i|we)\s+(?:should|must|need\s+to|have\s+to|ought\s+to)\s+|(?:me\s+)?to\s+)?(?=\S)"
)
"""Who advised it, which the reader of the message knows: "my mentor Coach Ferreira says drop the course"."""

_WISHING: Final = re.compile(
    r",?\s+(?:(?:who (?:is|wants|would like)|and)\s+)?(?:trying|looking|hoping|wanting|wants|aiming|thinking|planning|considering|interested|moving|going|keen)\b.*$",
    re.I,
)


def _said_once(role: object, topic: object, name: Name) -> object:
    """Take a wish off the end of who the writer is when the topic says the same: "QA engineer trying to move into ML"."""
    wish = _WISHING.search(str(role or ""))
    if wish is None or wish.start() == 0:
        return role
    told, asked = ({w[:5] for w in re.findall(r"\w{2,}", str(text).lower())} - _SMALL for text in (wish[0], topic or ""))
    return Words(str(role)[: wish.start()], name) if len(told & asked) * 2 >= len(asked) else role


_SMALL: Final = frozenset("to into the my in on of about how and from a thinking tryin think movin move want".split())


def _number(value: object) -> int | None:
    return int(str(value)) if value is not None and re.fullmatch(r"\d{1,3}", str(value)) else None


_BREAK: Final = re.compile(r"^[ \t]*¶[ \t]*$", re.M)


def _paragraphs(text: str) -> str:
    """A pilcrow on a line of its own parts paragraphs, one inside a line breaks it; points of a list stay on their own lines."""
    parts = (
        re.sub(r"\s*\n(?!\s*- )\s*", " ", re.sub(r"\n\s*\n", "\n", part.strip())).replace("¶", "\n")
        for part in _BREAK.split(text)
    )
    return "\n\n".join(part for part in parts if part.strip())


def _parts(text: str, channel: Channel, tone: Tone, rules: ChannelRules, *, paid: bool) -> tuple[str, str]:
    """Split what a template gave into subject and body and fit both to the channel."""
    subject = ""
    if text.startswith(_SUBJECT):
        head, text = _BREAK.split(text, maxsplit=1)
        subject = fit_subject(head.removeprefix(_SUBJECT).splitlines(), rules.subject)
    if channel == "linkedin_note":
        text = fit_note(text.splitlines(), (rules.paid_limit if paid else rules.limit) or 200)
    else:
        text = _paragraphs(text)
    if tone == "formal":
        subject, text = formal_words(subject), formal_words(text)
    return settle(subject), "\n\n".join(settle(part) for part in re.split(r"\n{2,}", text.strip()) if part.strip())
