"""What the project promises about speed, measured: processor seconds, wall seconds and peak memory, with a peer beside ours."""
