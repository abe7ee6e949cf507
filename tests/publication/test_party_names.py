from __future__ import annotations

import pytest

from accords.core.errors import UnknownRecord
from accords.publication.party_names import party_code
from tests.makers import commitment, findings

KNOWN = [findings("a", commitments=[commitment("c", "dredge the harbour", "Baltic Harbour Board", "SE")])]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Norway", "NO"),
        ("no", "NO"),
        ("NOR", "NO"),
        (" the united states ", "US"),
        ("U.S.", "US"),
        ("Russian Federation", "RU"),
        ("Cote d'Ivoire", "CI"),
        ("European Union", "EU"),
        ("nato", "NATO"),
        ("baltic harbour board", "Baltic Harbour Board"),
    ],
)
def test_names_codes_and_organisations(name: str, code: str) -> None:
    assert party_code(name, KNOWN) == code


def test_an_unknown_name_is_an_error_with_near_names() -> None:
    with pytest.raises(UnknownRecord, match="did you mean Norway"):
        party_code("Norwey")
    with pytest.raises(UnknownRecord, match="did you mean Baltic Harbour Board"):
        party_code("Baltic Harbor Bord", KNOWN)
    with pytest.raises(UnknownRecord, match="ISO 3166-1"):
        party_code("qqqqqq")
