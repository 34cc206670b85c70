"""The REST API under /api: small controllers over the use cases, described by OpenAPI 3.1 at /api/openapi.json."""

from __future__ import annotations

from litestar import Router
from litestar.di import Provide

from mithaq.web.api.alerts import Alerts, attach_photo, draft_batch
from mithaq.web.api.attachments import Attachments
from mithaq.web.api.beside import (
    competing_requests,
    instruments_for,
    lodge_departure,
    request_transit,
    sealed_lodgements,
)
from mithaq.web.api.cases import Cases, state_bound
from mithaq.web.api.check import check
from mithaq.web.api.clearances import certificates, certify, take_back
from mithaq.web.api.commission import ROUTES as COMMISSION
from mithaq.web.api.deadlines import deadlines
from mithaq.web.api.figures import figures_table, public_figures
from mithaq.web.api.health import health
from mithaq.web.api.hits import Hits, releases
from mithaq.web.api.holders import Holders
from mithaq.web.api.insiders import Insiders
from mithaq.web.api.journal import Journal
from mithaq.web.api.names import suggest
from mithaq.web.api.officers import Officers
from mithaq.web.api.own_say import ROUTES as OWN_SAY
from mithaq.web.api.questions import Databases, Questions
from mithaq.web.api.remedies import Remedies
from mithaq.web.api.reviews import (
    answer,
    ask,
    decide,
    decide_batch,
    list_reviewer,
    queue,
    roster,
    standing,
    unlist_reviewer,
)
from mithaq.web.api.risks import flag_risk, lift_risk, risk_flags
from mithaq.web.api.screening import confirm_marker, screened, screened_request
from mithaq.web.api.session import sign_in, sign_out, whoami
from mithaq.web.api.shield import (
    decide_look,
    end_protection,
    lodge_protection,
    looks,
    protections,
    waiting_looks,
)
from mithaq.web.api.tasks import tasks
from mithaq.web.api.threads import Threads, forms
from mithaq.web.body import asked
from mithaq.web.openapi import schema

PATH = "/api"


def router() -> Router:
    """All routes of the API."""
    return Router(
        PATH,
        route_handlers=[
            health, schema, sign_in, whoami, sign_out, check, suggest, Alerts, draft_batch, attach_photo, queue, decide,
            decide_batch, standing, ask, answer, roster, list_reviewer, unlist_reviewer, releases,
            screened, screened_request, confirm_marker,
            Hits, Cases, state_bound, deadlines, Attachments, Journal, Officers, tasks, Threads, forms,
            *COMMISSION, *OWN_SAY, Remedies, certificates, certify, take_back,
            instruments_for,
            request_transit, public_figures, figures_table, Insiders, competing_requests, lodge_departure, sealed_lodgements,
            lodge_protection, end_protection, protections, looks, waiting_looks, decide_look,
            risk_flags, flag_risk, lift_risk, Holders, Questions, Databases,
        ],
        dependencies={"asked": Provide(asked)},
    )  # fmt: skip
