-- Old commands lie together: ranges of pages without any are not read. It costs an append next to nothing, a
-- B-tree a sixth more log for each command. Where new rows took the places of forgotten ones it tells less.
create index command_at on command using brin (at) with (autosummarize = on);
