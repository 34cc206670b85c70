"""The tests of the floor, above every instrument: whether the person may be a minor, whether a flag of risk lies on the
requesting state, whether death may be the penalty (law.md, *The floor*, H). What is arguable goes to a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from mithaq.domain.case.age import MAJORITY, age_test
from mithaq.domain.case.case import Case
from mithaq.domain.case.fold_floor import MINOR, TORTURE
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.rules import CaseLaw, Finding
from mithaq.domain.errors import Refusal
from mithaq.domain.instrument import Words

DEATH = "death_penalty"
FLOOR_TESTS = (MINOR, TORTURE, DEATH)

SAYS: Mapping[str, Words] = {
    TORTURE: Words(
        "لا يسلَّم أحد إلى دولة يتعرض فيها لخطر حقيقي من التعذيب.",
        "Nobody is surrendered to a state where he would run a real risk of torture.",
        "Nul n'est remis à un État où il courrait un risque réel de torture.",
    ),
    DEATH: Words(
        "لا تسليم في عقوبة الإعدام إلا بضمانات متى طلبتها الدولة المطلوب إليها.",
        "Where death is the penalty, surrender only against assurances if the requested state asks for them.",
        "En cas de peine de mort, remise seulement contre des assurances si l'État requis en demande.",
    ),
}


def floor_findings(
    case: Case, request: DetentionRequest, law: CaseLaw, on: date, *, flagged: bool = False
) -> tuple[Finding, ...]:
    """The tests of the floor for this request. `flagged`: the commission's flag lies on the requesting state now."""
    return tuple(one for one in (_minor(case, request, law, on), _torture(case, flagged), _death(request)) if one)


def not_kept(case: Case, request: DetentionRequest | None, law: CaseLaw, on: date, flagged_at: str) -> Refusal | None:
    """What only the requested state's own node can see before a grant or a hand-over: that its papers make the person a
    minor, or that a flag lies on the requesting state since `flagged_at`, and no court has answered that yet.
    """
    if flagged_at and case.floor.risk_at < flagged_at:
        return Refusal("risk.not_assessed", "risk.assessed")
    minor = request is not None and age_test(request, on, law.house)[0] != "met"
    return Refusal("minor.not_weighed", "interest.weighed") if minor and not case.floor.interest_at else None


def death_possible(request: DetentionRequest) -> Literal["carried", "not_carried", ""]:
    """Whether the request says that the act carries death; empty where it says nothing."""
    return request.death_penalty


def _minor(case: Case, request: DetentionRequest, law: CaseLaw, on: date) -> Finding | None:
    rule = law.house.get(MAJORITY)
    result, why = age_test(request, on, law.house)
    if result == "met" and case.floor.minor_at:
        result, why = "arguable", "minor_noted"
    if rule is None:
        return None
    words = rule.label
    return Finding(MINOR, "", result, why, Words(words.ar, words.en, words.fr), confirmed=True)


def _torture(case: Case, flagged: bool) -> Finding | None:
    if not flagged and not case.floor.flagged_at:
        return None
    return Finding(TORTURE, "", "arguable", "risk_flagged", SAYS[TORTURE], confirmed=True)


def _death(request: DetentionRequest) -> Finding | None:
    if death_possible(request) != "carried":
        return None
    return Finding(DEATH, "", "arguable", "death_carried", SAYS[DEATH], confirmed=True)
