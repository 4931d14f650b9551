"""A draft is read whole or refused with the place and the cause, and comes back as it was saved."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slawizard import __version__
from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Consequences, CreditRule
from slawizard.agreement.credit_shapes import Band, Bands
from slawizard.agreement.metrics import Metrics, ServiceLevel, Target
from slawizard.errors import DraftFileError, FileAccessError, FileChangedError
from slawizard.storage import draft_file
from slawizard.storage.draft_file import decode_draft, draft_schema, encode_draft, load_draft, save_draft
from slawizard.storage.encoding import agreement_as_plain
from slawizard.storage.migrations import SCHEMA_VERSION
from tests.agreements import empty, full, small
from tests.strategies import AGREEMENTS

DATA = Path(__file__).resolve().parents[1] / "data"
EVERY_VERSION = sorted(DATA.glob("v*/*.sladraft"))


def draft_with(agreement: Any, **outer: Any) -> bytes:
    """A draft file with this agreement, and other outer fields where they are given."""
    return json.dumps({"format": draft_file.FORMAT, "schema_version": 1, "agreement": agreement, **outer}).encode()


# --- there and back ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("agreement", [empty(), small(), full()], ids=["empty", "small", "full"])
def test_an_agreement_comes_back_as_it_was_saved(tmp_path: Path, agreement: Agreement) -> None:
    fingerprint = save_draft(agreement, tmp_path / "a.sladraft", None)
    opened = load_draft(tmp_path / "a.sladraft")
    assert opened.agreement == agreement
    assert opened.fingerprint == fingerprint
    assert opened.path == tmp_path / "a.sladraft"


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(AGREEMENTS)
def test_any_agreement_comes_back_as_it_was_written(agreement: Agreement) -> None:
    data = encode_draft(agreement)
    assert decode_draft(data, "any.sladraft") == agreement
    assert encode_draft(decode_draft(data, "any.sladraft")) == data


def test_a_draft_says_what_it_is_in_its_first_lines() -> None:
    first = encode_draft(empty()).decode().splitlines()[:4]
    assert first == [
        "{",
        '  "format": "SLA Wizard draft",',
        f'  "schema_version": {SCHEMA_VERSION},',
        f'  "program": "SLA Wizard {__version__}",',
    ]


@pytest.mark.parametrize("path", EVERY_VERSION, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_nothing_is_lost_from_a_draft_of_any_version_ever_shipped(path: Path) -> None:
    shipped = json.loads(path.read_bytes())["agreement"]
    assert holds(agreement_as_plain(load_draft(path).agreement), shipped)


def holds(plain: Any, shipped: Any) -> bool:
    """Whether everything that was shipped is still there; a later program may have put more beside it."""
    if isinstance(shipped, dict):
        return all(name in plain and holds(plain[name], value) for name, value in shipped.items())
    if isinstance(shipped, list):
        return len(plain) == len(shipped) and all(map(holds, plain, shipped))
    return bool(plain == shipped)


def test_there_are_drafts_of_every_version() -> None:
    versions = {f"v{number}" for number in range(1, SCHEMA_VERSION + 1)}
    assert {path.parent.name for path in EVERY_VERSION} == versions


def test_a_mark_of_utf_8_at_the_beginning_is_allowed() -> None:
    assert decode_draft(b"\xef\xbb\xbf" + encode_draft(small()), "x") == small()


def test_saving_over_someone_elses_change_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.sladraft"
    save_draft(small(), path, None)
    opened = load_draft(path)
    save_draft(empty(), path, None)
    with pytest.raises(FileChangedError):
        save_draft(small(), path, opened.fingerprint)
    assert load_draft(path).agreement == empty()


def test_five_thousand_rows_are_written_and_read_back_whole() -> None:
    levels = tuple(ServiceLevel(id=f"l{n}", targets=(Target(value=Decimal("99.9")),)) for n in range(1000))
    bands = Bands(bands=(Band(lower=Decimal(99), upper=Decimal("99.9"), credit=Decimal(5)),) * 4)
    rules = tuple(CreditRule(id=f"r{n}", level=f"l{n}", shape=bands) for n in range(1000))
    agreement = Agreement(metrics=Metrics(levels=levels), consequences=Consequences(rules=rules))
    assert decode_draft(encode_draft(agreement), "x") == agreement


# --- refused, with the place and the cause ----------------------------------------------------------------------

WHOLE = encode_draft(small())
HEAD = b'{"format": "SLA Wizard draft", '

NOT_DRAFTS = {
    "empty": (b"", "The file is empty"),
    "blank": (b" \n\t\n", "The file is empty"),
    "zeros": (b"\0" * 500, "nothing but zeros"),
    "Word document": (b"PK\x03\x04\x14\0\x06\0\xff\xfe", "a Word document"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document"),
    "PDF in ASCII": (b"%PDF-1.7\n", "a PDF document"),
    "web page": (b"<!doctype html><p>x</p>", "a web page"),
    "rich text": (b"{\\rtf1 x}", "rich-text"),
    "words": (b"Service Level Agreement", "not a draft of SLA Wizard"),
    "a list": (b"[1, 2]", "not a draft of SLA Wizard"),
    "a number": (b"12", "not a draft of SLA Wizard"),
    "other JSON": (b'{"name": "left-pad"}', "not a draft of SLA Wizard"),
    "other format": (draft_with({}, format="Other"), "not a draft of SLA Wizard"),
    "format is a list": (draft_with({}, format=["SLA Wizard draft"]), "not a draft of SLA Wizard"),
    "UTF-16": (WHOLE.decode().encode("utf-16"), "UTF-16"),
    "no version": (b'{"format": "SLA Wizard draft", "agreement": {}}', "does not say a valid version"),
    "version in words": (draft_with({}, schema_version="1"), "does not say a valid version"),
    "version true": (draft_with({}, schema_version=True), "does not say a valid version"),
    "version 0": (draft_with({}, schema_version=0), "does not say a valid version"),
    "no agreement": (b'{"format": "SLA Wizard draft", "schema_version": 1}', "holds no agreement"),
    "agreement is a list": (draft_with([]), "holds no agreement"),
    "outer field": (draft_with({}, author="me"), "no field “author”"),
    "after the end": (WHOLE + b"}", "something follows after its end"),
    "too deep": (b'{"a":' * 100_000, "nested more than 100 deep"),
    "too deep, lists": (b"{\"a\":" + b"[" * 100_000, "nested more than 100 deep"),
    "digits without end": (HEAD + b'"schema_version": ' + b"9" * 10_000 + b"}", "valid version"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "cause"), NOT_DRAFTS.values(), ids=NOT_DRAFTS.keys())
def test_what_is_no_draft_is_called_so_with_the_cause(data: bytes, cause: str) -> None:
    with pytest.raises(DraftFileError, match=cause) as caught:
        decode_draft(data, "mine.sladraft")
    assert caught.value.where.startswith("mine.sladraft")


def test_a_newer_draft_names_the_program_that_wrote_it() -> None:
    data = draft_with({"unheard_of": 1}, schema_version=7, program="SLA Wizard 9.1")
    with pytest.raises(DraftFileError, match=r"written by “SLA Wizard 9\.1”, in version 7") as caught:
        decode_draft(data, "mine.sladraft")
    assert caught.value.remedy == "Open it with a newer SLA Wizard."


def test_a_newer_draft_without_a_program_is_called_newer() -> None:
    with pytest.raises(DraftFileError, match="a newer program"):
        decode_draft(draft_with({}, schema_version=SCHEMA_VERSION + 1), "x")


@pytest.mark.parametrize("part", [0.01, 0.3, 0.5, 0.9, 0.999])
def test_a_draft_that_breaks_off_is_said_to_break_off(part: float) -> None:
    cut = WHOLE.rstrip()[: int(len(WHOLE) * part)]
    line = cut.decode().rstrip().count("\n") + 1
    with pytest.raises(DraftFileError, match=f"breaks off in line {line}"):
        decode_draft(cut, "x")


def test_a_mistake_in_the_json_names_its_line() -> None:
    lines = WHOLE.decode().splitlines()
    lines[4] = lines[4].replace(":", "", 1)
    with pytest.raises(DraftFileError, match="a colon is missing") as caught:
        decode_draft("\n".join(lines).encode(), "mine.sladraft")
    assert caught.value.where == "mine.sladraft, line 5"


def test_text_that_is_not_utf_8_names_its_line() -> None:
    data = WHOLE.replace(b'"title": "', b'"title": "\xe9', 1)
    with pytest.raises(DraftFileError, match="not text in UTF-8") as caught:
        decode_draft(data, "x")
    assert caught.value.where == "x, line 6"


def test_a_draft_above_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_file, "LARGEST_BYTES", 1000)
    (tmp_path / "a").write_bytes(b"x" * 1001)
    with pytest.raises(FileAccessError, match="larger"):
        load_draft(tmp_path / "a")
    with pytest.raises(DraftFileError, match="larger"):
        decode_draft(b"x" * 1001, "x")


TERM = {"unit": "days"}
WRONG_FIELDS: dict[str, tuple[Any, str, str]] = {
    "unknown": ({"frame": {"colour": 1}}, "frame", "no field “colour”"),
    "missing": ({"metrics": {"levels": [{"name": "a"}]}}, "metrics.levels.0", "“id” is missing"),
    "text for list": ({"objectives": {"sites": "Leeds"}}, "objectives.sites", "a list, not a text"),
    "number for text": ({"title": 1}, "title", "a text, not a whole number"),
    "number with point for text": ({"title": 1.5}, "title", "must stand in quotation marks"),
    "null for text": ({"title": None}, "title", "a text, not null"),
    "text for yes or no": ({"consequences": {"sole_remedy": "no"}}, "consequences.sole_remedy", "true or false"),
    "point in a count": ({"consequences": {"days_in_month": 30.0}}, "consequences.days_in_month", "“30.0”"),
    "long count": ({"consequences": {"days_in_month": 10**20}}, "consequences.days_in_month", "too large"),
    "word": ({"consequences": {"stacking": "pile"}}, "consequences.stacking", "“pile” is none of the words"),
    "kind": (
        {"consequences": {"rules": [{"id": "a", "shape": {"type": "round"}}]}},
        "consequences.rules.0.shape.type",
        "“round” is none of the kinds",
    ),
    "no kind": (
        {"consequences": {"rules": [{"id": "a", "shape": {}}]}}, "consequences.rules.0.shape", "“type” is missing"
    ),
    "date": ({"frame": {"start": "31/03/2027"}}, "frame.start", "not a date written like"),
    "no such day": ({"frame": {"start": "2027-02-30"}}, "frame.start", "not a date written like"),
    "number": ({"frame": {"term": {"amount": 24, **TERM}}}, "frame.term.amount", "must stand in quotation marks"),
    "yes": ({"frame": {"term": {"amount": True, **TERM}}}, "frame.term.amount", "quotation marks"),
    "float": ({"frame": {"term": {"amount": 1.5, **TERM}}}, "frame.term.amount", "must stand in quotation marks"),
    "NaN": ({"frame": {"term": {"amount": float("nan"), **TERM}}}, "frame.term.amount", "“NaN” is not a number"),
    "clock with zone": (
        {"objectives": {"calendars": [{"id": "a", "spans": [{"start": "09:00:00+01:00"}]}]}},
        "objectives.calendars.0.spans.0.start",
        "names a time zone",
    ),
    "clock": (
        {"objectives": {"calendars": [{"id": "a", "spans": [{"start": "9am"}]}]}},
        "objectives.calendars.0.spans.0.start",
        "not a time of day",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("agreement", "path", "cause"), WRONG_FIELDS.values(), ids=WRONG_FIELDS.keys())
def test_a_wrong_field_is_named_with_its_path_and_the_cause(agreement: Any, path: str, cause: str) -> None:
    with pytest.raises(DraftFileError, match=cause) as caught:
        decode_draft(draft_with(agreement), "mine.sladraft")
    assert caught.value.where == f"mine.sladraft, {path}"


NO_FIGURES = ["1,000", "1.000,5", "1_000", "1e3", "NaN", "Infinity", " 1", "1 ", "+1", "01", "1.", ".5", "", "٤", "１"]
NO_FIGURES += ["\u202e5", "5\u200b", "5\u00a0", "5\n", "5\0", "\u22125", "1" * 16, "0." + "1" * 13]


@pytest.mark.parametrize("figure", NO_FIGURES, ids=ascii)
def test_a_figure_in_any_but_the_plain_form_is_refused(figure: str) -> None:
    data = draft_with({"frame": {"term": {"amount": figure, "unit": "days"}}})
    with pytest.raises(DraftFileError, match="not a figure written like") as caught:
        decode_draft(data, "x")
    assert caught.value.where == "x, frame.term.amount"


@pytest.mark.parametrize("figure", ["0", "-1", "99.90", "9" * 15, "0." + "9" * 12])
def test_a_figure_in_the_plain_form_is_taken_with_every_digit(figure: str) -> None:
    agreement = decode_draft(draft_with({"frame": {"term": {"amount": figure, "unit": "days"}}}), "x")
    assert agreement.frame.term is not None
    assert str(agreement.frame.term.amount) == figure


@pytest.mark.parametrize(
    ("outer", "where"),
    [
        (b'{"format": "SLA Wizard draft", "format": "SLA Wizard draft"}', "x"),
        (
            b'{"format": "SLA Wizard draft", "schema_version": 1, "agreement": {"title": "a", "title": "b"}}',
            "x, agreement",
        ),
        (HEAD + b'"schema_version": 1, "agreement": {"frame": {"courts": "", "courts": ""}}}', "x, frame"),
    ],
)
def test_a_name_that_stands_twice_is_refused(outer: bytes, where: str) -> None:
    with pytest.raises(DraftFileError, match="stands twice") as caught:
        decode_draft(outer, "x")
    assert caught.value.where == where


def test_foreign_words_in_a_message_are_short_and_hide_nothing() -> None:
    with pytest.raises(DraftFileError) as caught:
        decode_draft(draft_with({"consequences": {"stacking": "\x1b[2J\u202e" + "x" * 5000}}), "x")
    assert "\\u001b[2J\\u202e" in caught.value.what
    assert len(caught.value.what) < 150


# --- nothing else, whatever comes -------------------------------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_an_agreement_or_refused(data: bytes) -> None:
    with pytest.raises(DraftFileError):
        decode_draft(data, "x")


FULL = encode_draft(full())


def assert_agreement_or_refusal(data: bytes) -> None:
    """Read these bytes: an agreement must come back from what it is saved as, a refusal must name its place."""
    refusal = None
    try:
        agreement = decode_draft(data, "x")
    except DraftFileError as problem:
        refusal = problem
    else:
        assert decode_draft(encode_draft(agreement), "x") == agreement
    assert refusal is None or (refusal.what and refusal.where.startswith("x"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_draft_with_other_bytes_in_it_is_an_agreement_or_refused(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(FULL)))
    end = min(len(FULL), start + data.draw(st.integers(0, 40)))
    changed = FULL[:start] + data.draw(st.binary(max_size=8)) + FULL[end:]
    assert_agreement_or_refusal(changed)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_draft_with_any_value_in_any_place_is_an_agreement_or_refused(data: st.DataObject) -> None:
    document = json.loads(FULL)
    node, key = document, "agreement"
    while isinstance(node[key], dict | list) and node[key] and data.draw(st.integers(0, 5)):
        node = node[key]
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
    node[key] = data.draw(JSON)
    assert_agreement_or_refusal(json.dumps(document).encode())


@pytest.mark.parametrize("data", [b"", b"{", WHOLE[:-9], draft_with({}, schema_version=9), draft_with({"a": 1})])
def test_a_file_that_cannot_be_read_is_never_changed(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.sladraft"
    path.write_bytes(data)
    before = path.stat()
    with pytest.raises(DraftFileError):
        load_draft(path)
    assert path.read_bytes() == data
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert list(tmp_path.iterdir()) == [path]


# --- the schema -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    """Holds drafts to the schema that the program prints."""
    schema = draft_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("agreement", [empty(), small(), full()], ids=["empty", "small", "full"])
def test_what_is_written_is_valid_by_the_schema(
    validator: jsonschema.Draft202012Validator, agreement: Agreement
) -> None:
    validator.validate(json.loads(encode_draft(agreement)))


# What a schema cannot say, or says only to readers that look at "format".
BEYOND_SCHEMA = {"date", "no such day", "clock", "clock with zone", "point in a count"}


@pytest.mark.parametrize("name", sorted(WRONG_FIELDS.keys() - BEYOND_SCHEMA))
def test_what_is_refused_is_not_valid_by_the_schema(validator: jsonschema.Draft202012Validator, name: str) -> None:
    document = json.loads(draft_with(WRONG_FIELDS[name][0]))
    assert not validator.is_valid(document)


@pytest.mark.parametrize(
    ("old", "place"),
    [
        (b'"purpose": "daily"', "frame.contacts.0.purpose"),
        (b'"start": "2027-01-01"', "frame.start"),
        (b'"amount": "36"', "frame.term.amount"),
    ],
)
def test_half_a_character_where_no_text_stands_is_refused_with_its_field(old: bytes, place: str) -> None:
    data = encode_draft(full())
    broken = data.replace(old, old.partition(b":")[0] + b': "\\ud83d"', 1)
    assert broken != data
    with pytest.raises(DraftFileError, match="ud83d") as caught:
        decode_draft(broken, "x.sladraft")
    assert caught.value.where == f"x.sladraft, {place}"
