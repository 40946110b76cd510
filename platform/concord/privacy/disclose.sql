-- $1 tenant, $2 digests that entries hold
select digest, key_id, ciphertext from concord.disclosure where tenant_id = $1 and digest = any ($2)
