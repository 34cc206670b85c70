"""Where a shape is broken is said; what was sent there is not."""

from __future__ import annotations

import msgspec
import pytest

from mithaq.domain.content import Content
from mithaq.domain.errors import place_in


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        (b"[]", "json"),
        (b'{"kind": "Somebody"}', "kind"),
        (b'{"kind": "wanted", "identity": {"names": [{"full": 1}]}}', "identity.names[0].full"),
        (b'{"kind": "vehicle", "Somebody": 1}', "json"),
        (b'{"kind": "vehicle", "x` - at `$.Somebody": 1}', "json"),
        ('{"kind": "vehicle", "x` - at `$.فلان": 1}'.encode(), "json"),
        (b'{"kind": "wanted", "identity": {"Somebody": 1}}', "identity"),
    ],
)
def test_the_place_and_never_the_value(raw: bytes, where: str) -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.json.decode(raw, type=Content)
    assert place_in(caught.value, "json") == where
