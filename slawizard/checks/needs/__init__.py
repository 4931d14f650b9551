"""What every agreement needs, one table a step."""

from slawizard.checks.needs import consequences, expectations, flexibility, metrics, objectives, parties
from slawizard.checks.needs.need import Need

NEEDS: tuple[Need, ...] = (
    *parties.NEEDS,
    *objectives.NEEDS,
    *expectations.NEEDS,
    *metrics.NEEDS,
    *consequences.NEEDS,
    *flexibility.NEEDS,
)

__all__ = ["NEEDS", "Need"]
