-- Files that show the person, and go with the person's key: ids.
alter table erasure add column files jsonb not null default '[]';
