"""Words of the border check and of hits: why somebody matched, what to do and what not to do."""

from __future__ import annotations

from collections.abc import Mapping

CHECK_WORDS: Mapping[str, Mapping[str, str]] = {
    "klass": {"none": "No hit", "cleared": "Cleared namesake", "possible": "Possible match", "strong": "Strong match"},
    "matched_by": {
        "name": "Found by name",
        "document": "Found by document number",
        "plate": "Found by plate",
        "serial": "Found by serial number",
    },
    "line": {
        "part.same": "The same spelling",
        "part.script": "The same name in the other script",
        "part.spelling": "Another spelling of the same name",
        "part.initial": "An initial of the name",
        "part.joined": "The same name, joined or divided",
        "part.only_asked": "Not in the alert",
        "part.only_stored": "Not in what was asked",
        "parts.conflict": "Names that contradict each other",
        "parts.order": "The names stand in another order",
        "birth.same_day": "The same day of birth",
        "birth.same_month": "The same month of birth",
        "birth.same_year": "The same year of birth",
        "birth.in_range": "Within the years of birth stated",
        "birth.swapped": "Day and month exchanged",
        "birth.one_slip": "One digit of the birth date differs",
        "birth.first_of_january": "The year agrees; the first of January often stands for an unknown day",
        "birth.same_year_only": "The same year, another day of birth",
        "birth.close_years": "Years of birth close to each other",
        "birth.other": "Another date of birth",
        "sex.same": "The same sex",
        "sex.other": "Another sex",
        "nationality.same": "The same nationality",
        "nationality.other": "Another nationality",
        "document.same": "The same document number",
        "name.contradicts": "The document matches, but the name is another",
    },
    "namesakes": {
        "everywhere": "The 22 Arab states",
        "none": "fewer than 1",
        "many": "Nearly all of them are innocent. The name alone is no ground to hold this traveller: compare photo, "
        "names of parents, marks and document.",
        "few": "A rare name is not yet the person: relatives share names, and papers err. Compare photo, names of "
        "parents, marks and document.",
        "unknown": "How many people bear so similar a name is not known: the names of this person's state are not "
        "counted here. Treat the name as a common one.",
        "counted": "An order of magnitude, from counts of names and rounded population figures.",
        "bounded": "An order of magnitude: a part of this name is too rare to have been counted, so the range is wide.",
    },
    "do": {
        "request": "Compare photo, names of parents, marks and document. If it is the person, stop the person, "
        "tell the reason and the time, and call your bureau.",
        "hold": "Compare photo, names of parents, marks and document. If it is the person, stop the person, "
        "tell the reason and the time, and call your bureau.",
        "locate_only": "Compare photo, names of parents, marks and document. Whether it is the person or not, the "
        "traveller goes on; write the match down and call your bureau.",
        "found_safe": "Speak with the person alone. Ask whether the person is safe and agrees that anything is told.",
        "child_protection": "Keep the child safe and call the child-protection authority at once; it decides.",
        "inform": "Tell your bureau. The measures of the sanctions regime apply: assets, travel, arms.",
        "keep_document": "Keep the document and give a receipt for it.",
        "seize_with_receipt": "Secure the object and give a receipt for it.",
        "let_go": "Let the traveller go: the commission has certified that it is another person.",
    },
    "do_not": {
        "request": "Being sought is not being guilty. Do not tell the owner or anybody else; your bureau decides what "
        "is released. A possible match is no ground to arrest.",
        "hold": "Being sought is not being guilty. Do not tell the owner or anybody else; your bureau decides what "
        "is released. A possible match is no ground to arrest.",
        "locate_only": "Hold nobody: here this alert only asks to locate. Do not tell the owner or anybody else; your "
        "bureau decides what is released.",
        "found_safe": "Never detain. Tell nobody where the person is.",
        "child_protection": "Do not hand the child over to anybody before the authority has decided.",
        "inform": "This notice asks for no arrest and gives no ground to hold anybody.",
        "keep_document": "The bearer is not held for the document.",
        "let_go": "Do not hold anybody on this match, and tell nobody of it.",
        "seize_with_receipt": "The bearer is not held for being listed; ask, write down, give the receipt.",
    },
    "basis": {
        "document": "Document compared",
        "photo": "Photo compared",
        "fingerprints": "Fingerprints compared",
        "description": "Description compared",
        "own_statement": "The person's own statement",
        "marks_on_object": "Marks on the object",
    },
    "refute": {
        "other_birth_date": "Another birth date",
        "other_photo": "Another face",
        "other_document": "Another document",
        "other_parents": "Other parents",
        "other_object": "Another object",
        "clearance": "Certificate “not this person”",
        "alert_over": "The alert no longer stands",
    },
    "owner_learns": {
        "state_and_time": "The owner learns the state and the time, nothing else.",
        "found_safe": "The owner learns “found, safe”, nothing else.",
        "recovered": "The owner learns “recovered”, without place or bearer.",
        "nothing": "The owner learns nothing of hits of this kind.",
    },
}
