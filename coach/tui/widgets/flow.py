"""A layout that sets its children side by side and begins a new row where they do not fit."""

from __future__ import annotations

from textual.geometry import Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget


class FlowLayout(Layout):
    """Textual has rows, columns and grids, but nothing that wraps."""

    name = "flow"
    gap = 2

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Place each child at its own width, left to right, top to bottom."""
        parent.pre_layout(self)
        viewport = parent.app.viewport_size
        placements: list[WidgetPlacement] = []
        x = y = row_height = 0
        for child in children:
            gutter = child.styles.gutter
            width = min(child.get_content_width(size, viewport) + gutter.width, max(size.width, 1))
            inner = max(width - gutter.width, 1)
            height = child.get_content_height(size, viewport, inner) + gutter.height
            if x and x + width > size.width:
                x, y, row_height = 0, y + row_height + 1, 0
            region = Region(x, y, width, height)
            placements.append(WidgetPlacement(region, Region().offset, Spacing(), child))
            x += width + self.gap
            row_height = max(row_height, height)
        return placements
