"""Tests of the checks of statistics."""

from slawizard.agreement.metrics import Count, Direction, Mean, Percentile, RollingMean, SeverityTime, ShareWithin
from tests.agreements.quantities import d, hours
from tests.checks.cases import Case, at, changed, check_found, check_spared, fields_of, parametrized

LEVELS = "metrics.levels"
PAGE = "metrics.levels.2"
SHARE = "metrics.levels.2"
LIMIT = f"{SHARE}.statistic.limit"
CASES = (
    at(f"{LEVELS}.0.unit", "MET-STATISTIC-UNIT", "minutes", "percentage_points"),
    Case(
        "MET-STATISTIC-UNIT",
        f"{LEVELS}.0.unit",
        ((f"{LEVELS}.0.statistic", Count()),),
        ((f"{LEVELS}.0.statistic", Mean()),),
    ),
    at(f"{LEVELS}.1.direction", "MET-DIRECTION-ODD", Direction.HIGHER, Direction.BAND),
    at(f"{LEVELS}.0.direction", "MET-DIRECTION-ODD", Direction.LOWER, Direction.HIGHER),
    at(f"{PAGE}.statistic.p", "MET-PERCENTILE-RANGE", d("100"), d("99.9"), "saas"),
    at(f"{PAGE}.statistic.p", "MET-PERCENTILE-RANGE", d("0"), d("50"), "saas"),
    Case(
        "MET-PERCENTILE-SAMPLE",
        f"{PAGE}.measurement.sampling",
        ((f"{PAGE}.measurement.sampling", ""), (f"{PAGE}.measurement.least_sample", None)),
        ((f"{PAGE}.measurement.sampling", "every request"), (f"{PAGE}.measurement.least_sample", None)),
        "saas",
    ),
    at(f"{PAGE}.measurement.least_sample", "MET-PERCENTILE-FEW", 19, 20, "saas"),
    at(f"{SHARE}.severity_time", "MET-SHARE-NO-LIMIT", None, SeverityTime.UPDATE, found=LIMIT),
    at(f"{SHARE}.statistic", "MET-SHARE-TWO-LIMITS", ShareWithin(hours(1)), ShareWithin(), found=LIMIT),
    at(
        f"{LEVELS}.1.statistic",
        "MET-ROLLING-SHORT",
        RollingMean(1),
        RollingMean(2),
        found=f"{LEVELS}.1.statistic.windows",
    ),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_a_share_with_a_time_of_its_own_needs_no_severities() -> None:
    edits = ((f"{SHARE}.severity_time", None), (f"{SHARE}.statistic", ShareWithin(hours(1))))
    assert fields_of("MET-SHARE-NO-LIMIT", changed(edits)) == []


def test_the_least_number_of_samples_is_worked_out() -> None:
    from slawizard.checks import findings

    edits = ((f"{PAGE}.statistic", Percentile(d("99.5"))), (f"{PAGE}.measurement.least_sample", 10))
    made = next(item for item in findings(changed(edits, "saas")) if item.code == "MET-PERCENTILE-FEW")
    assert "200 samples" in made.mend
