"""Promises 1 to 4: nothing lost, nothing doubled, one gapless order for all, each sender's own order kept."""

from collections import Counter

from tests.soak.evidence import Broken, Evidence
from tests.soak.ledger import Answer, Push


def nothing_lost(evidence: Evidence) -> Broken:
    """1: what was acknowledged stands where the acknowledgement said, word for word."""
    broken = []
    for sent in evidence.ledger.sent:
        thread = evidence.records.threads.get(sent.conversation_id, {})
        places = [seq for seq, row in thread.items() if row["clientMessageId"] == sent.name]
        stored = thread.get(sent.seq if sent.seq is not None else min(places, default=0))
        if stored is None or (stored["clientMessageId"], stored["text"], stored["senderId"]) != (
            sent.name,
            sent.text,
            sent.person_id,
        ):
            broken.append(f"{sent} was acknowledged; stored there is {stored}")
    return broken


def nothing_doubled(evidence: Evidence) -> Broken:
    """2: one name, one message, whatever was repeated, in parallel too."""
    broken = [f"{name} was taken a second time with another text" for name in evidence.ledger.doubled]
    for conversation_id, thread in evidence.own_threads().items():
        names = Counter(row["clientMessageId"] for row in thread.values())
        broken += [f"{name} stands {count} times in {conversation_id}" for name, count in names.items() if count > 1]
    places: dict[str, set[tuple[str, int]]] = {}
    for sent in evidence.ledger.sent:
        if sent.seq is not None:
            places.setdefault(sent.name, set()).add((sent.conversation_id, sent.seq))
    return broken + [f"{name} was acknowledged at {found}" for name, found in places.items() if len(found) > 1]


def one_order(evidence: Evidence) -> Broken:
    """3: 1, 2, 3 … without a gap, and whoever saw an entry saw the same in that place."""
    broken = []
    for conversation_id, thread in evidence.own_threads().items():
        last = int(evidence.records.heads[conversation_id]["lastSeq"])
        if sorted(thread) != list(range(1, last + 1)):
            broken.append(f"{conversation_id} has {sorted(thread)}, its head says {last}")
    shown: list[Answer | Push] = [*evidence.ledger.answers, *evidence.ledger.pushes]
    for seen in shown:
        for (conversation_id, seq), words in seen.content.entries.items():
            stored = evidence.records.threads.get(conversation_id, {}).get(seq)
            if stored is None or not is_same(words, stored):
                broken.append(f"{seen.window} saw {words} at {conversation_id}.{seq}; stored is {stored}")
    return broken


def is_same(words: tuple[str, str, str | None, str | None], stored: dict[str, object]) -> bool:
    name, kind, writer, text = words
    same = (name, kind, writer) == (stored["clientMessageId"], stored["kind"], stored["senderId"])
    return same and text in (None, stored["text"])


def senders_order(evidence: Evidence) -> Broken:
    """4: what one window sent one after the other stands in that order."""
    broken, last = [], dict[tuple[str, str], tuple[int, str]]()
    done = set[str]()
    for sent in evidence.ledger.sent:
        if sent.name in done:
            continue
        done.add(sent.name)
        thread = evidence.records.threads.get(sent.conversation_id, {})
        seq = next((seq for seq, row in thread.items() if row["clientMessageId"] == sent.name), 0)
        before = last.get((sent.window, sent.conversation_id), (0, ""))
        if seq and seq <= before[0]:
            broken.append(f"{sent.window} sent {before[1]} ({before[0]}) before {sent.name} ({seq})")
        last[sent.window, sent.conversation_id] = (seq, sent.name)
    return broken
