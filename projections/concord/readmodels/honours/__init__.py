"""评先评优: the read model of honours."""

from concord.readmodels.honours.projection import READ_MODEL

__all__ = ["READ_MODEL"]
