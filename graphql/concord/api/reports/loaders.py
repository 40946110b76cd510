"""Reports by id, and what was submitted of them."""

from concord.api.listing import belonging, rows
from concord.readmodels.reports import queries

MODEL = "reports"
REPORT = rows(queries)
SUBMISSIONS = belonging(queries.submissions_of)
