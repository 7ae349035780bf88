"""Pure rules over a person's own answers and a clock: what a stall is, what a goal lacks, which way a decision leans."""

from coach.relationship.functions import FUNCTIONS

__all__ = ["FUNCTIONS"]
