-- Origins before $2 had the same tiles, as far as their checkpoints say the same of the same entries.
insert into concord.tile (tenant_id, epoch, level, index, hashes, root)
select $1, o.epoch, t.level, t.index, t.hashes, t.root
  from (select epoch, max(size) as size from concord.checkpoint
         where tenant_id = $1 and epoch < $2 group by epoch) as o
  join concord.tile t
    on t.tenant_id = $1 and t.epoch = $2 and (t.index + 1) << (8 * (t.level + 1)) <= o.size
    on conflict do nothing
