"""Configuration: environment variables `CONCORD_*`, checked before anything starts."""

from concord.settings.loading import SettingError, load
from concord.settings.table import Settings

__all__ = ["SettingError", "Settings", "load"]
