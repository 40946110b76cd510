select host, seconds_left, unsealed, tenants_behind from concord.sealer_status()
