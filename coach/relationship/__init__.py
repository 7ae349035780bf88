"""Pure rules over a person's own answers: what a stall is, what a goal lacks, which way a decision leans. No clock, no records."""

from coach.relationship.functions import FUNCTIONS

__all__ = ["FUNCTIONS"]
