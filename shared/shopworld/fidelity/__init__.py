"""How real a shop looks: measures beside bands that real retailers span, and gates that no shop may fail."""

from shopworld.fidelity.report import Report, check

__all__ = ["Report", "check"]
