-- Whether values of a person are kept under the key $2 of the tenant $1, or were until he was erased. What is
-- kept under a stream's id are its texts.
select exists (select from concord.disclosure where tenant_id = $1 and key_id = $2)
       and not exists (select from concord.event where tenant_id = $1 and stream_id = $2)
    or exists (select from concord.erasures_of($1) where key_id = $2 and type = 'privacy.SubjectErased')
