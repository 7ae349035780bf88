"""Write the golden files of the messages again: `python -m tests.golden.update`, then read the difference before keeping it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml

from coach.domain.drafts import Draft
from coach.domain.labels import TONES
from coach.drafting import Studio
from coach.rendering import shipped

HERE: Final = Path(__file__).parent
FOLDER: Final = HERE / "messages"
CASES: Final[dict[str, dict[str, str]]] = yaml.load((HERE / "cases.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def drafts(case: str) -> Iterator[tuple[str, Draft]]:
    """Write one case in every channel and tone of its situation."""
    studio = Studio((shipped("prompts"),))
    values = dict(CASES[case])
    situation = studio.situation(values.pop("situation", case))
    for channel in situation.channels:
        for tone in TONES:
            yield f"{channel} · {tone}", studio.compose(situation.id, {**values, "channel": channel, "tone": tone})


def page(case: str) -> str:
    """Return all drafts of a case as one page, as they are kept."""
    parts = [f"# {case}"]
    for title, draft in drafts(case):
        notes = "".join(f"\n({issue.level}: {issue.rule})" for issue in draft.issues if issue.level != "good")
        parts.append(
            f"## {title}\n"
            + (f"Subject: {draft.subject}\n\n" if draft.subject else "\n")
            + draft.body
            + (f"\n{notes}" if notes else "")
        )
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Write every page, and delete pages of cases that are gone."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for case in CASES:
        (FOLDER / f"{case}.txt").write_text(page(case), encoding="utf-8")
    print(f"{len(CASES)} pages in {FOLDER}")


if __name__ == "__main__":
    main()
