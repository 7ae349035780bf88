"""How Coach speaks: reply templates, question texts, and the sentences for problems. No sentence stands in Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coach.domain.interview import FlowRun, SlotAnswer, Value
from coach.flows import Ask, Problem, Say
from coach.rendering import Renderer
from coach.rendering.filters import day
from coach.rendering.markdown import Md


class Voice:
    """Renders everything that a mentee reads in a conversation."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def reply(self, name: str, **values: object) -> str:
        """Render `replies/<name>.md.j2`."""
        return self._renderer.render(f"replies/{name}.md.j2", values)

    def text(self, source: str, values: Mapping[str, Value]) -> Md:
        """Render a short text from an interview file with the answers so far."""
        return Md(self._renderer.render_text(source, values))

    def says(self, says: Sequence[Say], values: Mapping[str, Value]) -> list[str]:
        """Render what is said on the way."""
        return [text for say in says if (text := self.text(say.text, values))]

    def problem(self, problem: Problem) -> Md:
        """Render why an answer was not understood."""
        return Md(self.reply("problem", code=problem.code, facts=dict(problem.facts)))

    def question(self, ask: Ask, run: FlowRun, values: Mapping[str, Value], **extra: Any) -> str:
        """Render a question with its choices and, where there is one, the earlier answer as the default."""
        before = run.answers.get(ask.slot)
        kept = before.value if before is not None and before.usable else None
        eased = ask.slot in run.eased and ask.easier
        return self.reply(
            "question",
            text=self.text(ask.easier if eased else ask.text, values),
            choices=[c.label for c in ask.choices],
            several=ask.kind == "choices",
            scale=self._scale(ask),
            default=self.shown(ask, kept) if kept is not None else None,
            doubt=extra.pop("doubt", None),
            **extra,
        )

    def _scale(self, ask: Ask) -> str:
        if ask.kind != "scale":
            return ""
        return Md(f"{ask.low} = {ask.low_label or ask.low}, {ask.high} = {ask.high_label or ask.high}")

    def shown(self, ask: Ask, value: Value | None) -> str:
        """Return a value as the mentee would say it: the label of a choice, a date in words."""
        if value is None:
            return ""
        labels = {c.value: c.label for c in ask.choices}
        if isinstance(value, tuple):
            return ", ".join(labels.get(v, v) for v in value)
        if isinstance(value, bool):
            return self.reply("yes_no", value=value)
        return day(str(value)) if ask.kind == "date" else labels.get(str(value), str(value))

    def answer_line(self, ask: Ask, answer: SlotAnswer | None) -> str:
        """Return one answer for the review list, also when it was skipped."""
        if answer is None:
            return ""
        return self.shown(ask, answer.value) if answer.usable else self.reply("no_answer", status=answer.status)

    def document(self, template: str, values: Mapping[str, object]) -> str:
        """Render a sheet or plan."""
        return self._renderer.render(template, values)
