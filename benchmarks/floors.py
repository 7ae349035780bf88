"""Fitting the weights of the score and the floors below which Coach says that it has nothing; for `benchmarks.retrieval`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.library import Array, Bench, strength
from coach.guidance.calibration import Weights
from coach.guidance.fusion import AROUND
from coach.guidance.models import DEFAULT_KEY

FLOORS: Final = {"full": (0.95, 0.985), "lexical": (0.85, 0.97)}
"""Shares of the outside questions that fall below the floors `nothing` and `weak`; words alone tell less apart."""
FOLDS: Final = 5
WEIGHTS: Final = Weights(passage=0.5, ask=0.2, asks=1.0, centre=3.0, lexical=0.3, prior=0.03)
OUTSIDE: Final = {"full": ("outside", "outside_words", "refused"), "lexical": ("outside_words", "refused")}


def signals(found: dict[str, Array], strengths: Array, names: Sequence[str]) -> Array:
    """Return what the score is made of, for the best card of each question: strength, the `names` given, a constant."""
    best = -np.sort(-strengths, axis=1)[:, :AROUND]
    return np.column_stack([(best[:, 0] + best.mean(axis=1)) / 2, *(found[name] for name in names), np.ones(len(best))])


def fit(rows: Array, inside: Array, importance: Array) -> Array:
    """Return the weights of a logistic regression (Newton's method, a little ridge)."""
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -60, 60)))
        slope = rows.T @ (importance * (inside - chance)) - 0.01 * weights
        bend = (rows * (importance * chance * (1 - chance))[:, None]).T @ rows + 0.01 * np.eye(rows.shape[1])
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def calibrated(parts: Sequence[Array]) -> tuple[Array, list[Array]]:
    """Fit the score on (questions, withheld asks, outside) and return the weights and cross-validated scores of each."""
    rows = np.concatenate(parts)
    inside = np.concatenate([np.ones(len(parts[0])), np.ones(len(parts[1])), np.zeros(len(parts[2]))])
    sizes = [len(part) for part in parts]
    importance = np.repeat([1.0, sizes[0] / sizes[1], 1.0], sizes)
    scores = np.zeros(len(rows))
    fold = np.arange(len(rows)) % FOLDS
    for n in range(FOLDS):
        weights = fit(rows[fold != n], inside[fold != n], importance[fold != n])
        scores[fold == n] = 1 / (1 + np.exp(-rows[fold == n] @ weights))
    return fit(rows, inside, importance), list(np.split(scores, np.cumsum(sizes)[:-1]))


def from_passage(bench: Bench, found: dict[str, Array], name: str) -> tuple[float, float, float]:
    """Return slope, offset and correlation from passage to `name` of the right card, for withheld asks (`own.AS_ASK`)."""
    right = np.array([int(bench.owner[k]) for k in bench.withheld])
    passage, other = (found[kind][np.arange(len(right)), right] for kind in ("passage", name))
    slope, offset = np.polyfit(passage, other, 1)
    return float(slope), float(offset), float(np.corrcoef(passage, other)[0, 1])


def calibrate(bench: Bench, path: Path) -> None:
    """Fit scores and floors for both modes and write them, and how they were measured, into the file at `path`."""
    found = bench.all_features()
    lines = [
        f"# Written by `python -m benchmarks.retrieval --calibrate` with {len(bench.cards)} cards and the model {DEFAULT_KEY}.",
        f"# Fitted on {len(bench.calibration.questions)} questions, {len(bench.withheld)} withheld asks (as heavy together) and "
        f"{len(bench.calibration.outside)} questions outside the subject;",
        f"# floors by {FOLDS}-fold cross-validation, so that these shares of the questions outside fall below them:",
        "# " + "; ".join(f"{mode}: nothing {low:.1%}, weak {high:.1%}" for mode, (low, high) in FLOORS.items()) + ".",
    ]
    for mode, weights in (("full", WEIGHTS), ("lexical", Weights(lexical=1.0, prior=0.25))):
        parts = [signals(part, strength(part, weights), OUTSIDE[mode]) for part in found]
        fitted, chance = calibrated(parts)
        nothing, weak = (float(np.quantile(chance[2], share)) for share in FLOORS[mode])
        shares = [
            f"{name} {(part < nothing).mean():.1%} and {(part < weak).mean():.1%}"
            for name, part in zip(("questions", "withheld asks"), chance, strict=False)
        ]
        values = {k: getattr(weights, k) for k in ("passage", "ask", "asks", "centre", "lexical", "prior")}
        half, *others = (round(float(value), 3) for value in (fitted[0] / 2, *fitted[1:]))
        values |= {"strength": half, "around": half, **dict(zip((*OUTSIDE[mode], "base"), others, strict=True))}
        lines += [f"# {mode}: below the floors fall of the {', of the '.join(shares)}.", f"{mode}:", "  weights:"]
        lines += [f"    {key}: {value}" for key, value in values.items()]
        lines += [f"  nothing: {nothing:.3f}", f"  weak: {weak:.3f}"]
    kept = path.read_text(encoding="utf-8")
    for name in ("ask", "centre"):
        slope, offset, likeness = from_passage(bench, found[1], name)
        print(f"from a passage to the best {name} of its card: {slope:.2f} times and {offset:+.2f} (r = {likeness:.2f})")
    path.write_text("\n".join(lines) + kept[kept.index("\noutside:\n") :], encoding="utf-8")
