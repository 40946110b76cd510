"""Evidence of objects."""

from concord.api.listing import belonging
from concord.readmodels.evidence import queries

MODEL = "evidence"
EVIDENCE = belonging(queries.evidence_of)
