-- The sequence in the stream EVENTS of the tenant's last message, as far as the publisher knows: what the
-- next batch expects to find. The stream itself is the truth; a wrong value is refused there and learnt anew.
alter table progress add column stream_sequence bigint not null default 0;
