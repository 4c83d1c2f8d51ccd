"""Promise 5: no content without its audit entry, and no entry of what nobody did; each says who, what and whose."""

from collections import Counter, defaultdict

from tests.soak import audited_beside
from tests.soak.audit_rules import Wanted, route_of, wanted
from tests.soak.audited_beside import FRAMES, LEFT, detail_of, is_of_stored, moment
from tests.soak.evidence import Broken, Evidence
from tests.soak.ledger import Answer
from tests.soak.records import Row

SPARING = {"INVALID", "ID_REUSED", "NOT_UPLOADED", "NOT_WAITING", "CLAIMED", "ARCHIVED"}
"""Not refused to anybody: what was asked for was not in order, or came too late."""
UNDER_WAY = 120
"""Seconds for which a request whose answer was lost may have gone on."""


def nothing_unaudited(evidence: Evidence) -> Broken:
    by_request = entries_of_requests(evidence)
    return [
        *answers_otherwise_than_audited(evidence, by_request),
        *entries_without_answer(evidence, by_request),
        *audited_beside.all_of_it(evidence),
    ]


def entries_of_requests(evidence: Evidence) -> dict[str, list[Row]]:
    """What each request wrote down itself: neither what the stream writes of stored entries, nor pushes, nor frames."""
    people = {person.id for person in (*evidence.population.everybody, evidence.population.admin)}
    by_request = defaultdict[str, list[Row]](list)
    for row in evidence.records.audit:
        is_beside = row["act"].endswith(".pushed") or row["act"] in (*FRAMES, LEFT) or is_of_stored(row)
        if row["personId"] in people and not is_beside:
            by_request[row["requestId"]].append(row)
    return by_request


def answers_otherwise_than_audited(evidence: Evidence, by_request: dict[str, list[Row]]) -> Broken:
    """Each answer has exactly its entries."""
    broken = []
    for answer in evidence.ledger.answers:
        if 0 < answer.status < 500:
            rows = by_request.get(answer.request_id, [])
            told = f"{answer.person_id} asked {answer.method} {answer.path}: {answer.status} {answer.code}"
            found = (
                not_as_shown(answer, evidence, rows) if answer.status < 300 else not_as_refused(answer, evidence, rows)
            )
            broken += [f"{told}, {each}" for each in (*found, *not_by(answer, rows))]
    return broken


def not_as_shown(answer: Answer, evidence: Evidence, rows: list[Row]) -> Broken:
    """What was shown and is not written down, and the other way round."""
    route, _ = route_of(answer)
    left, missing = list(rows), []
    for each in wanted(answer, evidence):
        fitting = next((row for row in left if fits(row, each)), None)
        if fitting:
            left.remove(fitting)
        else:
            missing.append(f"without {each}")
    besides = Counter(row["act"] for row in left if row["act"] in route.may and row["outcome"] == "done")
    return missing + [f"surplus: {row}" for row in left if besides[row["act"]] != 1 or row["outcome"] != "done"]


def fits(row: Row, each: Wanted) -> bool:
    stated = (row["act"], row["outcome"], row.get("patientId"), row.get("conversationId"))
    detail = detail_of(row)
    return stated == (each.act, "done", each.patient_id, each.conversation_id) and all(
        detail.get(name) == value for name, value in each.detail.items()
    )


def not_as_refused(answer: Answer, evidence: Evidence, rows: list[Row]) -> Broken:
    """A refusal has one entry that says so, and shows nothing; what merely is not there needs none."""
    route, found = route_of(answer)
    for row in rows[1:] + [row for row in rows if row["outcome"] != "refused" or row["act"] not in route.acts]:
        return [f"but written down is {row}"]
    for row in rows:
        if row.get("conversationId") not in (None, *may_be_about(answer, evidence)):
            return [f"but written down is {row}"]
    return ["without an entry of the refusal"] if not rows and must_be_written(answer, evidence, found.groups()) else []


def may_be_about(answer: Answer, evidence: Evidence) -> set[str]:
    """The conversation in the path; of a start the direct one that stands already."""
    if answer.path == "/conversations":
        return evidence.records.conversations_of(answer.person_id)
    _, found = route_of(answer)
    return {found[1]} if answer.path.startswith("/conversations/") else set()


def must_be_written(answer: Answer, evidence: Evidence, ids: tuple[str, ...]) -> bool:
    if answer.status == 429:
        return False
    if answer.status != 404 or not answer.path.startswith("/conversations/"):
        return answer.code not in SPARING
    is_member = evidence.is_member(answer.person_id, ids[0], answer.started, answer.ended)
    return is_member is False or "/attachments/" in answer.path


def not_by(answer: Answer, rows: list[Row]) -> Broken:
    """Every entry says who asked, in which role and session."""
    return [
        f"but it is written down of somebody else: {row}"
        for row in rows
        if (row["personId"], row["session"]) != (answer.person_id, answer.session) or not row["address"]
    ]


def entries_without_answer(evidence: Evidence, by_request: dict[str, list[Row]]) -> Broken:
    """What nobody was answered is that of a request whose answer was lost, one for each."""
    answered = {answer.request_id for answer in evidence.ledger.answers if 0 < answer.status < 500}
    lost = [answer for answer in evidence.ledger.answers if not 0 < answer.status < 500]
    broken = []
    for request_id, rows in by_request.items():
        if request_id not in answered:
            its = next((answer for answer in lost if may_have_written(answer, rows)), None)
            if its:
                lost.remove(its)
            else:
                broken.append(f"nobody asked for what is written down: {rows}")
    return broken


def may_have_written(answer: Answer, rows: list[Row]) -> bool:
    route, found = route_of(answer)
    about = {row.get("conversationId") for row in rows} - {None}
    in_path = {found[1]} if answer.path.startswith("/conversations/") else about
    return (
        {row["personId"] for row in rows} == {answer.person_id}
        and {row["act"] for row in rows} <= set(route.acts)
        and about <= in_path
        and answer.request_id in ("", *{row["requestId"] for row in rows})
        and all(answer.started - 1 < moment(row) < answer.ended + UNDER_WAY for row in rows)
    )
