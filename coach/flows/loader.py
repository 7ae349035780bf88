"""Reading interviews from files, and finding what is wrong with them before a mentee does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach.errors import ContentError
from coach.flows.conditions import Condition, build
from coach.flows.model import Ask, Branch, Call, Case, Check, Choice, End, FlowDef, Put, Say, Step
from coach.rendering import Located, load_yaml

_ASK_FIELDS = {
    "ask", "section", "label", "kind", "text", "why", "example", "easier", "choices", "low", "high", "low_label", "high_label",
    "tense", "required", "private", "cosmetic", "reuse", "takes_questions", "items", "depends", "capture", "when",
}  # fmt: skip
_FIELDS: Mapping[str, set[str]] = {
    "ask": _ASK_FIELDS,
    "say": {"say", "when"},
    "branch": {"branch"},
    "call": {"call", "reads", "into", "when"},
    "set": {"set", "when"},
    "end": {"end"},
}
_KINDS = {"text", "long_text", "name", "choice", "choices", "scale", "yes_no", "date", "duration", "minutes", "number"}


@dataclass(frozen=True, slots=True)
class FlowBook:
    """All interviews by id, and what was wrong with the person's own ones."""

    flows: Mapping[str, FlowDef]
    problems: tuple[ContentError, ...] = field(default=())

    def __contains__(self, flow: str) -> bool:
        return flow in self.flows

    def __getitem__(self, flow: str) -> FlowDef:
        return self.flows[flow]


def load_flows(folders: Sequence[Path]) -> FlowBook:
    """Read `interviews/*.yaml` of each folder, the first folder that has an id wins.

    A broken file in the last (shipped) folder raises ContentError; a broken one before it is reported in `problems`
    and the shipped one is used.
    """
    flows: dict[str, FlowDef] = {}
    problems: list[ContentError] = []
    for folder in folders:
        for path in sorted((folder / "interviews").glob("*.yaml")):
            try:
                flow = read_flow(path)
            except ContentError as error:
                if folder == folders[-1]:
                    raise
                problems.append(error)
                continue
            flows.setdefault(flow.id, flow)
    return FlowBook(flows, tuple(problems))


def open_flows(folders: Sequence[Path]) -> FlowBook:
    """Return the same book as `load_flows`, whose shipped interviews are read when they are first asked for.

    A shipped file that is broken raises ContentError then; `coach check` and the tests read them all.
    """
    own = load_flows([*folders[:-1], folders[-1] / "none"])
    paths = {path.stem: path for path in sorted((folders[-1] / "interviews").glob("*.yaml"))}
    return FlowBook(_Later(dict(own.flows), paths), own.problems)


class _Later(Mapping[str, FlowDef]):
    """The flows that are read, over the paths of those that are not yet."""

    def __init__(self, flows: dict[str, FlowDef], paths: Mapping[str, Path]) -> None:
        self._flows = flows
        self._paths = paths

    def __getitem__(self, flow: str) -> FlowDef:
        if flow not in self._flows:
            self._flows[flow] = read_flow(self._paths[flow])
        return self._flows[flow]

    def __contains__(self, flow: object) -> bool:
        return flow in self._flows or flow in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._flows, *self._paths]))

    def __len__(self) -> int:
        return len(self._flows.keys() | self._paths.keys())


def read_flow(path: Path) -> FlowDef:
    """Read one interview. Raises ContentError with file, line and remedy."""
    data = load_yaml(path.read_text(encoding="utf-8"), path)
    if not isinstance(data, Located):
        raise ContentError(path, 1, "An interview is a mapping.", "Begin with id: and title:.")
    reader = _Reader(path)
    reader.only(data, {"id", "title", "topic", "opens", "sections", "steps", "checks"}, {"id", "title", "topic", "steps"})
    if data["id"] != path.stem:
        raise ContentError(path, data.line, f"The id {data['id']!r} is not the file's name.", f"Write id: {path.stem}.")
    return FlowDef(
        id=data["id"],
        title=data["title"],
        topic=data["topic"],
        opens=data.get("opens", ""),
        steps=reader.steps(data["steps"]),
        sections=dict(data.get("sections") or {}),
        checks=tuple(reader.check(one) for one in data.get("checks") or ()),
        path=str(path),
    )


class _Reader:
    """Builds the steps of one file; knows the path for its errors."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._build: Mapping[str, Callable[[Located], Step]] = {
            "ask": self._ask,
            "say": lambda d: Say(str(d["say"]), self._when(d), d.line),
            "branch": self._branch,
            "call": lambda d: Call(str(d["call"]), _words(d.get("reads")), _words(d.get("into")), self._when(d), d.line),
            "set": self._set,
            "end": self._end,
        }

    def steps(self, data: object) -> tuple[Step, ...]:
        if not isinstance(data, list) or not data:
            raise ContentError(self._path, None, "steps must be a list with at least one step.", "Add a step: - ask: …")
        return tuple(self._step(one) for one in data)

    def check(self, data: Located) -> Check:
        self.only(data, {"id", "when", "about", "problem"}, {"id", "when", "about", "problem"})
        condition = self._when(data)
        assert condition is not None
        return Check(str(data["id"]), condition, _words(data["about"]), str(data["problem"]), data.line)

    def only(self, data: Located, allowed: set[str], needed: Iterable[str]) -> None:
        for key in data:
            if key not in allowed:
                raise ContentError(
                    self._path, data.line, f"There is no field {key!r} here.", f"Known: {', '.join(sorted(allowed))}."
                )
        for key in needed:
            if data.get(key) in (None, "", []):
                raise ContentError(self._path, data.line, f"The field {key!r} is missing.", "Add it.")

    def _step(self, data: object) -> Step:
        if not isinstance(data, Located):
            raise ContentError(self._path, None, f"A step must be a mapping, this is {data!r}.", "Write - ask: … or - say: …")
        kind = next((key for key in _FIELDS if key in data), None)
        if kind is None:
            raise ContentError(self._path, data.line, "This step is of no known kind.", f"Use one of {', '.join(_FIELDS)}.")
        self.only(data, _FIELDS[kind], [kind])
        return self._build[kind](data)

    def _when(self, data: Located) -> Condition | None:
        if "when" not in data:
            return None
        try:
            return build(data["when"])
        except (ValueError, TypeError) as error:
            raise ContentError(
                self._path, data.line, f"The condition is not understood: {error}.", "See docs/writing-interviews.md."
            ) from error

    def _ask(self, data: Located) -> Ask:
        needed = (
            ["text", "why", "label"]
            if data.get("kind") in ("choice", "choices", "yes_no", "scale")
            else ["text", "why", "label", "example"]
        )
        self.only(data, _ASK_FIELDS, needed)
        kind = data.get("kind", "text")
        if kind not in _KINDS:
            raise ContentError(self._path, data.line, f"There is no kind {kind!r}.", f"Known: {', '.join(sorted(_KINDS))}.")
        if (kind in ("choice", "choices")) != ("choices" in data):
            raise ContentError(
                self._path, data.line, "choices and kind do not fit together.", "Give choices for kind choice or choices."
            )
        plain = {"kind": kind} | {k: v for k, v in data.items() if k not in ("ask", "choices", "depends", "capture", "when")}
        return Ask(
            slot=str(data["ask"]),
            choices=tuple(self._choice(one) for one in data.get("choices") or ()),
            depends=_words(data.get("depends")),
            capture=_words(data.get("capture")),
            when=self._when(data),
            line=data.line,
            **plain,
        )

    def _choice(self, data: Any) -> Choice:
        if not isinstance(data, Located):
            raise ContentError(self._path, None, f"A choice must be a mapping, this is {data!r}.", "Write {value: …, label: …}.")
        self.only(data, {"value", "label", "means", "spots"}, ["value", "label"])
        return Choice(str(data["value"]), str(data["label"]), _words(data.get("means")), _words(data.get("spots")))

    def _branch(self, data: Located) -> Branch:
        cases: list[Case] = []
        for case in data["branch"]:
            self.only(case, {"when", "otherwise", "steps"}, ["steps"])
            cases.append(Case(self._when(case), self.steps(case["steps"])))
        return Branch(tuple(cases), data.line)

    def _set(self, data: Located) -> Put:
        inner = data["set"]
        self.only(inner, {"slot", "value"}, ["slot", "value"])
        return Put(str(inner["slot"]), inner["value"], self._when(data), data.line)

    def _end(self, data: Located) -> End:
        inner = data["end"]
        self.only(inner, {"document", "draft", "title", "closing", "when"}, [])
        fields = {k: str(v) for k, v in inner.items() if k != "when"}
        return End(**fields, when=self._when(inner), line=data.line)


def _words(data: object) -> tuple[str, ...]:
    if data is None:
        return ()
    return tuple(str(one) for one in data) if isinstance(data, list) else (str(data),)
