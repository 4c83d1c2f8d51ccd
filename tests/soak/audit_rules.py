"""Which audit entries a request has, by what was asked and what was shown: these, and no others."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.soak.evidence import Evidence
from tests.soak.ledger import Answer

CONVERSATION = r"/conversations/([^/?]+)"
VISIT = r"/appointments/([^/?]+)"
PATIENT = r"/patients/([^/?]+)"
QUERY = r"(?:\?.*)?"


@dataclass(frozen=True)
class Wanted:
    """An entry that says that something was shown or done. `detail`: what stands there at least."""

    act: str
    patient_id: str | None = None
    conversation_id: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A request that was answered. `about`, `further`: the ids in its path."""

    answer: Answer
    evidence: Evidence
    about: str
    further: str

    @property
    def own_id(self) -> str | None:
        """Whose data a list of one's own is about: a patient's own; of staff those of several."""
        person_id = self.answer.person_id
        return person_id if person_id in {it.id for it in self.evidence.population.patients} else None

    def inside(self, act: str, **detail: Any) -> Wanted:
        """In the conversation of the path."""
        return Wanted(act, self.evidence.patient_of(self.about), self.about, detail)

    def at_visit(self, act: str) -> Wanted:
        patient_id = self.evidence.population.items[f"appointments/{self.about}"]["patientId"]
        return Wanted(act, patient_id, None, {"appointmentId": self.about})


Rule = Callable[[Asked], list[Wanted]]


def nothing(_asked: Asked) -> list[Wanted]:
    """No content is shown, or what was done has an entry of its own from the stream."""
    return []


def inbox(asked: Asked) -> list[Wanted]:
    act = "inbox.search" if "q=" in asked.answer.path else "inbox.read"
    return [Wanted(act, detail={"conversations": list(asked.answer.told.listed)})]


def thread(asked: Asked) -> list[Wanted]:
    """A page or one entry, and beside it what was shown because its patient signed in afresh."""
    limit = re.search(r"limit=(\d+)", asked.answer.path)
    what: dict[str, Any] = {"seq": int(asked.further)} if asked.further else {"limit": int(limit[1]) if limit else 50}
    read = [asked.inside("messages.read", **what)]
    unlocked = list(asked.answer.told.unlocked)
    if unlocked and asked.evidence.patient_of(asked.about) == asked.answer.person_id:
        read.append(asked.inside("messages.read", unlocked=unlocked))
    return read


def started(asked: Asked) -> list[Wanted]:
    where = asked.answer.told.id
    return [Wanted("conversation.read", asked.evidence.patient_of(where), where)]


def declared(asked: Asked) -> list[Wanted]:
    """Once for each file."""
    return [asked.inside("attachment.added")] if asked.answer.status == 201 else []


def case(asked: Asked) -> list[Wanted]:
    patient_id = asked.evidence.population.cases[asked.about]["patientId"]
    shown = next(iter(asked.answer.content.conversations), None)
    return [Wanted("case.read", patient_id, shown, {"caseId": asked.about})]


def inside(act: str) -> Rule:
    return lambda asked: [asked.inside(act, **({"attachmentId": asked.further} if asked.further else {}))]


def at_visit(act: str) -> Rule:
    return lambda asked: [asked.at_visit(act)]


def of_patient(act: str) -> Rule:
    return lambda asked: [Wanted(act, asked.about)]


def of_ones_own(act: str) -> Rule:
    return lambda asked: [Wanted(act, asked.own_id)]


def patients_conversations(asked: Asked) -> list[Wanted]:
    return [Wanted("patient.conversations", asked.about, None, {"conversations": list(asked.answer.told.listed)})]


def patients(asked: Asked) -> list[Wanted]:
    return [Wanted("patients.search", detail={"patients": list(asked.answer.told.listed)})]


def own_appointments(asked: Asked) -> list[Wanted]:
    return [Wanted("appointments.read", asked.own_id, None, {"appointments": list(asked.answer.told.listed)})]


def own_cases(asked: Asked) -> list[Wanted]:
    return [Wanted("cases.read", detail={"cases": list(asked.answer.told.listed)})]


def audit(asked: Asked) -> list[Wanted]:
    """Filed under whom it was asked for."""
    named = dict(re.findall(r"(\w+)=([^&]*)", asked.answer.path))
    detail = {"personId": named.get("personId"), "entries": len(asked.answer.told.listed)}
    return [Wanted("audit.read", named.get("patientId"), named.get("conversationId"), detail)]


@dataclass(frozen=True)
class Route:
    """`acts`: all that a request of this kind may write down; the first is what a refusal is called."""

    method: str
    path: str
    rule: Rule
    acts: tuple[str, ...]
    may: tuple[str, ...] = ()
    """What one may find besides: done if there was anything to change."""


def change(method: str, ending: str, act: str, done: str = "", refused: tuple[str, ...] = ()) -> Route:
    """Of a conversation, which is then shown as it stands. `refused`: as what else it may be refused."""
    may = (done,) if done else ()
    acts = (act, "conversation.read", *may, *refused)
    return Route(method, CONVERSATION + ending, inside("conversation.read"), acts, may)


FILE = CONVERSATION + r"/attachments/([^/?]+)"
ROUTES = (
    Route("GET", "/conversations" + QUERY, inbox, ("inbox.read", "inbox.search")),
    Route("POST", "/conversations", started, ("conversation.start", "conversation.read", "message.send")),
    Route("GET", CONVERSATION, inside("conversation.read"), ("conversation.read",)),
    change("PATCH", "", "conversation.change", refused=("conversation.resolved", "conversation.reopened")),
    change("PUT", "/claim", "conversation.claimed", "conversation.claimed"),
    change("DELETE", "/claim", "conversation.released", "conversation.released"),
    change("POST", "/done", "conversation.done", "conversation.done"),
    change("PUT", "/preferences", "conversation.prefer"),
    Route("GET", CONVERSATION + "/members", inside("members.read"), ("members.read",)),
    Route("GET", CONVERSATION + "/messages" + QUERY, thread, ("messages.read",)),
    Route("GET", CONVERSATION + r"/messages/(\d+)", thread, ("messages.read",)),
    Route("POST", CONVERSATION + "/messages", nothing, ("message.send",)),
    Route("PUT", CONVERSATION + "/read-marker", nothing, ("read-marker.move",)),
    Route("POST", CONVERSATION + "/attachments", declared, ("attachment.added",)),
    Route("POST", FILE + "/complete", inside("attachment.completed"), ("attachment.completed",)),
    Route("GET", FILE, inside("attachment.read"), ("attachment.read",)),
    Route("GET", FILE + "/content" + QUERY, inside("attachment.downloaded"), ("attachment.downloaded",)),
    Route("GET", "/patients" + QUERY, patients, ("patients.search",)),
    Route("GET", PATIENT, of_patient("patient.read"), ("patient.read",)),
    Route("GET", PATIENT + "/conversations" + QUERY, patients_conversations, ("patient.conversations",)),
    Route("GET", PATIENT + "/artifacts" + QUERY, of_patient("patient.artifacts"), ("patient.artifacts",)),
    Route("GET", "/appointments" + QUERY, own_appointments, ("appointments.read",)),
    Route("GET", VISIT, at_visit("appointment.read"), ("appointment.read",)),
    *(
        Route("POST", f"{VISIT}/call/{act}", at_visit(f"call.{act}"), (f"call.{act}",))
        for act in ("join", "start", "late", "end")
    ),
    Route("GET", "/cases" + QUERY, own_cases, ("cases.read",)),
    Route("GET", "/cases/([^/?]+)", case, ("case.read",)),
    Route("PATCH", "/me", of_ones_own("preferences.change"), ("preferences.change",)),
    Route("POST", "/me/step-up", of_ones_own("step-up.begun"), ("step-up.begun",)),
    Route("POST", "/me/step-up/([^/?]+)", of_ones_own("step-up.completed"), ("step-up.completed",)),
    Route("GET", "/me/access-log" + QUERY, of_ones_own("access-log.read"), ("access-log.read",)),
    Route("GET", "/audit" + QUERY, audit, ("audit.read",)),
    Route("GET", "/me/unread", nothing, ("unread.read",)),
    Route("GET", "/stats", nothing, ("stats.read",)),
)


def route_of(answer: Answer) -> tuple[Route, re.Match[str]]:
    """Raises `LookupError` for a request of which nothing is known here: none goes unchecked."""
    for route in ROUTES:
        if route.method == answer.method and (found := re.fullmatch(route.path, answer.path)):
            return route, found
    raise LookupError(f"no rule says what {answer.method} {answer.path} writes down")


def wanted(answer: Answer, evidence: Evidence) -> list[Wanted]:
    """What was shown or done by a request that succeeded must stand in the audit so."""
    route, found = route_of(answer)
    about, further, *_ = (*found.groups(), "", "")
    return route.rule(Asked(answer, evidence, about, further))
