"""`make shots`: pictures of the real app, `docs/screenshot.svg` among them. Run as `python -m benchmarks.shots [FOLDER]`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

from coach.bootstrap import Workplace
from coach.settings import load_settings
from coach.tui.app import CoachApp
from coach.tui.options import TuiOptions

LINES: dict[str, tuple[str, ...]] = {
    "screenshot": ("my mentor has not answered for three weeks, should I write again?",),
    "question": ("write to Dr. Nadia O'Brien-Khoury, staff engineer at Lumen, about moving into ML, 20 minutes",),
    "draft": (
        "write to Dr. Nadia O'Brien-Khoury, staff engineer at Lumen, about moving into ML, 20 minutes",
        "2",
        "her talk at PyData London, how she explained calibration",
        "/enough",
    ),
    "stuck": ("/stuck", "since september", "3", "1", "she wanted to read my chapter", "8", "1", "1", "2", "2", "1"),
    "welcome": (),
}
"""The lines typed for each picture."""

SIZE = (110, 38)


async def picture(place: Workplace, lines: tuple[str, ...]) -> str:
    """Type the lines into the real app and return the screen as SVG."""
    app: Any = CoachApp(place.build, options=TuiOptions(data_folder="~/.local/share/coach"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(2)
        for line in lines:
            await pilot.press(*("space" if c == " " else c for c in line))
            await pilot.press("enter")
            await pilot.pause(1.5)
        await pilot.pause(0.5)
        return str(app.export_screenshot(title="Coach"))


def main() -> int:
    """Write one SVG for each entry of `LINES`."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs")
    with tempfile.TemporaryDirectory() as prepared:
        library = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(prepared)
        if len(sys.argv) <= 2:
            place = Workplace(load_settings(library), ephemeral=True)
            place.prepare()
            place.close()
        for name, lines in LINES.items():
            if folder == Path("docs") and name != "screenshot":
                continue
            place = Workplace(load_settings(library), ephemeral=True)
            place.warm_up()
            (folder / f"{name}.svg").write_text(asyncio.run(picture(place, lines)), encoding="utf-8")
            place.close()
            print(folder / f"{name}.svg", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
