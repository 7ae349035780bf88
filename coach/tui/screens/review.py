"""All answers of the interview in progress; Enter goes to one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from coach.conversation.facade import OutlineItem
from coach.domain.text import one_line

_MARKS: Final = {
    "answered": ("✓", "$text-success"),
    "skipped": ("-", "$quiet"),
    "doubtful": ("?", "bold $text-warning"),
    "open": ("○", "$primary"),
    "later": ("·", "$quiet"),
}
_STATES: Final = {
    "skipped": "skipped",
    "doubtful": "may no longer hold",
    "open": "not answered yet",
    "later": "comes later",
}
DIGITS_WAIT = 0.8


class ReviewScreen(Screen[int | None]):
    """A list by section. The result is the number of an answer, or None."""

    HELP = "All answers"
    CSS_PATH = "review.tcss"
    AUTO_FOCUS = "OptionList"
    BINDINGS = [
        Binding(
            "enter",
            "take",
            "Change",
            id="review.take",
            key_display="Enter",
            priority=True,
            tooltip="Go to this question",
        ),
        Binding(
            "a",
            "answered",
            "Answered only",
            id="review.answered",
            tooltip="Show only what has an answer, or everything",
        ),
        Binding("escape", "back", "Back", id="review.back", key_display="Esc", tooltip="Back to the conversation"),
        Binding("j", "move(1)", "Down", id="review.down", show=False, tooltip="Go down"),
        Binding("k", "move(-1)", "Up", id="review.up", show=False, tooltip="Go up"),
        *(
            Binding(
                str(n),
                f"digit({n})",
                f"Number {n}",
                id=f"review.digit.{n}",
                show=False,
                tooltip="Go to the answer with this number",
                group=Binding.Group("Go to a number"),
            )
            for n in range(10)
        ),
    ]

    def __init__(self, outline: tuple[OutlineItem, ...]) -> None:
        super().__init__()
        self._outline = outline
        self._only_answered = False
        self._digits = ""

    def compose(self) -> ComposeResult:
        """Heading and list."""
        yield Static("All answers", id="title", markup=False)
        yield OptionList(id="answers", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin at the first question that is open or doubtful."""
        self._fill()
        states = [item.state for item in self._outline]
        first = next((i for i, state in enumerate(states) if state in ("doubtful", "open")), 0)
        self._go_to(first + 1)

    def action_take(self) -> None:
        """Return the marked answer's number."""
        answers = self.query_one(OptionList)
        if answers.highlighted is not None:
            option = answers.get_option_at_index(answers.highlighted)
            if option.id is not None and not option.disabled:
                self.dismiss(int(option.id))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take Enter or a click in the list."""
        event.stop()
        if event.option.id is not None:
            self.dismiss(int(event.option.id))

    def action_answered(self) -> None:
        """Show only what is answered, or everything."""
        self._only_answered = not self._only_answered
        self._fill()

    def action_back(self) -> None:
        """Return nothing."""
        self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Move the mark."""
        answers = self.query_one(OptionList)
        answers.action_cursor_down() if by > 0 else answers.action_cursor_up()

    def action_digit(self, digit: int) -> None:
        """Go to a number, of two digits where they follow each other soon."""
        self._digits = (self._digits + str(digit))[-2:]
        if not self._go_to(int(self._digits)):
            self._digits = str(digit)
            self._go_to(digit)
        self.set_timer(DIGITS_WAIT, self._forget)

    def _forget(self) -> None:
        self._digits = ""

    def _go_to(self, number: int) -> bool:
        answers = self.query_one(OptionList)
        if not any(option.id == str(number) and not option.disabled for option in answers.options):
            return False
        answers.highlighted = answers.get_option_index(str(number))
        return True

    def _fill(self) -> None:
        answers = self.query_one(OptionList)
        answers.clear_options()
        answers.add_options(self._options())

    def _options(self) -> Iterator[Option]:
        section = ""
        for number, item in enumerate(self._outline, 1):
            if self._only_answered and item.state not in ("answered", "doubtful"):
                continue
            if item.section != section:
                section = item.section
                yield Option(Content.styled(one_line(section), "bold $primary"), disabled=True)
            yield Option(_line(number, item), id=str(number), disabled=item.state == "later")


def _line(number: int, item: OutlineItem) -> Content:
    mark, style = _MARKS.get(item.state, _MARKS["open"])
    answer = one_line(item.answer)
    state = "" if answer and item.state == "skipped" else _STATES.get(item.state, "")
    parts: list[tuple[str, str]] = [(f" {mark} ", style), (f"{number:>2}  ", "$quiet"), (one_line(item.label), "")]
    if answer:
        parts.append((f"\n       {answer}", "bold"))
    if state:
        parts.append((f"  {state}", style if item.state == "doubtful" else "$quiet"))
    return Content.assemble(*parts)
