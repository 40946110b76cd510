"""统计口径: what the figures of a period are, computed from nothing but entries of the ledger.

A definition never changes once a report or a score has been made by it: a new one stands beside it, and the
old one stays runnable. docs/figures.md says in words what each counts.
"""

from concord.figures.definition import CURRENT, DEFINITIONS, Definition
from concord.figures.figure import Counted, Figure, Measure, Scope, rate

__all__ = ["CURRENT", "DEFINITIONS", "Counted", "Definition", "Figure", "Measure", "Scope", "rate"]
