-- Disclosures, encrypted, of these digests as far as nobody has erased them.
select digest, key_id, ciphertext
  from concord.disclosure
 where tenant_id = $1 and digest = any ($2)
 order by digest
