"""The web application: one for all members that this process serves. `cli.serve` and `cli.demo` run it under uvicorn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Litestar, Request
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from mithaq.app.node import Node
from mithaq.domain.errors import Refusal
from mithaq.ops.metrics import Traffic
from mithaq.web import api, openapi
from mithaq.web.access_log import Stopwatch, write_request
from mithaq.web.api.health import SUPERVISED
from mithaq.web.demo_info import DemoInfo, DemoOfficer, Loading
from mithaq.web.federation import Federation
from mithaq.web.guard import access_guard, check_routes
from mithaq.web.headers import secure
from mithaq.web.idempotency import Replies, from_claim, look_up
from mithaq.web.problems import HANDLERS
from mithaq.web.session import Signed, SignIn

__all__ = ["DemoInfo", "DemoOfficer", "Loading", "create_app"]

MAX_BODY_BYTES = 2 * 1024 * 1024  # a batch of 1,000 objects takes about 300 kB


def create_app(
    members: Mapping[str, Node],
    *,
    demo: DemoInfo | None = None,
    pages: Sequence[ControllerRouterHandler] = (),
    traffic: Traffic | None = None,
) -> Litestar:
    """The application over these nodes. Raises RouteWithoutAction if a route is missing from `access.csv`.

    `pages`: what is served beside the API; `traffic`: where requests are counted.
    """
    federation = Federation(dict(members), demo, traffic=traffic or Traffic())
    access = federation.law.access
    app = Litestar(
        route_handlers=[api.router(), *SUPERVISED, *pages],
        dependencies={
            "federation": Provide(lambda: federation, sync_to_thread=False),
            "signed": Provide(_signed, sync_to_thread=False),
        },
        guards=[access_guard(access)],
        middleware=[Stopwatch(), SignIn(federation.members, federation.known), Replies()],
        before_request=look_up,
        before_send=[secure, write_request],
        exception_handlers={**HANDLERS, Refusal: from_claim},
        openapi_config=openapi.config(),
        request_max_body_size=MAX_BODY_BYTES,
        logging_config=None,
        state=State({"access": access, "federation": federation}),
        debug=False,
    )
    check_routes(app, access)
    return app


def _signed(request: Request[Any, Any, Any]) -> Signed:
    """Who acts. The guard has let nobody else come this far."""
    signed: Signed = request.user
    return signed
