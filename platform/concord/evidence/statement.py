"""The SQL of this package."""

from concord.tenancy.statements import statements_of

sql = statements_of("concord.evidence")
