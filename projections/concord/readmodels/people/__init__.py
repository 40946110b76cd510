"""聘任、流动党员、承诺: the read model of the people of organizations."""

from concord.readmodels.people.projection import READ_MODEL

__all__ = ["READ_MODEL"]
