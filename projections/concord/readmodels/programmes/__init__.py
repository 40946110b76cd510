"""实施意见: the read model of programmes, who follows them, and what comes from above."""

from concord.readmodels.programmes.projection import READ_MODEL

__all__ = ["READ_MODEL"]
