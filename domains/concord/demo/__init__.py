"""Five tenants, one for each source document, with one year of life each, made through commands."""

from concord.demo.loading import load

__all__ = ["load"]
