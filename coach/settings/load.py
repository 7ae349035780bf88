"""Reading settings: `config.toml` in the home folder, `COACH_*` in the environment, flags of the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from coach.errors import SettingsError
from coach.settings.model import LibrarySettings, ScreenSettings, Settings

_ENVIRONMENT = {
    "COACH_COUNTRY": ("", "country"),
    "COACH_CHROMA_URL": ("library", "chroma_url"),
    "COACH_MODEL": ("library", "model"),
}
_GROUPS: Mapping[str, type] = {"library": LibrarySettings, "screen": ScreenSettings}


def load_settings(home: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings for `home` (flag over `COACH_HOME` over the platform's user data folder).

    Raises SettingsError that names the file and the key for anything unknown or of the wrong kind.
    """
    env = os.environ if environment is None else environment
    folder = home or (Path(env["COACH_HOME"]).expanduser() if env.get("COACH_HOME") else _default_home())
    path = folder / "config.toml"
    settings = Settings(home=folder)
    if path.is_file():
        settings = _merge(settings, _read(path), path)
    for name, (group, key) in _ENVIRONMENT.items():
        if env.get(name):
            settings = _merge(settings, {group: {key: env[name]}} if group else {key: env[name]}, Path(name))
    return settings


def _default_home() -> Path:
    from platformdirs import user_data_path  # 10 ms, only when no folder is named

    return user_data_path("coach", appauthor=False)


def _read(path: Path) -> dict[str, Any]:
    import tomllib  # 4 ms, only where there is a file

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read: {error}.", "Mend the line, or move the file away to use the defaults."
        ) from error


def _merge(settings: Settings, data: Mapping[str, Any], where: Path) -> Settings:
    changes: dict[str, Any] = {}
    for key, value in data.items():
        if key in _GROUPS:
            changes[key] = _group(getattr(settings, key), value, f"{where} [{key}]")
        elif key == "country" and isinstance(value, str) and len(value) == 2 and value.isalpha():
            changes[key] = value.upper()
        elif key == "country":
            raise SettingsError(f"{where}: country is {value!r}.", "Give two letters, for example GB.")
        elif key == "contacts" and isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value):
            changes[key] = tuple(" ".join(one.split()) for one in value)
        elif key == "contacts":
            raise SettingsError(f"{where}: contacts is {value!r}.", 'Give a list of lines, such as ["Aoife, 0161 496 0000"].')
        else:
            raise SettingsError(f"{where}: there is no setting {key!r}.", f"Known: country, contacts, {', '.join(_GROUPS)}.")
    return replace(settings, **changes)


def _group(current: Any, data: object, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise SettingsError(f"{where} is not a group.", "Write [library] on a line of its own, then key = value.")
    kinds = get_type_hints(type(current))
    names = {f.name for f in fields(current)}
    for key, value in data.items():
        if key not in names:
            raise SettingsError(f"{where}: there is no setting {key!r}.", f"Known: {', '.join(sorted(names))}.")
        kind = kinds[key]
        fits = value in get_args(kind) if get_origin(kind) is not None else type(value) is kind
        if not fits:
            allowed = " or ".join(map(repr, get_args(kind))) or kind.__name__
            raise SettingsError(f"{where}: {key} is {value!r}.", f"It takes {allowed}.")
    return replace(current, **data)
