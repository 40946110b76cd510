"""Workbooks of clerks (.xlsx) as commands: a template, every mistake by its cell, all rows or none."""

from concord.importing.sheet import Asked, Column, Kind, Line, Mistaken, Sheet, StoredFile

__all__ = ["Asked", "Column", "Kind", "Line", "Mistaken", "Sheet", "StoredFile"]
