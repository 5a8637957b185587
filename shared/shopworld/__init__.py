"""The shop's world: one set of parameters, the tables it leaves behind, and the market that judges decisions."""

SPEC_VERSION = 4
HOME_SEED = 2025
REHEARSAL_SEED = 618
