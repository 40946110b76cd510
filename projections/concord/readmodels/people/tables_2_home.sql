-- Where a floating member belongs is a personal value since version 2 of its event.
alter table floating_member alter column home drop not null;
