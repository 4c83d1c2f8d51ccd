"""One of everything, before anybody acts and anything happens: so that each run has seen each kind of access."""

from concurrent.futures import ThreadPoolExecutor

from tests.soak.acts import deliver
from tests.soak.further_acts import file_for, sign_in_afresh
from tests.soak.ledger import Ledger, Sent
from tests.soak.population import Population
from tests.soak.seed import Plan
from tests.soak.turn import Turn
from tests.soak.window import Window
from tests.stack_fixture.person import new_message

PATIENCE = 120
"""Seconds: the first check after a start loads what it needs."""


def go_round(population: Population, ledger: Ledger, plan: Plan) -> None:
    """A patient and a provider who may talk, and a stranger: another patient. None of them has a socket."""
    patient, staff = (
        Window(f"{who.id} beside", who, ledger, plan.chance("tour"))
        for who in (population.patients[1], population.staff[1])
    )
    turn = Turn(patient, population, plan.chance("tour"))
    begun = {"kind": "direct", "patientId": patient.person.id, "message": new_message(turn.text())}
    _, body = staff.until_answered("POST", "/conversations", begun)
    where = body["id"]
    ledger.note_sent(Sent(staff.name, staff.person.id, where, begun["message"], None))
    with ThreadPoolExecutor(4) as pool:
        stops = [pool.submit(share_a_file, turn, staff, where), pool.submit(keep_a_secret, turn, staff, where)]
        stops += [pool.submit(meet, turn, staff), pool.submit(look_up, turn, staff, where)]
    for stop in stops:
        stop.result()


def share_a_file(turn: Turn, staff: Window, where: str) -> None:
    patient = turn.window
    attachment_id = file_for(patient, where, within=PATIENCE)
    assert attachment_id, "nobody checks files, though nothing has happened to anybody yet"
    path = f"/conversations/{where}/attachments/{attachment_id}"
    staff.ask("GET", f"{path}/content")
    deliver(turn, where, new_message(turn.text(), attachmentIds=[attachment_id]))
    for window in (patient, staff, turn.beside(turn.population.patients[0])):
        for what in ("", "/content", "/content?rendition=preview"):
            window.ask("GET", path + what)


def keep_a_secret(turn: Turn, staff: Window, where: str) -> None:
    """Locked, then unlocked by a fresh sign-in of the patient's own."""
    thread = f"/conversations/{where}/messages"
    said = deliver(Turn(staff, turn.population, turn.chance), where, new_message(turn.text(), sensitive=True))
    assert said
    turn.window.ask("GET", f"{thread}/{said.seq}")
    sign_in_afresh(turn, turn.population.patients[0])
    sign_in_afresh(turn, turn.window.person)
    turn.window.ask("GET", f"{thread}/{said.seq}")
    turn.window.ask("GET", thread)


def meet(turn: Turn, staff: Window) -> None:
    """A visit from the waiting room to its end, which strangers do not get into."""
    visits = turn.population.items.items()
    path = next(path for path, it in visits if path.startswith("app") and it["patientId"] == turn.window.person.id)
    stranger = turn.beside(turn.population.patients[0])
    turn.window.ask("POST", f"/{path}/call/join")
    staff.ask("POST", f"/{path}/call/late", {"minutes": 5})
    staff.ask("POST", f"/{path}/call/start")
    stranger.ask("POST", f"/{path}/call/join")
    for window in (turn.window, staff, stranger):
        window.ask("GET", f"/{path}")
        window.ask("GET", "/appointments")
    staff.ask("POST", f"/{path}/call/end")


def look_up(turn: Turn, staff: Window, where: str) -> None:
    """Lists, profiles, items and cases; and at last who read all that."""
    patient_id = turn.window.person.id
    of_patient = [f"/patients/{patient_id}{it}" for it in ("", "/conversations", "/artifacts?type=invoice")]
    cases = ["/cases", *(f"/cases/{case_id}" for case_id in turn.population.cases)]
    for path in (*of_patient, f"/conversations/{where}", f"/conversations/{where}/members", "/conversations"):
        for window in (turn.window, staff, turn.beside(turn.population.patients[0])):
            window.ask("GET", path)
    for path in cases:
        staff.ask("GET", path)
    turn.window.ask("GET", "/me/access-log")
    root = turn.beside(turn.population.admin)
    for about in (f"patientId={patient_id}", f"personId={staff.person.id}", f"conversationId={where}"):
        root.ask("GET", f"/audit?{about}")
