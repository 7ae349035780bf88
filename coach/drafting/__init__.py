"""Messages: choose a template, say what is missing, render, review, guard against leaks."""

from coach.drafting.leaks import Guarded, Leak, find_leaks
from coach.drafting.studio import Situation, Studio

__all__ = ["Guarded", "Leak", "Situation", "Studio", "find_leaks"]
