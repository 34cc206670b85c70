"""Keeping the files of a form, so that the paper made of it may cite them."""

from __future__ import annotations

from copy import copy

from mithaq.app import attachments
from mithaq.web.pages.forms import Form
from mithaq.web.session import Signed

MAX_FORM_BYTES = 64 * 1024 * 1024  # a file of a few scanned papers at once; a larger one is attached through the API


def keep_all(signed: Signed, form: Form) -> None:
    """Keep them. The form's key is spent by the statement, not by these. Raises what `attachments.keep` does."""
    actor = copy(signed.actor)
    actor.claim = None
    for files in form.files.values():
        for data in files:
            attachments.keep(signed.node, actor, data)
