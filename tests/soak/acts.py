"""What people do: an act is small, a request or two, as from a portal."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.soak.changes import close_or_open_case, join_or_leave, opt_out_or_in
from tests.soak.ledger import Sent
from tests.soak.population import TOPICS
from tests.soak.turn import Turn
from tests.soak.view import Json
from tests.stack_fixture.person import new_message


def send(turn: Turn, **more: Any) -> Sent | None:
    """Write until it is acknowledged or refused, always under the same name."""
    where = turn.somewhere()
    return deliver(turn, where, new_message(turn.text(), **more)) if where else None


def deliver(turn: Turn, where: str, message: Json) -> Sent | None:
    window = turn.window
    answer, body = window.until_answered("POST", f"/conversations/{where}/messages", message)
    name = message["clientMessageId"]
    if answer.status not in (200, 201):
        if not 400 <= answer.status < 500:
            window.ledger.given_up.add(name)
        return None
    sent = Sent(window.name, window.person.id, where, message, body["seq"])
    window.ledger.note_sent(sent)
    return sent


def repeat(turn: Turn) -> None:
    """Send once more what stands already, as after a lost answer."""
    sent = turn.one_of_mine()
    if sent:
        deliver(turn, sent.conversation_id, sent.message)


def send_in_parallel(turn: Turn) -> None:
    """The same message four times at once."""
    where, message = turn.somewhere(), new_message(turn.text())
    if where:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _copy: deliver(turn, where, message), range(4)))


def reuse_name(turn: Turn) -> None:
    """Another text under a name that is taken: 409, and nothing stored."""
    sent = turn.one_of_mine()
    if sent:
        other = {**sent.message, "text": f"{sent.text} and more"}
        answer, _ = turn.window.ask("POST", f"/conversations/{sent.conversation_id}/messages", other)
        if answer.status in (200, 201):
            turn.window.ledger.doubled.append(sent.name)


def correct(turn: Turn) -> None:
    sent = turn.one_of_mine()
    if sent:
        deliver(turn, sent.conversation_id, new_message(turn.text(), correctionOf=sent.seq))


def open_thread(turn: Turn) -> None:
    where = turn.somewhere()
    if where:
        turn.window.open_thread(where)


def one_message(turn: Turn) -> None:
    where = turn.somewhere()
    if where:
        seq = turn.chance.randint(1, turn.window.view.rows.get(where, {}).get("lastSeq", 1))
        turn.window.ask("GET", f"/conversations/{where}/messages/{seq}")


def read(turn: Turn) -> None:
    """Read up to the last entry that is known."""
    where = turn.somewhere()
    row = turn.window.view.rows.get(where or "")
    if row:
        move_marker(turn, row["id"], {"seq": row["lastSeq"]})


def mark_unread(turn: Turn) -> None:
    where = turn.somewhere()
    row = turn.window.view.rows.get(where or "")
    if row:
        move_marker(turn, row["id"], {"seq": turn.chance.randint(0, row["lastSeq"]), "force": True})


def move_marker(turn: Turn, where: str, content: Json) -> None:
    turn.window.ask("PUT", f"/conversations/{where}/read-marker", content)
    turn.window.reload(where)


def change_status(turn: Turn) -> None:
    take(turn, "PATCH", "", {"status": turn.chance.choice(("resolved", "open"))})


def claim(turn: Turn) -> None:
    take(turn, "PUT", "/claim")


def release(turn: Turn) -> None:
    take(turn, "DELETE", "/claim")


def done(turn: Turn) -> None:
    take(turn, "POST", "/done")


def prefer(turn: Turn) -> None:
    take(turn, "PUT", "/preferences", {turn.chance.choice(("pinned", "muted")): turn.chance.random() < 0.5})


def take(turn: Turn, method: str, path: str, content: Json | None = None) -> None:
    """Do something to a conversation, and see it as it is afterwards."""
    where = turn.somewhere()
    if where:
        turn.window.ask(method, f"/conversations/{where}{path}", content)
        turn.window.reload(where)


def start(turn: Turn) -> None:
    """Start a conversation, now and then twice."""
    wanted = {**turn.somebody_to_write_to(), "message": new_message(turn.text())}
    for _time in range(turn.chance.choice((1, 1, 2))):
        answer, body = turn.window.until_answered("POST", "/conversations", wanted)
        message = wanted["message"]
        if answer.status in (200, 201):
            turn.window.ledger.note_sent(Sent(turn.window.name, turn.window.person.id, body["id"], message, None))
        elif not 400 <= answer.status < 500:
            turn.window.ledger.given_up.add(message["clientMessageId"])


def look_around(turn: Turn) -> None:
    tabs = ("all", "unread", "read", "archived", *(("needs_reply",) if turn.is_staff else ()))
    word = turn.chance.choice(TOPICS).split()[0].lower()[:3]
    where = turn.somewhere()
    patient = turn.chance.choice(turn.population.patients).id
    paths = (
        f"/conversations?filter={turn.chance.choice(tabs)}",
        f"/conversations?q={word}",
        f"/conversations/{where}/members",
        f"/patients/{patient}/conversations",
        "/stats",
        "/cases" if turn.is_staff else "/me/unread",
        f"/patients?q={turn.chance.choice(('', patient[:3]))}",
    )
    turn.window.ask("GET", turn.chance.choice(paths))


def type_something(turn: Turn) -> None:
    where = turn.somewhere()
    turn.window.say({"action": "typing", "conversationId": where, "on": turn.chance.random() < 0.5})


def break_off(turn: Turn) -> None:
    turn.window.break_off()


def change_team(turn: Turn) -> None:
    join_or_leave(turn.population, turn.chance)


def change_case(turn: Turn) -> None:
    close_or_open_case(turn.population, turn.chance)


def change_consent(turn: Turn) -> None:
    if not turn.is_staff:
        opt_out_or_in(turn.window, turn.population)
