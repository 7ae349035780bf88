"""The command line. Importing it loads nothing heavy: each command imports what it needs when it runs."""

from coach.cli.main import main

__all__ = ["main"]
