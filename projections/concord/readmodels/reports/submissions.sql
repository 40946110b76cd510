-- What was submitted of reports, first submission first.
select
    report, submission, definition, counted_to, figures, judged_on, on_time, summary, submitted_on, submitted_at,
    submitted_position, verdict, remarks, judged_position, position
from report_submission
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'reports')
  and report = any(:ids)
order by report, submission
