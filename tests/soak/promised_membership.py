"""Membership decides: members are let in, former and foreign ones see and hear nothing; consent likewise."""

import re

from tests.soak.evidence import Broken, Evidence
from tests.soak.ledger import Answer

UNDER_WAY = 5.0
"""Seconds for which a push may still come after somebody left.

Who is told is read before a message is committed, and a push has one second; commit and push both wait their turn
on a machine that is as busy as this one. What is asked for over REST has no such allowance.
"""


def membership_decides(evidence: Evidence) -> Broken:
    return [
        *(each for answer in evidence.ledger.answers for each in wrong_answer(evidence, answer)),
        *heard_from_outside(evidence),
        *(each for answer in evidence.ledger.answers for each in wrong_consent(evidence, answer)),
    ]


def wrong_answer(evidence: Evidence, answer: Answer) -> Broken:
    """Content for somebody who was certainly no member, or none for somebody who certainly was one."""
    asked = re.match(r"/conversations/([^/?]+)(/messages/|/attachments/)?", answer.path)
    about = answer.content.about | ({asked[1]} if asked else set())
    told = f"{answer.method} {answer.path} of {answer.person_id}: {answer.status}"
    broken = []
    for conversation_id in about:
        is_member = evidence.is_member(answer.person_id, conversation_id, answer.started, answer.ended)
        if is_member is False and 200 <= answer.status < 300:
            broken.append(f"{told}, though no member of {conversation_id}")
        if is_member is True and answer.status == 404 and asked and not asked[2]:
            broken.append(f"{told}, though a member of {conversation_id}")
    return broken


def heard_from_outside(evidence: Evidence) -> Broken:
    return [
        f"{push.person_id} heard {push.event} of {conversation_id}, though no member for {UNDER_WAY} s"
        for push in evidence.ledger.pushes
        for conversation_id in push.content.about
        if evidence.is_member(push.person_id, conversation_id, push.at - UNDER_WAY, push.at) is False
    ]


def wrong_consent(evidence: Evidence, answer: Answer) -> Broken:
    """A text taken while the patient had certainly opted out, or refused while they had certainly not."""
    asked = re.fullmatch(r"/conversations/([^/]+)/messages", answer.path)
    head = evidence.records.heads.get(asked[1]) if asked and answer.method == "POST" else None
    if head is None or head["kind"] == "case":
        return []
    chats = evidence.population.facts.chats[head["patientId"]].throughout(answer.started, answer.ended)
    if answer.status == 201 and chats is False:
        return [f"{answer.path} took a text of {answer.person_id} though the patient had opted out"]
    if answer.code == "OPTED_OUT" and chats is True:
        return [f"{answer.path} refused a text of {answer.person_id} though the patient had not opted out"]
    return []


def nothing_unhandled(evidence: Evidence) -> Broken:
    """No answer says that something went wrong on our side, and none calls invalid what a portal may send."""
    return [
        f"{answer.method} {answer.path} of {answer.person_id}: {answer.status} {answer.code} {answer.request_id}"
        for answer in evidence.ledger.answers
        if answer.code in ("INTERNAL", "INVALID")
    ]
