"""A short run with faults in which every promise is kept; and the checks themselves notice what they are there for."""

from dataclasses import replace

import pytest

from infra.local.stack import Stack
from tests.soak import promised_membership, promised_messages
from tests.soak.evidence import Evidence
from tests.soak.ledger import Content
from tests.soak.promised_audit import nothing_unaudited
from tests.soak.records import Records, Row
from tests.soak.report import written
from tests.soak.running import Report, run
from tests.soak.seed import Plan, chosen_seed

pytestmark = pytest.mark.promise

SHORT = Plan(chosen_seed(), clients=6, acts=15, each=12, pause=0.02, quiet=1.5, kills_jobs=False)


@pytest.fixture(scope="module")
def report(stack: Stack) -> Report:
    return run(stack, SHORT)


def test_every_promise_is_kept_though_functions_die_batches_double_and_sockets_close(report: Report) -> None:
    assert report.is_kept, f"\nrepeat with SEED={SHORT.seed}\n{written(report)}"
    assert report.happened.total()
    assert len(report.evidence.ledger.sent) > 10


def without(report: Report, lost: Row) -> Evidence:
    """The same evidence, but for one row that is not stored (any more)."""
    stored = report.evidence.records
    rows = [row for row in stored.rows if row is not lost]
    audit = [row for row in stored.audit if row is not lost]
    return replace(report.evidence, records=Records(rows, audit))


def some_text(report: Report) -> Row:
    """The stored row of a text that was acknowledged."""
    sent = next(sent for sent in report.evidence.ledger.sent if sent.seq)
    return report.evidence.records.threads[sent.conversation_id][sent.seq or 0]


def test_a_lost_message_would_be_noticed(report: Report) -> None:
    evidence = without(report, some_text(report))
    assert promised_messages.nothing_lost(evidence)
    assert promised_messages.one_order(evidence)


def test_a_message_stored_twice_would_be_noticed(report: Report) -> None:
    text, stored = some_text(report), report.evidence.records
    copy = {**text, "SK": f"MSG#{10**11:012d}"}
    evidence = replace(report.evidence, records=Records([*stored.rows, copy], stored.audit))
    assert promised_messages.nothing_doubled(evidence)


def test_a_text_that_somebody_saw_otherwise_would_be_noticed(report: Report) -> None:
    shown = next(answer for answer in report.evidence.ledger.answers if answer.content.entries)
    place = next(iter(shown.content.entries))
    other = replace(shown, content=Content(entries={place: ("another", "text", "somebody", "else")}))
    ledger = replace(report.evidence.ledger, answers=[other])
    assert promised_messages.one_order(replace(report.evidence, ledger=ledger))


def test_texts_in_another_order_than_their_sender_sent_them_would_be_noticed(report: Report) -> None:
    ledger = report.evidence.ledger
    turned = replace(ledger, sent=ledger.sent[::-1])
    assert promised_messages.senders_order(replace(report.evidence, ledger=turned))


def test_content_for_somebody_who_is_no_member_would_be_noticed(report: Report) -> None:
    ledger, stranger = report.evidence.ledger, report.evidence.population.admin.id
    answers = [replace(answer, person_id=stranger) for answer in ledger.answers]
    pushes = [replace(push, person_id=stranger) for push in ledger.pushes]
    for shown in (replace(ledger, answers=answers, pushes=[]), replace(ledger, answers=[], pushes=pushes)):
        assert promised_membership.membership_decides(replace(report.evidence, ledger=shown))


SHOWN = (
    *("inbox.read", "conversation.read", "members.read", "messages.read", "patient.conversations"),
    *("cases.read", "case.read", "patient.read", "patient.artifacts", "appointments.read", "appointment.read"),
    *("attachment.added", "attachment.completed", "attachment.read", "attachment.downloaded"),
    *("step-up.begun", "step-up.completed", "call.join", "call.late", "call.start", "call.end"),
    *("access-log.read", "audit.read"),
)
REFUSED = (
    *("conversation.read", "members.read", "messages.read", "patient.read", "patient.conversations"),
    *("patient.artifacts", "case.read", "appointment.read", "call.join", "attachment.downloaded", "step-up.completed"),
)
"""Acts that every run has seen, see `tour`."""
ENTRIES = [*((act, "done") for act in (*SHOWN, "message.sent")), *((act, "refused") for act in REFUSED)]


def some_entry(report: Report, act: str, outcome: str) -> Row:
    """One that somebody of this run's clinic caused."""
    tag = report.evidence.population.tag
    rows = [row for row in report.evidence.records.audit if row["personId"].startswith(tag)]
    return next(row for row in rows if (row["act"], row["outcome"]) == (act, outcome))


@pytest.mark.parametrize(("act", "outcome"), ENTRIES)
def test_an_entry_that_is_missing_or_one_too_many_would_be_noticed(report: Report, act: str, outcome: str) -> None:
    entry, stored = some_entry(report, act, outcome), report.evidence.records
    assert nothing_unaudited(without(report, entry))
    doubled = Records(stored.rows, [*stored.audit, {**entry}])
    assert nothing_unaudited(replace(report.evidence, records=doubled))


def test_leaving_a_waiting_room_more_often_than_somebody_came_would_be_noticed(report: Report) -> None:
    entry, stored = some_entry(report, "call.join", "done"), report.evidence.records
    left = {**entry, "act": "call.leave", "requestId": "", "session": ""}
    often = len([answer for answer in report.evidence.ledger.answers if answer.path.endswith("/call/join")]) + 1
    records = Records(stored.rows, [*stored.audit, *[left] * often])
    assert nothing_unaudited(replace(report.evidence, records=records))


def test_a_push_without_its_entry_would_be_noticed(report: Report) -> None:
    pushed = [row for row in report.evidence.records.audit if row["act"] == "message.pushed"]
    assert any(nothing_unaudited(without(report, entry)) for entry in pushed)


@pytest.mark.parametrize(
    "change",
    [
        {"personId": "somebody"},
        {"role": "admin"},
        {"session": "another"},
        {"address": ""},
        {"patientId": "somebody"},
        {"conversationId": "another"},
        {"requestId": "another"},
        {"outcome": "refused"},
        {"detail": '{"attachmentId": "another"}'},
        {"detail": '{"fileName": "Knee nr000000001.pdf"}'},
    ],
    ids=str,
)
def test_an_entry_that_says_something_else_would_be_noticed(report: Report, change: Row) -> None:
    entry, stored = some_entry(report, "attachment.downloaded", "done"), report.evidence.records
    audit = [{**row, **change} if row is entry else row for row in stored.audit]
    assert nothing_unaudited(replace(report.evidence, records=Records(stored.rows, audit)))
