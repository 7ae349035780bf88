"""Messages: choose a template, say what is missing, render, review, guard against leaks."""

from coach.drafting.leaks import Guarded, Leak, find_leaks
from coach.drafting.situations import Situation
from coach.drafting.studio import Studio

__all__ = ["Guarded", "Leak", "Situation", "Studio", "find_leaks"]
