-- Who submitted it: somebody else judges it.
alter table report_submission
    add column submitted_by text;
