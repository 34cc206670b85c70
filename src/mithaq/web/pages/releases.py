"""What owners were told of hits: every release with its reason for the commission, its own for each state."""

from __future__ import annotations

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency

from mithaq.app import releases
from mithaq.web.pages.forms import read
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]


class ReleasePages(Controller):
    """Nothing here can be counted that was not released."""

    path = "/releases"

    @read("/", "hit.releases")
    def listed(self, page: _Page, signed: _Signed) -> Response[str]:
        """Newest first."""
        found = releases.listed(signed.node, signed.actor)
        return page.show("releases.html", releases=found, oversight=signed.node.kind == "commission")
