"""What ours is measured against does the same work."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from slawizard.export.pdf import write_pages
from tests.bench.documents import _PLAIN, _bare_pdf
from tests.export.sample import sample


@pytest.mark.parametrize("variant", ["pdf/ua-1", None])
def test_the_library_used_plainly_lays_out_the_same_pages(variant: str | None) -> None:
    document = sample()
    with pikepdf.open(BytesIO(_bare_pdf(document, variant))) as peer:
        assert len(peer.pages) == write_pages(document, _PLAIN).count
