-- Who must act, where a step says so: when a late ticket is urged.
alter table ticket_step add column responsible text;
