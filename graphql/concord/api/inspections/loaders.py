"""Inspections and findings by id, and the findings of an inspection."""

from concord.api.listing import belonging, rows
from concord.readmodels.inspections import findings, queries

MODEL = "inspections"
INSPECTION = rows(queries)
FINDING = rows(findings)
FINDINGS = belonging(queries.findings_of)
