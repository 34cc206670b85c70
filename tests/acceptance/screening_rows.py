"""A labelled row of the screening as the question that the program would ask. The columns are told in `screening.md`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from mithaq.app.screening_question import question_of
from mithaq.domain.content import Content
from mithaq.domain.errors import Refusal
from mithaq.domain.law import Law
from mithaq.domain.screening.finding import Finding
from mithaq.domain.screening.question import Known, Other
from mithaq.domain.screening.screen import screen

HERE = Path(__file__).parent
FILE = "screening.csv"
TODAY = date(2026, 11, 22)
LIFE = 1200  # months that stand for a penalty without an end
PRESENCE = {
    "no": "present",
    "deemed_present": "deemed_present",
    "absent_retrial": "absent",
    "absent_no_retrial": "absent",
}

Row = dict[str, str]


def rows() -> Iterator[Row]:
    """Every row. Raises FileNotFoundError: a table that is not there passes nothing."""
    with (HERE / FILE).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def findings(law: Law, row: Row) -> tuple[Finding, ...]:
    """What the screening says of the row. Raises Refusal where no content can be made of it, which is a stop too."""
    try:
        content = msgspec.convert(_plain(row), Content)
    except msgspec.ValidationError:
        raise Refusal("content.invalid", row["id"]) from None
    return screen(question_of(law, row["kind"], row["owner"], content, TODAY, known_in(row)))


def known_in(row: Row) -> Known:
    """What the node knows besides, from the codes of the column."""
    codes, owner, kind = row["known"].split(), row["owner"], row["kind"]
    person = kind if kind != "travel_document" else "wanted"
    other = "JO" if owner != "JO" else "EG"
    others = {
        "refused_own": Other("a-1", owner, person, False, "political_matter"),
        "refused_other": Other("a-2", other, person, False, "political_matter"),
        "alert_other": Other("a-3", other, kind, True),
        "alert_own": Other("a-4", owner, kind, True),
        "adult_own": Other("a-5", owner, "missing_adult", True),
    }
    return Known(
        others=tuple(others[code] for code in codes if code in others),
        flags=frozenset({owner} if "torture_flag" in codes else ()),
        judged=(other,) if "acquitted" in codes else (),
        changed=1 if "changed" in codes else 0,
        urgent="urgent" in codes,
        moved="moved" in codes,
        refusals={ground: int(count) for code in codes if "*" in code for count, ground in [code.split("*")]},
    )


def _plain(row: Row) -> dict[str, Any]:
    report = "SYN-1" if row["holder_report"] == "yes" else ""
    if row["kind"] == "travel_document":
        return {
            "kind": "travel_document", "number": row["document"], "issuer": row["owner"], "type": "passport",
            "circumstance": row["circumstance"], "report_number": report, "comment": row["facts"],
        }  # fmt: skip
    if row["kind"].startswith("missing"):
        return {
            "kind": "missing", "identity": _identity(row), "reported_by": row["requester_relation"],
            "relation": row["requester_relation"], "report_number": report, "danger": row["facts"],
            "court_order": "a court, 1/2026" if row["court_order"] == "yes" else "",
        }  # fmt: skip
    return {
        "kind": "wanted", "identity": _identity(row), "warrant": _warrant(row), "offence": _offence(row),
        "undertaking": row["undertaking"] == "yes", "proportionality": row["proportionality"],
        "earlier_requests": row["earlier_requests"], "earlier": _earlier(row["earlier_requests"]),
        "position": row["position"],
    }  # fmt: skip


def _identity(row: Row) -> dict[str, Any]:
    chain = row["names_arabic"].split()
    names = []
    if chain:
        names.append({"full": " ".join(chain), "parts": _parts(chain)})
    latin = f"{row['given_name']} {row['family_name']}".strip()
    if latin:
        names.append({"full": latin, "parts": {"given": row["given_name"], "family": row["family_name"]}})
    return {
        "names": names,
        "sex": row["sex"] or "unspecified",
        "births": [_birth(row["birth_date"])] if row["birth_date"] else [],
        "birthplaces": [{"city": row["birth_place"]}] if row["birth_place"] else [],
        "mother_name": row["mother_name"],
        "nationalities": row["nationality"].split(),
        "documents": [{"number": row["document"]}] if row["document"] else [],
        "description": row["description"],
        "photo": "0" * 64 if row["photo"] == "yes" else "",
        "fingerprints": row["fingerprints"] == "yes",
    }


def _parts(chain: list[str]) -> dict[str, str]:
    """Given name first, family name last, what stands between is father and grandfather."""
    between = chain[1:-1]
    told = {"given": chain[0], "family": chain[-1] if len(chain) > 1 else ""}
    return told | dict(zip(("father", "grandfather"), between, strict=False))


def _birth(text: str) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), map(int, text.split("-")), strict=False))


def _warrant(row: Row) -> dict[str, Any]:
    there = row["warrant"] == "yes"
    judged, presence = bool(row["sentence_months"]), PRESENCE.get(row["in_absentia"], "")
    kind = "judgment_in_absentia" if presence == "absent" else "judgment" if judged or presence else "warrant"
    return {
        "authority": "a court" if there else "", "number": "1/2026" if there else "",
        "date": "2026-01-05" if there else "", "kind": kind, "presence": presence,
        "retrial": row["in_absentia"] == "absent_retrial",
    }  # fmt: skip


def _offence(row: Row) -> dict[str, Any]:
    most = row["max_penalty_months"]
    endless = most in ("life", "death")
    return {
        "code": row["offence_code"], "summary": row["facts"], "characterisation": row["offence_words"],
        "place": row["offence_place"], "country": row["offence_country"], "date": row["offence_date"],
        "means": row["means"], "own_part": row["own_part"], "provisions": row["provisions"],
        "maximum_months": LIFE if endless else int(most) if most.isdigit() else None,
        "penalty": "" if most.isdigit() else most,
        "sentence_months": int(row["sentence_months"]) if row["sentence_months"] else None,
        "remaining_months": int(row["remaining_months"]) if row["remaining_months"] else None,
        "limitation_date": row["limitation_date"],
    }  # fmt: skip


def _earlier(text: str) -> list[dict[str, str]]:
    pairs = (one.strip().split(":") for one in text.split(";") if ":" in one)
    return [{"place": place.strip(), "outcome": outcome.strip()} for place, outcome in pairs]
