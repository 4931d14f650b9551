"""PacketFabric: ladders by availability, and steps by how far a target was exceeded, in percent of it."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, Consequences, CreditRule, Fee, FeeScope
from slawizard.agreement.credit_shapes import Bands, KeyedOn
from slawizard.agreement.metrics import (
    Direction,
    EventShare,
    LevelKind,
    Mean,
    Metrics,
    ServiceLevel,
    Target,
)
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d
from tests.published.drafting import CREDITED, at, frame, ladder, over, say_silent, table

REGION, DESIGN = "Region", "Design"
REGIONS = ("North America", "Europe", "Australia", "Trans-Atlantic", "Trans-Pacific")
DIVERSE, SINGLE = "diverse", "non-diverse"
CORE_LADDER = (
    "[99.862, 99.999) 10",
    "[99.445, 99.862) 20",
    "[98.889, 99.445) 30",
    "[98.334, 98.889) 40",
    "[96.667, 98.334) 60",
    "[-, 96.667) 100",
)
DIVERSE_LADDER = (
    "[99.901, 99.999) 15",
    "[99.445, 99.901) 25",
    "[98.889, 99.445) 35",
    "[98.334, 98.889) 50",
    "[96.667, 98.334) 75",
    "[-, 96.667) 100",
)
SINGLE_LADDER = (
    "[99.445, 99.901) 10",
    "[98.889, 99.445) 20",
    "[98.334, 98.889) 30",
    "[96.667, 98.334) 50",
    "[-, 96.667) 100",
)
LATENCY_STEPS = ("[10, 20) 10", "[20, 30) 20", "[30, 50) 30", "[50, 75) 40", "[75, 100) 50", "[100, -) 60")
QUALITY_STEPS = ("[10, 25) 10", "[25, 50) 20", "[50, 75) 30", "[75, 100) 40", "[100, -) 50")


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for network services",
        frame=frame("PacketFabric"),
        objectives=Objectives(
            service_name="Core network and access",
            service_description="The Provider carries the Customer's traffic between sites over its core network.",
        ),
        metrics=Metrics(levels=(_core(), _component(), _latency(), _jitter(), _loss())),
        consequences=Consequences(rules=_rules(), payment=CREDITED),
    )
    return say_silent(agreement, partly_read=True)


def _core() -> ServiceLevel:
    return ServiceLevel(
        "core",
        name="Core network availability",
        numerator="time of the month less the time of unavailability",
        denominator="time of the month",
        targets=(Target(d("99.999")),),
    )


def _component() -> ServiceLevel:
    return ServiceLevel(
        "component",
        name="Service component availability",
        numerator="time of the month less the time of unavailability",
        denominator="time of the month",
        dimensions=over(DESIGN, DIVERSE, SINGLE),
        targets=table(DESIGN, {DIVERSE: "99.99", SINGLE: "99.9"}),
    )


def _latency() -> ServiceLevel:
    return ServiceLevel(
        "latency",
        name="Round-trip latency",
        kind=LevelKind.PERFORMANCE,
        unit="milliseconds",
        direction=Direction.LOWER,
        statistic=Mean(),
        scope="each route",
        external_table="the table of routes on the Provider's website",
    )


def _jitter() -> ServiceLevel:
    return ServiceLevel(
        "jitter",
        name="Jitter",
        kind=LevelKind.PERFORMANCE,
        unit="milliseconds",
        direction=Direction.LOWER,
        statistic=Mean(),
        dimensions=over(REGION, *REGIONS),
        targets=table(REGION, dict.fromkeys(REGIONS, "2"), strict=True),
    )


def _loss() -> ServiceLevel:
    return ServiceLevel(
        "packet-loss",
        name="Packet loss",
        kind=LevelKind.QUALITY,
        direction=Direction.LOWER,
        statistic=EventShare(),
        numerator="packets lost in the month",
        denominator="packets sent in the month",
        dimensions=over(REGION, *REGIONS),
        targets=table(REGION, dict.fromkeys(REGIONS, "0.1"), strict=True),
    )


def _rules() -> tuple[CreditRule, ...]:
    charge = Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_SERVICE)
    quality = Bands(ladder(*QUALITY_STEPS), KeyedOn.MISS_PERCENT)
    latency = Bands(ladder(*LATENCY_STEPS), KeyedOn.MISS_PERCENT)
    return (
        CreditRule("core-credit", "core", shape=Bands(ladder(*CORE_LADDER)), base=charge, automatic=True),
        CreditRule(
            "diverse-credit",
            "component",
            at(DESIGN, DIVERSE),
            shape=Bands(ladder(*DIVERSE_LADDER)),
            base=charge,
            automatic=True,
        ),
        CreditRule(
            "single-credit",
            "component",
            at(DESIGN, SINGLE),
            shape=Bands(ladder(*SINGLE_LADDER)),
            base=charge,
            automatic=True,
        ),
        CreditRule("latency-credit", "latency", shape=latency, base=charge, automatic=True),
        CreditRule("jitter-credit", "jitter", shape=quality, base=charge, automatic=True),
        CreditRule("packet-loss-credit", "packet-loss", shape=quality, base=charge, automatic=True),
    )
