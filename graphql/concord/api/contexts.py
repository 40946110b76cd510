"""What each context offers, put together: the only file that names them all."""

from strawberry.types.field import StrawberryField

from concord.api.access import mutations as access_mutations
from concord.api.access import queries as access
from concord.api.accesses import queries as accesses
from concord.api.activities import mutations as activity_mutations
from concord.api.activities import queries as activities
from concord.api.alliances import mutations as alliance_mutations
from concord.api.alliances import queries as alliances
from concord.api.annotations import mutations as annotation_mutations
from concord.api.annotations import queries as annotations
from concord.api.assessments import mutations as assessment_mutations
from concord.api.assessments import queries as assessments
from concord.api.briefings import mutations as briefing_mutations
from concord.api.briefings import queries as briefings
from concord.api.calendars import mutations as calendar_mutations
from concord.api.calendars import queries as calendars
from concord.api.charters import queries as charters
from concord.api.children import queries as children
from concord.api.duties import queries as duties
from concord.api.erasures import mutations as erasure_mutations
from concord.api.erasures import queries as erasures
from concord.api.figures import queries as figures
from concord.api.funds import mutations as fund_mutations
from concord.api.funds import queries as funds
from concord.api.honours import mutations as honour_mutations
from concord.api.honours import queries as honours
from concord.api.inspections import mutations as inspection_mutations
from concord.api.inspections import queries as inspections
from concord.api.ledger import diff as ledger_diff
from concord.api.ledger import queries as ledger
from concord.api.ledger import subscriptions as ledger_subscriptions
from concord.api.meetings import mutations as meeting_mutations
from concord.api.meetings import queries as meetings
from concord.api.node import node_field
from concord.api.organizations import mutations as organization_mutations
from concord.api.organizations import queries as organizations
from concord.api.plans import mutations as plan_mutations
from concord.api.plans import queries as plans
from concord.api.policies import queries as policies
from concord.api.programmes import mutations as programme_mutations
from concord.api.programmes import queries as programmes
from concord.api.projects import mutations as project_mutations
from concord.api.projects import queries as projects
from concord.api.reports import mutations as report_mutations
from concord.api.reports import queries as reports
from concord.api.resources import mutations as resource_mutations
from concord.api.resources import queries as resources
from concord.api.subscribers import mutations as subscriber_mutations
from concord.api.subscribers import queries as subscribers
from concord.api.tasks import mutations as task_mutations
from concord.api.tasks import queries as tasks
from concord.api.tenants import mutations as tenant_mutations
from concord.api.tenants import periods
from concord.api.tickets import mutations as ticket_mutations
from concord.api.tickets import queries as tickets
from concord.api.tickets import subscriptions as ticket_subscriptions
from concord.api.viewer import queries as viewer

QUERIES: tuple[StrawberryField, ...] = (
    *viewer.FIELDS,
    node_field(),
    *organizations.FIELDS,
    *alliances.FIELDS,
    *programmes.FIELDS,
    *duties.FIELDS,
    *charters.FIELDS,
    *activities.FIELDS,
    *tickets.FIELDS,
    *tasks.FIELDS,
    *resources.FIELDS,
    *inspections.FIELDS,
    *funds.FIELDS,
    *assessments.FIELDS,
    *meetings.FIELDS,
    *plans.FIELDS,
    *projects.FIELDS,
    *calendars.FIELDS,
    *honours.FIELDS,
    *reports.FIELDS,
    *briefings.FIELDS,
    *annotations.FIELDS,
    *erasures.FIELDS,
    *accesses.FIELDS,
    *figures.FIELDS,
    *children.FIELDS,
    *ledger.FIELDS,
    *subscribers.FIELDS,
    *access.FIELDS,
    *ledger_diff.FIELDS,
    *policies.FIELDS,
)

MUTATIONS: tuple[StrawberryField, ...] = (
    *organization_mutations.FIELDS,
    *alliance_mutations.FIELDS,
    *programme_mutations.FIELDS,
    *activity_mutations.FIELDS,
    *ticket_mutations.FIELDS,
    *task_mutations.FIELDS,
    *resource_mutations.FIELDS,
    *inspection_mutations.FIELDS,
    *fund_mutations.FIELDS,
    *assessment_mutations.FIELDS,
    *meeting_mutations.FIELDS,
    *plan_mutations.FIELDS,
    *project_mutations.FIELDS,
    *calendar_mutations.FIELDS,
    *tenant_mutations.FIELDS,
    *periods.FIELDS,
    *subscriber_mutations.FIELDS,
    *access_mutations.FIELDS,
    *honour_mutations.FIELDS,
    *report_mutations.FIELDS,
    *briefing_mutations.FIELDS,
    *annotation_mutations.FIELDS,
    *erasure_mutations.FIELDS,
)

SUBSCRIPTIONS: tuple[StrawberryField, ...] = (*ledger_subscriptions.FIELDS, *ticket_subscriptions.FIELDS)

TYPES: tuple[type, ...] = ()
"""Types that no field names, but an interface may answer with."""
