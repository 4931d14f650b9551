"""One clause as written: its front matter, its stance, its compiled texts."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from slawizard.agreement.texts import Stance
from slawizard.clauses.environment import ClauseText
from slawizard.clauses.front_matter import FrontMatter

FALLBACK: dict[Stance, tuple[Stance, ...]] = {
    Stance.PROVIDER: (Stance.PROVIDER, Stance.BALANCED, Stance.CUSTOMER),
    Stance.BALANCED: (Stance.BALANCED,),
    Stance.CUSTOMER: (Stance.CUSTOMER, Stance.BALANCED, Stance.PROVIDER),
}
"""For each side, the stances of a clause in the order in which it would settle for them."""


class ClauseTemplate(msgspec.Struct, frozen=True):
    """One clause as written. `source` names its text in errors: its file, or the clause that someone wrote.

    `text` is the body as it stands in the file. `field` is the path in the agreement of a text that is someone's own
    ("texts.edits.0.text"); empty for the library's.
    """

    front: FrontMatter
    source: str
    title: ClauseText
    body: ClauseText
    when: ClauseText | None
    stance: Stance = Stance.BALANCED
    text: str = ""
    field: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of the body, which says whether an edit is still based on it."""
        return digest_of(self.text)


def digest_of(text: str) -> str:
    """The SHA-256 of a clause's body, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
