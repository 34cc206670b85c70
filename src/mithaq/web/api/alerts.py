"""/api/alerts: the owner's side of an alert, from draft to discontinuation."""

from __future__ import annotations

from litestar import Controller, Response
from litestar.di import NamedDependency
from msgspec import Struct

from mithaq.app import alerts, erasures, lists
from mithaq.app.erasures import ErasureView
from mithaq.app.ports.rows import FoldRow
from mithaq.documents.document import Other
from mithaq.documents.erasure_letter import sealed_erasure
from mithaq.domain.alert import Alert
from mithaq.domain.content import Content
from mithaq.domain.errors import NotFound
from mithaq.web.api.parameters import KindQuery, Limit, Offset, Second, States, Subject, Who
from mithaq.web.api.shapes import Amendment, Approval, Batch, Discontinuation, Draft, Issued, Photo, Said, issued, said
from mithaq.web.body import PICTURE
from mithaq.web.files import PDF, as_pdf
from mithaq.web.pages.words import WORDS
from mithaq.web.routes import read, write


class AlertRow(Struct, frozen=True):
    """One alert in a list: ids and codes, no person."""

    id: str
    kind: str
    state: str
    owner: str
    changed_at: str


class AlertList(Struct, frozen=True):
    """A page of the own state's alerts, newest change first, out of `total`."""

    alerts: tuple[AlertRow, ...]
    total: int


class BatchItem(Struct, frozen=True):
    """One object of a batch."""

    id: str
    content: Content


class AlertView(Struct, frozen=True):
    """An alert with what it says, if this member holds that, and what it still lacks. At most 50 items of a batch."""

    state: str
    alert: Alert
    content: Content | None
    items: tuple[BatchItem, ...]
    history: tuple[Said, ...]
    missing: tuple[str, ...]


class Alerts(Controller):
    """Drafted by the bureau, approved by a prosecutor or judge, circulated after review, discontinued."""

    path = "/alerts"
    tags = ("alerts",)

    @read("/", "alert.list")
    def listed(
        self, signed: Who, kind: KindQuery = "", states: States = (),
        limit: Limit = 50, offset: Offset = 0,
    ) -> AlertList:  # fmt: skip
        """The own state's alerts. Nobody can list another's."""
        rows, total = lists.alerts(signed.node, signed.actor, kind=kind, states=states, limit=limit, offset=offset)
        return AlertList(tuple(_row(row) for row in rows), total)

    @read("/{subject:str}", "alert.read")
    def one(self, signed: Who, subject: Subject) -> AlertView:
        """One alert that this officer may read."""
        page = lists.alert_page(signed.node, signed.actor, subject)
        items = tuple(BatchItem(id, content) for id, content in page.items)
        history = tuple(said(event) for event in page.history)
        shown = lists.without_reviewers(signed.node, page.alert)
        return AlertView(page.alert.state, shown, page.content, items, history, page.missing)

    @read("/{subject:str}/photo", "alert.read", media_type="image/*")
    def photo(self, signed: Who, subject: Subject) -> Response[bytes]:
        """The portrait, as it was attached."""
        picture = lists.photo(signed.node, signed.actor, subject)
        if picture is None:
            raise NotFound("photo")
        return Response(picture, media_type=alerts.picture_type(picture))

    @read("/{subject:str}/erasure", "alert.read")
    def erasure(self, signed: Who, subject: Subject) -> ErasureView:
        """Of an alert that has ended: who has erased it and signed, who is late, and what erasure does not reach."""
        return erasures.read(signed.node, signed.actor, subject)

    @read("/{subject:str}/erasure.pdf", "alert.read", media_type=PDF)
    def erasure_certificate(self, signed: Who, subject: Subject, language: Second = "en") -> Response[bytes]:
        """The same as sealed PDF/A: Arabic, and English or French."""
        other: Other = "fr" if language == "fr" else "en"
        return as_pdf(sealed_erasure(signed.node, signed.actor, subject, WORDS, other), f"{subject}-erasure.pdf")

    @write("/", "alert.drafted", Draft)
    def draft(self, signed: Who, asked: NamedDependency[Draft]) -> Issued:
        """Write down a first version."""
        return issued(
            alerts.draft(signed.node, signed.actor, asked.kind, asked.content, chosen=asked.chosen, urgent=asked.urgent)
        )

    @write("/{subject:str}/amend", "alert.amended", Amendment)
    def amend(self, signed: Who, subject: Subject, asked: NamedDependency[Amendment]) -> Issued:
        """Propose a new version, to be approved, reviewed and circulated again."""
        return issued(alerts.amend(signed.node, signed.actor, subject, asked.content, chosen=asked.chosen))

    @write("/{subject:str}/approve", "alert.approved", Approval)
    def approve(self, signed: Who, subject: Subject, asked: NamedDependency[Approval]) -> Issued:
        """Stand behind exactly this content, as a second person of another authority."""
        return issued(alerts.approve(signed.node, signed.actor, subject, asked.content))

    @write("/{subject:str}/circulate", "alert.circulated")
    def circulate(self, signed: Who, subject: Subject) -> Issued:
        """Publish what was reviewed."""
        return issued(alerts.circulate(signed.node, signed.actor, subject))

    @write("/{subject:str}/discontinue", "alert.discontinued", Discontinuation)
    def discontinue(self, signed: Who, subject: Subject, asked: NamedDependency[Discontinuation]) -> Issued:
        """Withdraw the alert on every node."""
        return issued(alerts.discontinue(signed.node, signed.actor, subject, asked.reason, asked.items))


@write("/batches", "alert.drafted", Batch, tags=["alerts"])
def draft_batch(signed: Who, asked: NamedDependency[Batch]) -> Issued:
    """Write down up to 1,000 objects under one envelope."""
    return issued(alerts.draft_batch(signed.node, signed.actor, asked.kind, asked.objects))


@write("/photos", "photo.attach", PICTURE, tags=["alerts"], request_max_body_size=alerts.MAX_PHOTO_BYTES)
def attach_photo(signed: Who, asked: NamedDependency[bytes]) -> Photo:
    """Keep a PNG or JPEG portrait of at most 200 KiB, to be named in an identity."""
    return Photo(alerts.add_photo(signed.node, signed.actor, asked))


def _row(row: FoldRow) -> AlertRow:
    return AlertRow(row.id, row.kind, row.state, row.member, row.changed_at)
