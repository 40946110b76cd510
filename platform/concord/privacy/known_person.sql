-- Whether values of a person are kept under the key $2 of the tenant $1, or were until he was erased. What is
-- kept under a stream's id, or under an id that no entry calls a person's, is a text.
select exists (select from concord.disclosure where tenant_id = $1 and key_id = $2)
       and not exists (select from concord.event where tenant_id = $1 and stream_id = $2)
       and exists (select from concord.event
                    where tenant_id = $1
                      and position(convert_to('"subject":"' || $2::uuid || '"', 'UTF8') in entry) > 0)
    or exists (select from concord.erasures_of($1) where key_id = $2 and type = 'privacy.SubjectErased')
