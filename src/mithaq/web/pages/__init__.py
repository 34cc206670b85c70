"""The console: pages for officers, rendered on the server, Arabic first. Everything works without JavaScript."""

from __future__ import annotations

from litestar import Router
from litestar.di import Provide

from mithaq.web.pages.alerts import Alerts
from mithaq.web.pages.apply import Apply
from mithaq.web.pages.assets import static
from mithaq.web.pages.beside import Beside
from mithaq.web.pages.bounds import Bounds
from mithaq.web.pages.case_file import CaseFile
from mithaq.web.pages.cases import Cases
from mithaq.web.pages.check import CheckPages
from mithaq.web.pages.clearances import Clearances
from mithaq.web.pages.commission import Orders
from mithaq.web.pages.deadlines import board, owed
from mithaq.web.pages.duty import DutyRoster
from mithaq.web.pages.errors import HANDLERS
from mithaq.web.pages.figures import public_figures
from mithaq.web.pages.forms import form
from mithaq.web.pages.hits import Hits
from mithaq.web.pages.holders import Holders
from mithaq.web.pages.insiders import Insiders
from mithaq.web.pages.journal import Journal
from mithaq.web.pages.officers import Officers
from mithaq.web.pages.own_say import FlagPages, OwnSay
from mithaq.web.pages.page import page
from mithaq.web.pages.questions import Questions
from mithaq.web.pages.releases import ReleasePages
from mithaq.web.pages.remedies import Remedies
from mithaq.web.pages.reviews import Reviews
from mithaq.web.pages.risks import Risks
from mithaq.web.pages.shield import Protections, Shield
from mithaq.web.pages.sign_in import show_sign_in, sign_in, sign_out
from mithaq.web.pages.spellings import Spellings
from mithaq.web.pages.start import start
from mithaq.web.pages.threads import Threads

MAX_FORM_BYTES = 20 * 1024 * 1024  # the longest form; those that take files say how much (`keeping`)


def console() -> Router:
    """All pages, for `create_app(pages=[console()])`."""
    return Router(
        "/",
        route_handlers=[
            static, show_sign_in, sign_in, sign_out, start, CheckPages, Hits, Alerts, Spellings, Reviews, Cases, CaseFile,
            Beside, board, owed, Bounds, DutyRoster, ReleasePages, Officers, Journal, Threads, Risks, Shield, Protections,
            Orders, OwnSay, FlagPages, Remedies, Clearances, Apply,
            public_figures, Insiders, Holders, Questions,
        ],
        dependencies={"page": Provide(page, sync_to_thread=False), "form": Provide(form)},
        exception_handlers=HANDLERS,
        include_in_schema=False,
        request_max_body_size=MAX_FORM_BYTES,
    )  # fmt: skip
