"""Who works here: staff, rosters, rights, logs."""
