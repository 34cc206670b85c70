"""Words of the floor above every instrument. Merged into `words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping

FLOOR_WORDS: Mapping[str, Mapping[str, str]] = {
    "test": {
        "minor": "Not a minor at the time of the facts",
        "torture_risk": "No flag of risk on the requesting state",
        "death_penalty": "The act does not carry death",
        "earlier_detention": "The earlier detention was of another person or for other facts",
        "wanted_here": "This state does not want the same person itself",
    },
    "why": {
        "adult": "By every reading of the dates the person was of age.",
        "minor": "The person was under age at the time of the facts.",
        "may_be_minor": "The person may have been under age at the time of the facts.",
        "age_unknown": "The age at the time of the facts is not known.",
        "minor_noted": "The case says that the person is, was or may be a minor.",
        "risk_flagged": "The commission has flagged the requesting state: people sent there may be tortured.",
        "reserved": "A reservation of one of the two states applies.",
        "act_not_alike": "The same state has, or had, what may be the same person held; the person or the act is not "
        "described alike. Until it is found, with reasons, that the person or the facts are others, that time counts and a "
        "court's order is needed.",
        "wanted_by_transit_state": "An arrest alert or a case of this state may be about the same person.",
        "death_carried": "The act carries death: the requested state may ask for assurances.",
    },
    "release_reason": {
        "child_interest": "Surrender would harm the best interest of a minor.",
        "alert_ended": "The alert had ended.",
        "not_ordered": "The person was held in another case for the same facts, and no court has ordered a new arrest.",
        "torture_risk": "A court found a real risk of torture.",
    },
    "breach": {
        "arrest_without_alert": "Arrested on an alert that had ended",
        "arrest_without_order": "Arrested after a detention in another case, without a court's new order",
    },
    "event": {
        "assurance.asked": "Assurance asked for",
        "assurance.given": "Assurance given",
        "assurance.declined": "Assurance declined",
        "minor.noted": "Person noted as a possible minor",
        "interest.weighed": "Best interest of the minor weighed",
        "risk.assessed": "Risk of torture assessed",
        "detention.counted": "Detention in other cases counted",
        "risk.flagged": "State flagged for a risk of torture",
        "risk.lifted": "Flag of risk lifted",
    },
    "act": {
        "assurance.asked": "Ask for an assurance",
        "assurance.given": "Give the assurance",
        "assurance.declined": "Decline the assurance",
        "minor.noted": "Note that the person may be a minor",
        "interest.weighed": "Record what the minor's best interest asks",
        "risk.assessed": "Record the finding on the risk of torture",
        "detention.counted": "Count a detention in another case",
    },
    "body": {
        "matter": "Matter",
        "weighed_at": "Time of the finding",
        "assessed_at": "Time of the finding",
        "held_elsewhere": "Days held in other cases for the same facts, in all",
        "not_collected": "In one of them nobody came for the person",
        "other_facts": "The other detention was for other facts",
    },
    "note": {
        "detention.admitted": "Reasons; for a minor: his best interest",
        "minor.noted": "What shows it",
        "detention.counted": "Reasons, where the facts are others",
        "transit.permitted": "Reasons, where this state seems to want the same person itself",
    },
    "option": {
        "death_penalty": "Death is not carried out",
        "retrial": "A full retrial after a judgment in absentia",
        "detention_conditions": "Conditions of detention",
        "fair_trial": "A fair trial",
        "no_onward": "No onward surrender",
        "consular_access": "Visits by representatives of the requested state",
        "not_known": "Not known; a judge hears the person anyway",
        "in_force": "In force",
        "ended_since": "Ended since the arrest",
        "compatible": "Surrender is compatible with the minor's best interest",
        "against": "Surrender would harm the minor's best interest",
        "excluded": "A real risk for this person is excluded",
        "real_risk": "A real risk for this person",
        "torture": "Torture",
        "ill_treatment": "Ill-treatment",
        "enforced_disappearance": "Enforced disappearance",
        "carried": "The act carries death",
        "not_carried": "The act does not carry death",
    },
    "assurance": {"open": "Not answered", "given": "Given", "declined": "Declined"},
    "done": {
        "risk.flagged": "The flag is signed.",
        "risk.lifted": "The flag is lifted.",
    },
    "task": {
        "assurance.asked": "An assurance is asked for",
        "case.duplicate": "Requested twice by the same state",
        "detention.counted": "A detention in another case was counted: limits end earlier",
        "detention.uncounted": "A detention in another case is not counted: it may be for the same facts",
        "assurance.answered": "An assurance was answered",
        "minor.possible": "The person of a request may be a minor",
        "death.possible": "The act of a request carries death: assurances may be asked for",
    },
}
