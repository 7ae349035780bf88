"""The interview engine: pure functions from an interview and its answers to what happens next.

The steps are walked in order with the answers at hand; the first question without an answer, or with a doubtful one, is
asked. So nothing that is known is asked again, going back loses nothing, and a changed answer re-opens exactly the
questions that its own change brings in or that recorded having read it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from coach.domain.interview import FlowRun, SlotAnswer, Value
from coach.errors import FlowError
from coach.flows.conditions import holds, reads
from coach.flows.model import Ask, Branch, Call, End, FlowDef, Put, Say, Step

Functions = Mapping[str, Callable[[Mapping[str, Value]], Mapping[str, Value]]]
"""Named pure functions that `call` steps may use: values by slot in, values by slot out."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an interview does next: it asks (`ask`) or it ends (`end`), never both, never neither.

    `run` holds derived answers too; `says` is said first; `problem` is the contradiction that re-opens `ask`;
    `reads` are the slots that the question depends on; `progress` runs from 0 to 1.
    """

    run: FlowRun
    ask: Ask | None = None
    end: End | None = None
    says: tuple[Say, ...] = ()
    problem: str = ""
    reads: tuple[str, ...] = ()
    progress: float = 0.0


@dataclass(frozen=True, slots=True)
class _Reached:
    """One step of a walk, with the slots that led to it."""

    step: Ask | Say | End
    reads: frozenset[str]


@dataclass(slots=True)
class _Walk:
    """A walk in progress: the run with derived answers filled in, its usable values, and the steps reached."""

    run: FlowRun
    functions: Functions
    known: dict[str, Value]
    reached: list[_Reached]
    sources: dict[str, frozenset[str]]

    def steps(self, steps: tuple[Step, ...], path: frozenset[str]) -> bool:
        """Walk `steps`; False when an end was reached and the walk is over."""
        return all(self._step(step, path) for step in steps)

    def _step(self, step: Step, path: frozenset[str]) -> bool:
        if isinstance(step, Branch):
            for case in step.cases:
                path |= self._expand(reads(case.when))
                if holds(case.when, self.known):
                    return self.steps(case.steps, path)
            return True
        path |= self._expand(reads(step.when))
        if not holds(step.when, self.known):
            return True
        if isinstance(step, Put):
            self._derive({step.slot: step.value}, path)
        elif isinstance(step, Call):
            self._derive(self._call(step), path | self._expand(frozenset(step.reads)))
        else:
            self.reached.append(_Reached(step, path))
        return not isinstance(step, End)

    def values(self) -> dict[str, Value]:
        return dict(self.known)

    def _expand(self, slots: frozenset[str]) -> frozenset[str]:
        return frozenset().union(*(self.sources.get(slot, frozenset({slot})) for slot in slots))

    def _call(self, step: Call) -> Mapping[str, Value]:
        if step.function not in self.functions:
            raise FlowError(f"The interview calls {step.function!r}, which does not exist.", "Run: coach check")
        result = self.functions[step.function]({s: v for s, v in self.known.items() if s in step.reads})
        return {slot: value for slot, value in result.items() if slot in step.into}

    def _derive(self, found: Mapping[str, Value], sources: frozenset[str]) -> None:
        for slot, value in found.items():
            existing = self.run.answers.get(slot)
            if existing is None or existing.status == "derived":
                self.run = self.run.with_answer(SlotAnswer(slot, value, "derived", reads=tuple(sorted(sources))))
                self.known[slot] = value
                self.sources[slot] = sources


def _walk(flow: FlowDef, run: FlowRun, functions: Functions) -> _Walk:
    """Walk the whole interview as the answers stand; unanswered questions do not stop it."""
    plain = {slot: a for slot, a in run.answers.items() if a.status != "derived"}
    given = replace(run, answers=plain)
    walk = _Walk(given, functions, given.values(), [], {})
    walk.steps(flow.steps, frozenset())
    return walk


def _settled(run: FlowRun, slot: str) -> bool:
    answer = run.answers.get(slot)
    return answer is not None and not answer.doubt


def advance(flow: FlowDef, run: FlowRun, functions: Functions) -> Outcome:
    """Return what the interview does next. Pure: the same run always gives the same outcome.

    Raises FlowError when the file calls a function that does not exist or has no end.
    """
    walk = _walk(flow, run, functions)
    reached, progress = walk.reached, _progress(walk.reached, run)
    contradiction = _contradiction(flow, walk, progress) if run.cursor is None else None
    if contradiction is not None:
        return contradiction
    says: list[Say] = []
    for found in reached:
        step = found.step
        if isinstance(step, Say):
            says.append(step)
        elif isinstance(step, Ask):
            if step.slot == run.cursor or (run.cursor is None and not _settled(run, step.slot)):
                return Outcome(walk.run, step, None, tuple(says), "", _reads(step, found, walk), progress)
            says = []
    return _ending(flow, walk, tuple(says))


def _ending(flow: FlowDef, walk: _Walk, says: tuple[Say, ...]) -> Outcome:
    if walk.run.cursor is not None:
        return advance(flow, replace(walk.run, cursor=None), walk.functions)
    end = next((found.step for found in walk.reached if isinstance(found.step, End)), None)
    if end is None:
        raise FlowError(f"The interview {flow.id!r} has no end that can be reached.", "Run: coach check")
    return Outcome(walk.run, None, end, says, "", (), 1.0)


def _reads(step: Ask, found: _Reached, walk: _Walk) -> tuple[str, ...]:
    depends = walk._expand(frozenset(step.depends))
    return tuple(sorted((found.reads | depends) - {step.slot}))


def _progress(reached: list[_Reached], run: FlowRun) -> float:
    asks = [found.step.slot for found in reached if isinstance(found.step, Ask)]
    share = sum(_settled(run, slot) for slot in asks) / len(asks) if asks else 0.0
    return max(run.shown, min(share, 0.99))


def _contradiction(flow: FlowDef, walk: _Walk, progress: float) -> Outcome | None:
    """Re-open the last slot of the first check that fails and that was not confirmed as it is."""
    for check in flow.checks:
        if not holds(check.when, walk.values()):
            continue
        found = next((f for f in walk.reached if isinstance(f.step, Ask) and f.step.slot == check.about[-1]), None)
        if found is None or _confirmed(walk.run, check.id, check.about):
            continue
        assert isinstance(found.step, Ask)
        return Outcome(walk.run, found.step, None, (), check.problem, _reads(found.step, found, walk), progress)
    return None


def _fingerprint(run: FlowRun, about: tuple[str, ...]) -> str:
    return "|".join(str(run.value(slot)) for slot in about)


def _confirmed(run: FlowRun, check: str, about: tuple[str, ...]) -> bool:
    kept = run.answers.get(f"kept:{check}")
    return kept is not None and kept.said == _fingerprint(run, about)


def put(flow: FlowDef, run: FlowRun, answer: SlotAnswer) -> tuple[SlotAnswer, ...]:
    """Return the answers to store when `answer` is given: itself, those it makes doubtful, and confirmed contradictions.

    An answer becomes doubtful when it recorded having read the slot whose value changes; all others stay. A cosmetic slot
    makes none doubtful.
    """
    before = run.answers.get(answer.slot)
    stored = [answer]
    changed = before is not None and (before.value, before.status) != (answer.value, answer.status)
    ask = flow.ask(answer.slot)
    cosmetic = ask is not None and ask.cosmetic
    if changed:
        stored += [
            replace(other, doubt=answer.slot)
            for other in run.answers.values()
            if not cosmetic and answer.slot in other.reads and other.slot != answer.slot and other.status != "derived"
        ]
    elif before is not None:
        after = run.with_answer(answer)
        stored += [
            SlotAnswer(f"kept:{check.id}", None, "skipped", said=_fingerprint(after, check.about))
            for check in flow.checks
            if answer.slot in check.about and holds(check.when, after.values())
        ]
    return tuple(stored)


def go_back(flow: FlowDef, run: FlowRun, functions: Functions) -> str | None:
    """Return the slot of the question before the current one, or None at the first."""
    walk = _walk(flow, run, functions)
    current = advance(flow, run, functions).ask
    asks = [found.step.slot for found in walk.reached if isinstance(found.step, Ask)]
    if current is None or current.slot not in asks:
        return asks[-1] if asks else None
    place = asks.index(current.slot)
    return asks[place - 1] if place else None


def jump(flow: FlowDef, run: FlowRun, functions: Functions, slot: str) -> bool:
    """Return whether the question for `slot` can be reached now, so that the cursor may be set to it."""
    return any(isinstance(found.step, Ask) and found.step.slot == slot for found in _walk(flow, run, functions).reached)


def review(flow: FlowDef, run: FlowRun, functions: Functions) -> tuple[tuple[Ask, SlotAnswer | None], ...]:
    """Return every question that can be reached now, in order, with its answer so far."""
    walk = _walk(flow, run, functions)
    return tuple((found.step, run.answers.get(found.step.slot)) for found in walk.reached if isinstance(found.step, Ask))


def active_values(flow: FlowDef, run: FlowRun, functions: Functions, *, shared: bool = False) -> dict[str, Value]:
    """Return the values that count now: of questions that can be reached, derived ones, and slots that no question asks.

    With `shared`, answers to questions marked private are left out.
    """
    walk = _walk(flow, run, functions)
    asked = {ask.slot for ask in flow.asks()}
    reachable = {found.step.slot: found.step for found in walk.reached if isinstance(found.step, Ask)}
    hidden = {ask.slot for ask in flow.asks() if ask.private} if shared else set()
    return {s: v for s, v in walk.values().items() if (s in reachable or s not in asked) and s not in hidden}
