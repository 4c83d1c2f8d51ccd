"""What people do beside writing and reading threads: files, what is sensitive, visits, profiles, cases, the audit."""

import time
import uuid
from contextlib import suppress

import httpx

from tests.soak.acts import deliver, send
from tests.soak.turn import Turn, mark
from tests.soak.view import Json
from tests.soak.window import Window
from tests.stack_fixture.filing import declared, sent_in
from tests.stack_fixture.hosted_page import type_password
from tests.stack_fixture.person import Person, new_message
from tests.stack_fixture.sample_files import pdf

CHECKED = 20
"""Seconds after which a file that nobody checked is left alone: whoever was to check it has been killed."""


def file_for(window: Window, where: str, within: float = CHECKED) -> str | None:
    """The id of a file that was declared twice, uploaded and checked; None if that is not possible."""
    name, content = f"Knee {mark(window.chance)}.pdf", pdf()["buffer"]
    key, wanted, form = str(uuid.uuid4()), declared(content, name), None
    for _time in range(2):
        answer, body = window.until_answered("POST", f"/conversations/{where}/attachments", wanted, key)
        if answer.status not in (200, 201):
            return None
        form = body["upload"] or form
    attachment_id, deadline = str(body["attachment"]["id"]), time.monotonic() + within
    path = f"/conversations/{where}/attachments/{attachment_id}"
    with suppress(httpx.TransportError):
        sent_in(form or {}, content)
    answer, it = window.until_answered("POST", f"{path}/complete")
    while answer.status == 200 and it["state"] == "checking" and time.monotonic() < deadline:
        time.sleep(0.3)
        answer, it = window.until_answered("GET", path)
    return attachment_id if answer.status == 200 and it["state"] == "ready" else None


def write_sensitively(turn: Turn) -> None:
    if turn.is_staff:
        send(turn, sensitive=True)


def attach(turn: Turn) -> None:
    """Send a file, once it is checked."""
    where = turn.somewhere()
    attachment_id = file_for(turn.window, where) if where else None
    if where and attachment_id:
        deliver(turn, where, new_message(turn.text(), attachmentIds=[attachment_id]))


def show_card(turn: Turn) -> None:
    """One of any patient's items: taken in a conversation of theirs alone."""
    path = turn.chance.choice(sorted(turn.population.items))
    kind = {"appointments": "appt", "invoices": "invoice", "prescriptions": "rx"}[path.partition("/")[0]]
    send(turn, card={"type": kind, "id": path.rpartition("/")[2]})


def fetch(turn: Turn) -> None:
    """A link to a file that somebody sent; now and then to one of strangers."""
    if turn.window.ledger.files:
        where, attachment_id = turn.chance.choice(sorted(turn.window.ledger.files))
        how = turn.chance.choice(("/content", "/content?inline=true", "/content?rendition=preview", ""))
        turn.window.ask("GET", f"/conversations/{where}/attachments/{attachment_id}{how}")


def step_up(turn: Turn) -> None:
    """Sign in afresh, now and then as somebody else; then look at what that shows."""
    if turn.is_staff:
        return
    who = turn.window.person if turn.chance.random() < 0.8 else turn.chance.choice(turn.population.patients)
    sign_in_afresh(turn, who)
    where = turn.somewhere()
    if where:
        turn.window.open_thread(where)


def sign_in_afresh(turn: Turn, who: Person) -> None:
    """At the hosted page; the same code is handed in twice."""
    begun, body = turn.window.until_answered("POST", "/me/step-up")
    if begun.status != 201:
        return
    with httpx.Client(base_url=turn.population.portal_url, timeout=30) as browser:
        told = type_password(browser, body["url"], who)
    path, code = f"/me/step-up/{body['id']}", {"code": told["code"]}
    for _time in range(2):
        turn.window.ask("POST", path, code)


def go_to_visit(turn: Turn) -> None:
    """Something that one does about appointments, mostly about one's own."""
    mine = turn.window.person.id
    visits = {path.rpartition("/")[2]: it for path, it in turn.population.items.items() if path.startswith("app")}
    own = sorted(it for it, content in visits.items() if mine in (content["patientId"], content["providerId"]))
    some = turn.chance.choice(own if own and turn.chance.random() < 0.8 else sorted(visits))
    acts: tuple[tuple[str, str, Json | None], ...] = (
        ("GET", "/appointments", None),
        ("GET", f"/appointments/{some}", None),
        ("POST", f"/appointments/{some}/call/join", None),
        ("POST", f"/appointments/{some}/call/start", None),
        ("POST", f"/appointments/{some}/call/late", {"minutes": 5}),
        ("POST", f"/appointments/{some}/call/end", None),
    )
    [(method, path, content)] = turn.chance.choices(acts, (3, 3, 3, 2, 1, 0.3))
    turn.window.ask(method, path, content)


def look_at_patient(turn: Turn) -> None:
    """A profile, or what the clinic holds about somebody, whoever they are."""
    patient = turn.chance.choice(turn.population.patients).id
    kind = turn.chance.choice(("appt", "invoice", "rx"))
    path = turn.chance.choice((f"/patients/{patient}", f"/patients/{patient}/artifacts?type={kind}"))
    turn.window.ask("GET", path)


def look_at_case(turn: Turn) -> None:
    """One's own, or one of others."""
    turn.window.ask("GET", f"/cases/{turn.chance.choice(sorted(turn.population.cases))}")


def look_up_audit(turn: Turn) -> None:
    """A patient, who opened their messages; of all others an administrator, what there is."""
    if not turn.is_staff:
        turn.window.ask("GET", "/me/access-log?limit=20")
        return
    population, chance = turn.population, turn.chance
    about = chance.choice(
        (
            f"patientId={chance.choice(population.patients).id}",
            f"personId={chance.choice(population.everybody).id}",
            f"conversationId={turn.somewhere() or 'none'}",
        )
    )
    turn.beside(population.admin).ask("GET", f"/audit?{about}&limit=20")
