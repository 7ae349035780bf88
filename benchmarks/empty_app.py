"""The smallest Textual app: what the first paint of Coach is measured against."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """Shows one word."""

    def compose(self) -> ComposeResult:
        """Put the word."""
        yield Static("Anything")


if __name__ == "__main__":
    EmptyApp().run()
