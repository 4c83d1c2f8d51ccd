"""Promise 6: after any break a window has exactly what the server has."""

from tests.soak.evidence import Broken
from tests.soak.hearing import follow
from tests.soak.records import Records
from tests.soak.recount import Recount, as_rows, different
from tests.soak.window import Window


def differences(records: Records, window: Window) -> Broken:
    """Where a window's view is not what is stored: rows, totals, threads."""
    recount, view = Recount(records, window.person.id), window.view
    broken = different(f"rows of {window.name}", recount.rows(), as_rows(list(view.rows.values())))
    broken += different(f"totals of {window.name}", recount.badge(), view.unread)
    for conversation_id, thread in view.threads.items():
        stored = records.threads.get(conversation_id, {})
        since = min(thread, default=0)
        wanted, found = (
            {
                seq: (it["clientMessageId"], recount.shown(conversation_id, stored.get(seq, {}), it["text"]))
                for seq, it in all_of_it.items()
            }
            for all_of_it in ({seq: row for seq, row in stored.items() if seq >= since}, thread)
        )
        broken += different(f"thread {conversation_id} in {window.name}", wanted, found)
    return broken


def close(window: Window, tries: int = 20) -> None:
    """The last break: the connection is gone, a new one is opened, and what was missed is fetched."""
    window.break_off()
    for _try in range(tries):
        if window.open():
            break
    follow(window)
