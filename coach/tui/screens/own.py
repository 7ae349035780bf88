"""The person's own documents: a list, a line for a file or folder to add, and a bar while it is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, ProgressBar, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerState

from coach.domain.labels import USES, Use
from coach.domain.own import OwnProgress, OwnReport, OwnShelf
from coach.domain.text import clean, one_line
from coach.tui.problems import describe

if TYPE_CHECKING:
    from coach.domain.own import OwnDocument
    from coach.tui.screens.owning import OwnDesk

_USED: Final = {
    "with": "Answers use these beside Coach's library.",
    "only": "Answers come from these alone.",
    "without": "Answers leave these out.",
}
_EMPTY: Final = "Nothing yet. Add Markdown, text, HTML, PDF or DOCX: a file, or a whole folder."
_AGAIN: Final = "Delete once more takes {name} out. Your file itself stays."
_STOPPING: Final = "Stopping after the page at hand…"
_KEYS: Final = (
    "[b $primary]Enter[/] add   [b $primary]Del[/] take out   [b $primary]F6[/] how answers use them   "
    "[b $primary]Esc[/] stop or close"
)


class OwnWindow(ModalScreen[None]):
    """Add, look at, restrict and remove own documents. Esc stops an addition, and closes the window when there is none."""

    HELP = "Your own documents"
    CSS_PATH = "own.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS = [
        Binding("enter", "add", "Add", id="own.add", priority=True, tooltip="Add the file or folder that is named"),
        Binding("delete", "remove", "Take out", id="own.remove", tooltip="Take the marked document out; twice, to be sure"),
        Binding("f6", "use", "Use", id="own.use", tooltip="With Coach's library, these only, or without these"),
        Binding(
            "escape",
            "leave",
            "Stop or close",
            id="own.leave",
            key_display="Esc",
            priority=True,
            tooltip="Stop adding; what was done stays. Otherwise close",
        ),
    ]

    def __init__(self, desk: OwnDesk, path: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._path = path
        self._shelf = OwnShelf()
        self._adding = False
        self._doomed: int | None = None

    def compose(self) -> ComposeResult:
        """List, line, bar, what happened, keys."""
        with Vertical(id="window") as window:
            window.border_title = "Your own documents"
            yield Static(id="used", markup=False)
            yield OptionList(id="documents", markup=False)
            yield Input(self._path, placeholder="a file or a folder", select_on_focus=False, id="path")
            yield ProgressBar(total=100, show_eta=False, id="progress")
            yield Static(id="said", markup=False)
            yield Static(Content.from_markup(_KEYS), classes="keys")

    def on_mount(self) -> None:
        """Look what is there; begin at once with a path that was given."""
        self.query_one(ProgressBar).display = False
        self._run("shelf", self._desk.documents.shelf)
        if self._path:
            self.action_add()

    def action_add(self) -> None:
        """Begin to add what is named."""
        path = self.query_one(Input).value.strip().strip("\"'")
        if self._adding or not path:
            return
        self._adding = True
        self.query_one(ProgressBar).update(progress=0)
        self.query_one(ProgressBar).display = True
        self._say("")
        self._run("add", partial(self._desk.documents.add, [path], self._tell))

    def action_remove(self) -> None:
        """Take out the marked document, once that was asked for twice."""
        marked = self.query_one(OptionList).highlighted
        if self._adding or marked is None or marked >= len(self._shelf.documents):
            return
        document = self._shelf.documents[marked]
        if self._doomed != document.id:
            self._doomed = document.id
            self._say(_AGAIN.format(name=one_line(document.name)))
            return
        self._doomed = None
        self._say("")
        self._run("remove", partial(self._desk.documents.remove, [document.id]))

    def action_use(self) -> None:
        """Change how far answers use the documents."""
        if self._shelf.documents:
            use: Use = USES[(USES.index(self._shelf.use) + 1) % len(USES)]
            self._run("use", partial(self._desk.documents.use, use))

    def action_leave(self) -> None:
        """Stop adding, or close."""
        if self._adding:
            self._desk.documents.stop()
            self._say(_STOPPING)
        else:
            self.dismiss(None)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take every result and every failure."""
        group = event.worker.group
        if event.state is WorkerState.SUCCESS:
            self._landed(group, event.worker.result)
        elif event.state is WorkerState.ERROR and event.worker.error is not None:
            self._ended(group)
            problem = describe(event.worker.error)
            self._say(f"{problem.what} {problem.remedy}".strip())

    def _landed(self, group: str, result: Any) -> None:
        self._ended(group)
        if isinstance(result, OwnReport):
            self._say(self._desk.tell(result))
            self.query_one(Input).clear()
        if isinstance(result, OwnShelf):
            self._show(result)
        else:
            self._run("shelf", self._desk.documents.shelf)

    def _ended(self, group: str) -> None:
        if group == "add":
            self._adding = False
            self.query_one(ProgressBar).display = False

    def _run(self, group: str, call: Callable[[], Any]) -> None:
        self.run_worker(call, name=f"coach-own-{group}", group=group, exit_on_error=False, thread=True)

    def _tell(self, progress: OwnProgress) -> None:
        """Pass on how far it is; called on the worker's thread."""
        if self.is_attached:
            self.app.call_from_thread(self._step, progress)

    def _step(self, progress: OwnProgress) -> None:
        if self.is_attached:
            self.query_one(ProgressBar).update(progress=progress.share * 100)
            self._say(f"{one_line(progress.file)}: {progress.passages:,} passages so far")

    def _show(self, shelf: OwnShelf) -> None:
        self._shelf = shelf
        documents = self.query_one(OptionList)
        marked = documents.highlighted
        documents.clear_options()
        documents.add_options([Option(_line(document, shelf)) for document in shelf.documents])
        documents.display = bool(shelf.documents)
        if shelf.documents:
            documents.highlighted = min(marked or 0, len(shelf.documents) - 1)
        self.query_one("#used", Static).update(Content(_USED[shelf.use] if shelf.documents else _EMPTY))

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Content(clean(text)))


def _line(document: OwnDocument, shelf: OwnShelf) -> Content:
    facts = f"{document.passages:,} passages"
    if not document.finished:
        facts += ", stopped half-way"
    elif document.id in shelf.gone:
        facts += ", the file is gone"
    return Content.assemble((f"{one_line(document.name)}  ", "bold"), (f"{facts}, added {document.added}", "$quiet"))
