"""A tiny library of clauses, for tests of the engine that must not depend on the bundled texts."""

from __future__ import annotations

PACK = b"""
subtitle = "{{ service.name }}"

[parts]
objectives = "Objectives"

[words]
clause = "clause"

[[cover]]
label = "Provider"
text = "{{ provider.name }}"

[[cover]]
label = "Reference"
text = "{{ agreement.reference }}"
when = "agreement.reference"
"""

DEFINITIONS = b"""
[[definition]]
key = "service"
term = "Service"
text = "means what the [[parties]] call so."

[[definition]]
key = "credit"
term = "Service Credit"
forms = ["Service Credits"]
text = "means a part of the price of the Service."

[[definition]]
key = "unused"
term = "Moon"
text = "means the moon."
"""

PARTIES = b"""+++
id = "parties"
title = "Parties"
step = "objectives"
order = 1
+++
The Provider is {{ provider.name }}.
"""

DEFINED = b"""+++
id = "definitions"
title = "Definitions"
step = "objectives"
order = 2
+++
Words have meanings.

{% for definition in definitions %}
@definition {{ definition.key }} **{{ definition.term }}** {{ definition.text }}

{% endfor %}
"""


def files(**more: bytes) -> dict[str, bytes]:
    """The library's files; `more` adds clauses of the first step by their name, with hyphens for underscores."""
    added = {f"objectives/{name.replace('_', '-')}.md.j2": text for name, text in more.items()}
    return {
        "document.toml": PACK,
        "definitions.toml": DEFINITIONS,
        "objectives/parties.md.j2": PARTIES,
        "objectives/definitions.md.j2": DEFINED,
        **added,
    }


def clause(body: str, clause_id: str = "extra", **front: str) -> bytes:
    """A clause of the first step with this body; `front` adds lines of front matter, written as TOML."""
    lines = {"id": f'"{clause_id}"', "title": '"Extra"', "step": '"objectives"', "order": "9", **front}
    head = "\n".join(f"{key} = {value}" for key, value in lines.items())
    return f"+++\n{head}\n+++\n{body}\n".encode()
