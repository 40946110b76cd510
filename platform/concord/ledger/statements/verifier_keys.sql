select verifier_key from concord.verifier_keys() as verifier_key
