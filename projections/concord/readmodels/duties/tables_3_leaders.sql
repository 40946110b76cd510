-- Of a leadership: the organizations of the leaders, so that one that leaves is missed.
alter table duty_deed add column organizations jsonb;
