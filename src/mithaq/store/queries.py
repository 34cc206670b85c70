"""SQL written by hand: queries that say more than one row by its key. `(?*)` becomes a list (`sql.with_marks`)."""

from __future__ import annotations

# journal

EVENTS = "SELECT j.member, j.seq, j.hash, j.signed, j.signatures, j.applied, j.flags, j.received_at FROM journal AS j "
EVENT_AT = EVENTS + "WHERE j.member = ? AND j.seq = ?"
EVENT_HELD = "SELECT lower(hex(hash)), lamport FROM journal WHERE member = ? AND seq = ?"
EVENT_BY_HASH = EVENTS + "WHERE j.hash = ?"
EVENTS_AFTER = EVENTS + "WHERE j.member = ? AND j.seq > ? ORDER BY j.seq LIMIT ?"
EVENTS_ABOUT = (
    EVENTS + "JOIN touches AS t ON t.member = j.member AND t.seq = j.seq "
    "WHERE t.subject = ? ORDER BY t.lamport, t.member, t.seq"
)
EVENTS_NEWEST = EVENTS + "WHERE j.received_at < ? ORDER BY j.received_at DESC, j.place DESC LIMIT ?"
LEAVES = "SELECT hash FROM journal WHERE member = ? AND seq <= ? ORDER BY seq"
HEADS = "SELECT member, seq, hash, lamport, frontier FROM heads ORDER BY member"
QUARANTINED = 'SELECT member, seq, code, "where", at, wire FROM quarantine ORDER BY at, member, seq, code, digest'
RECEIPTS = "SELECT peer, seq, hash, wire FROM receipts ORDER BY peer"
OUTBOX = "SELECT count(*), coalesce(min(seq), 0) FROM outbox"
OUTBOX_CLEAR = "DELETE FROM outbox WHERE seq <= ?"

# payloads

PAYLOAD = "SELECT salt, body FROM payloads WHERE hash = ?1 AND (?2 = '' OR subject = ?2)"
PAYLOADS = "SELECT hash, salt, body FROM payloads WHERE hash IN (?*)"
HELD = "SELECT hash, subject FROM payloads WHERE hash IN (?*)"
HELD_ABOUT = "SELECT hash, item FROM payloads WHERE subject = ? ORDER BY hash"
PUT_PAYLOAD = (
    "INSERT INTO payloads (hash, salt, body, subject, item) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (hash, subject) DO UPDATE SET item = excluded.item"
)
MOVE_PAYLOAD = "UPDATE payloads SET subject = ?3 WHERE hash = ?1 AND subject = ?2"
DROP_PAYLOAD = "DELETE FROM payloads WHERE hash = ?1 AND (?2 = '' OR subject = ?2)"
PAYLOADS_TO_BOX = "SELECT place, hash, body FROM payloads WHERE place > ? ORDER BY place LIMIT ?"
BOX_PAYLOAD = "UPDATE payloads SET body = ? WHERE place = ?"
ERASED = "SELECT 1 FROM erased WHERE hash = ?1 AND (?2 = '' OR subject IN ('', ?2))"
ERASED_AMONG = "SELECT hash, subject FROM erased WHERE hash IN (?*)"
ANY_ERASED = "SELECT 1 FROM erased LIMIT 1"
WANTED = "SELECT hash, subject, item, member FROM wants WHERE (?1 = '' OR member = ?1) ORDER BY turn LIMIT ?2"
IS_WANTED = "SELECT 1 FROM wants WHERE hash = ?1 AND (?2 = '' OR subject = ?2)"
WANTED_COUNT = "SELECT count(*) FROM wants"
UNWANT = "DELETE FROM wants WHERE hash = ?1 AND (?2 = '' OR subject = ?2)"
FORGET_WANT = "DELETE FROM wants WHERE hash = ? AND subject = ? AND member = ?"

# attachments

_ATTACHMENT = "SELECT hash, media_type, size, kept_at, refused"
ATTACHMENT = f"{_ATTACHMENT}, body FROM attachments WHERE hash = ?"
ATTACHMENTS = f"{_ATTACHMENT} FROM attachments WHERE hash IN (?*)"
ATTACHMENT_HASHES = "SELECT hash FROM attachments ORDER BY hash"
_UNCITED = (
    " FROM attachments WHERE hash NOT IN (SELECT attachment FROM citations UNION ALL SELECT attachment FROM drafts) "
    "ORDER BY kept_at, hash"
)
LOOSE = _ATTACHMENT + _UNCITED
PUT_ATTACHMENT = (
    "INSERT INTO attachments (hash, media_type, size, kept_at, refused, body) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (hash) DO UPDATE SET media_type = excluded.media_type, size = excluded.size, "
    "kept_at = excluded.kept_at, refused = excluded.refused, body = excluded.body"
)
BOX_ATTACHMENT = "UPDATE attachments SET body = ?2 WHERE hash = ?1"
_DRAFT = "SELECT subject, paper, attachment, original, certified_by, officer, at FROM drafts "
DRAFTS = _DRAFT + "ORDER BY subject, at, attachment"
DRAFTS_OF = DRAFTS.replace("ORDER", "WHERE subject = ? ORDER")
# An empty text leaves its column free.
UNDRAFT = "DELETE FROM drafts WHERE subject = ?1 AND (?2 = '' OR paper = ?2) AND (?3 = x'' OR attachment = ?3)"
DROP_ATTACHMENTS = "DELETE FROM attachments WHERE hash IN (?*)"
CITATIONS = "SELECT attachment, payload, subject FROM citations ORDER BY attachment, payload, subject"
CITATIONS_OF = CITATIONS.replace("ORDER", "WHERE attachment = ? ORDER")
CITATIONS_IN = CITATIONS.replace("ORDER", "WHERE subject = ? ORDER")
DROP_IDLE_WANTS = (
    "DELETE FROM wants WHERE item = 'attachment' AND (hash, subject) NOT IN (SELECT attachment, subject FROM citations)"
)

# register

# One statement for every filter: an empty text, or an empty JSON list of states, leaves its column free.
_FOLDS_WHERE = (
    "WHERE about = ?1 AND (?2 = '' OR member = ?2) AND (?3 = '' OR ?3 IN (member, partner)) "
    "AND (?4 = '' OR kind = ?4) AND (?5 = '[]' OR state IN (SELECT value FROM json_each(?5)))"
)
FOLDS_ORDER = "ORDER BY changed_at DESC, id DESC LIMIT ?6 OFFSET ?7"
FOLDS_WHERE = f"{_FOLDS_WHERE} {FOLDS_ORDER}"
COUNT_FOLDS = f"SELECT count(*) FROM folds {_FOLDS_WHERE}"  # noqa: S608 - two constants, no values
FOLD_STATES = "ORDER BY id"

# As above: an empty text leaves its column free.
DEADLINES_WHERE = (
    "WHERE code IN (SELECT value FROM json_each(?1)) AND (?2 = '' OR ?2 IN (member, partner)) "
    "AND (?3 = '' OR member = ?3) AND (?4 = '' OR partner = ?4) AND at <= ?5 ORDER BY at, id LIMIT ?6 OFFSET ?7"
)
COUNT_SUBJECTS = (
    "SELECT count(DISTINCT subject) FROM deadlines WHERE code IN (SELECT value FROM json_each(?1)) "
    "AND (?2 = '' OR ?2 IN (member, partner)) AND at <= ?3"
)
DEADLINES = "SELECT id, subject, clock, code, at, member, partner FROM deadlines "
UNNOTICED = DEADLINES + "WHERE noticed = 0 AND at <= ? ORDER BY at, id LIMIT ?"
NOTICE = "UPDATE deadlines SET noticed = 1 WHERE id IN (?*)"
DEADLINES_OF = "SELECT id, subject, noticed FROM deadlines WHERE subject IN (?*)"
FINISH_WITH = "UPDATE tasks SET done_at = ? WHERE id IN (?, ?) AND done_at = ''"
DROP_DEADLINES = "DELETE FROM deadlines WHERE id IN (?*)"

ENTRIES = "SELECT id, alert, owner, kind, payload, expires_at FROM entries "
ENTRY = ENTRIES + "WHERE id = ?"
ENTRIES_OF = ENTRIES + "WHERE alert = ? ORDER BY id"
ENTRY_COUNTS = "SELECT kind, count(*) FROM entries GROUP BY kind ORDER BY kind"
ENTRY_DIGEST = "SELECT id, payload FROM entries WHERE expires_at = '' OR expires_at > ? ORDER BY id"
_NUMBERED = "SELECT number, id, alert, owner, kind, payload, expires_at FROM entries "
ENTRIES_NUMBERED = _NUMBERED + "WHERE number IN (?*)"
ENTRIES_AFTER = _NUMBERED + "WHERE number > ? ORDER BY number LIMIT ?"
# The last number that any entry had; PostgreSQL keeps so many more for whoever asks.
HIGHEST_NUMBER = "SELECT coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = 'entries'), 0)"
LAST_NUMBER = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'entries' AND ? > 0"
ENTRIES_TO_LEAVE = "SELECT number FROM entries WHERE id IN (?*)"
DROP_ENTRIES = "DELETE FROM entries WHERE number IN (?*)"
LAST_DEPARTURE = "SELECT coalesce(max(turn), 0) FROM departures"
DEPARTURES_AFTER = "SELECT number FROM departures WHERE turn > ? AND number <= ? ORDER BY turn"
GHOSTS = (
    "SELECT number FROM departures WHERE number IN (SELECT number FROM entries) "
    "OR number > (SELECT max(seq) FROM sqlite_sequence WHERE name = 'entries') ORDER BY number"
)

# desk

BY_LOGIN = "WHERE login = ?"
BY_ROLE_AND_LOGIN = "ORDER BY role, login"
IN_ORDER_PROPOSED = "ORDER BY at, id"
UNDECIDED = "WHERE outcome = '' ORDER BY at, id"
HITS_WHERE = (
    "WHERE (?1 = '[]' OR state IN (SELECT value FROM json_each(?1))) AND (?2 = '' OR post = ?2) "
    "AND (?4 = '' OR alert = ?4) ORDER BY opened_at DESC, id DESC LIMIT ?3"
)
TASKS_OF = "WHERE role = ? ORDER BY at, id"
TASKS_OPEN = "WHERE role = ? AND done_at = '' ORDER BY at, id"
FINISH_TASKS = "UPDATE tasks SET done_at = ? WHERE subject = ? AND code = ? AND done_at = ''"
FLAGS_OF = "WHERE alert = ? ORDER BY at, id"
FLAGS_NEWEST = "ORDER BY at DESC, id"
DROP_FLAGS = "DELETE FROM flags WHERE alert = ?"
END_SESSION = "DELETE FROM sessions WHERE id = ?"
END_SESSIONS_OF = "DELETE FROM sessions WHERE officer = ?"
DROP_REPLIES = "DELETE FROM replies WHERE at < ?"
# What is left of a reply says that the request was carried out, and about what: its key stays taken. A redirect (303) holds
# no more than that already.
FORGET_REPLIES = "UPDATE replies SET status = 0, body = ?1 WHERE status NOT IN (0, 303) AND instr(body, ?1) > 0"
LOG_HEAD = "SELECT number, hash FROM log ORDER BY number DESC LIMIT 1"
DROP_LOG = "DELETE FROM log WHERE number <= ?"
LOG_AFTER = "WHERE number > ? ORDER BY number LIMIT ?"

# the commission's shield

SHIELD_NEWEST = "WHERE register = ? ORDER BY at DESC, id DESC LIMIT ? OFFSET ?"
SHIELD_MADE = "SELECT count(*) FROM shield WHERE register = ? AND substr(at, 1, 4) = ?"
SHIELD_KEYED = (
    "SELECT k.key, s.id, s.register, s.standing, s.member, s.about, s.at, s.parts, s.said, s.officer, s.ended_at "
    "FROM shield_keys AS k JOIN shield AS s ON s.id = k.id WHERE s.standing <> 'ended' AND k.key IN (?*)"
)
SAID_TO_BOX = "SELECT id, said FROM shield WHERE said <> x'' ORDER BY id"
BOX_SAID = "UPDATE shield SET said = ? WHERE id = ?"
DROP_SHIELD_KEYS = "DELETE FROM shield_keys WHERE id = ?"
LOOKS_AWAITED = "WHERE answer = '' AND arrived_at = '' ORDER BY id"
LOOKS_UNANSWERED = "WHERE answer = '' AND arrived_at <> '' AND due_at <= ? ORDER BY id"
LOOKS_FOR_PEOPLE = (
    "WHERE found <> x'5b5d' OR decision <> '' ORDER BY answer <> '', arrived_at DESC, id LIMIT ? OFFSET ?"
)
FORGET_FORMS = "UPDATE looks SET forms = x'' WHERE subject = ?"
FORGET_WORDS = "UPDATE looks SET reasons = '' WHERE subject = ? AND reasons <> ''"

# the whole store

DERIVED_JOURNAL = "SELECT member, seq, lower(hex(hash)), lamport FROM journal ORDER BY member, seq"
DERIVED_HEADS = "SELECT member, seq, lower(hex(hash)), lamport, frontier FROM heads ORDER BY member"
DERIVED_TOUCHES = "SELECT subject, lamport, member, seq FROM touches ORDER BY subject, lamport, member, seq"
DERIVED_FOLDS = (
    "SELECT id, about, kind, state, member, partner, changed_at, order_lamport, order_member, order_seq, fold "
    "FROM folds ORDER BY id"
)
DERIVED_DEADLINES = DEADLINES + "ORDER BY id"
DERIVED_ENTRIES = "SELECT id, alert, owner, kind, lower(hex(payload)), expires_at FROM entries ORDER BY id"
DERIVED_CITATIONS = (
    "SELECT lower(hex(attachment)), lower(hex(payload)), subject FROM citations ORDER BY attachment, payload, subject"
)
DERIVED_WANTS = "SELECT lower(hex(hash)), subject, item, member FROM wants ORDER BY hash, subject, member"

# questions to databases that stay at home

HOME_UNANSWERED = "WHERE answered_at = '' ORDER BY id"
HOME_ANSWERS = "ORDER BY id"
HOME_REPEATED = "WHERE met <> '' ORDER BY at DESC, id"
HOME_KEYED = (
    "SELECT k.key, q.id, q.member, q.officer, q.at, q.parts, q.met "
    "FROM home_asked_keys AS k JOIN home_asked AS q ON q.id = k.id WHERE k.key IN (?*)"
)
HOME_FORGET_KEYS = "DELETE FROM home_asked_keys WHERE id IN (?*)"
HOME_FORGET_ASKED = "DELETE FROM home_asked WHERE id IN (?*)"
HOME_FORGET_ANSWERS = "DELETE FROM home_answers WHERE id IN (?*)"
