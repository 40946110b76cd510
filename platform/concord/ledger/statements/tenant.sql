select code, simulated from tenant where id = $1
