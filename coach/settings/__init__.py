"""What a person or a programme can set: flags over environment over file over default."""

from coach.settings.load import load_settings
from coach.settings.model import Country, LibrarySettings, ScreenSettings, Settings

__all__ = ["Country", "LibrarySettings", "ScreenSettings", "Settings", "load_settings"]
