"""The conversations of the demo clinic: each matter with its people, its moments, and what has been read of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from infra.demo import moments, stories
from infra.demo.fates import fate_of
from infra.demo.matters import Matter
from infra.demo.people import People
from infra.demo.stories import COLLEAGUE, PATIENT, STAFF, Said
from infra.demo.thread import Line, Reading, Stand, Thread


def thread(people: People, matter: Matter, last: datetime, now: datetime) -> Thread:
    """That matter, last active (about) at `last`."""
    chance = Random(matter.name)
    staff_id, colleague_id = voices(chance, people, matter, now - last)
    words = words_for(chance, people, matter, staff_id, colleague_id)
    stand = stand_of(chance, matter, now - last)
    said = stopped(chance, composed(chance, matter, words, stand), stand)
    days = matter.days / max(1, sum(line.is_later for line in said)) if matter.days else 4
    times = moments.of_lines(chance, said, last, days, now, people.zone)
    senders = {PATIENT: matter.patient.id, STAFF: staff_id, COLLEAGUE: colleague_id}
    lines = as_lines(said, times, senders)
    read = tuple(readings(chance, matter, lines, stand, now))
    return Thread(
        name=matter.name,
        topic=(matter.story.topic if matter.story else matter.topic).format_map(words),
        patient_id=matter.patient.id,
        team_id=matter.team.id if matter.team else None,
        provider_id=matter.provider_id,
        lines=lines,
        readings=read,
        fate=fate_of(matter, lines, stand, now),
    )


def as_lines(said: Sequence[Said], times: Sequence[datetime], senders: Mapping[str, str]) -> tuple[Line, ...]:
    """What was said, when, and by whom; a correction is of what stands before it."""
    return tuple(
        Line(senders[each.voice], each.text, at, corrects=number if each.is_correction else None)
        for number, (each, at) in enumerate(zip(said, times, strict=True))
    )


def voices(chance: Random, people: People, matter: Matter, age: timedelta) -> tuple[str, str]:
    """Who answers, and who takes over: members who were in the team before it began."""
    if matter.provider_id:
        return matter.provider_id, matter.provider_id
    assert matter.team is not None
    there = matter.team.members(age.days + matter.days + 60)
    answering = chance.choice(there)
    return answering, chance.choice([each for each in there if each != answering] or there)


def words_for(chance: Random, people: People, matter: Matter, staff_id: str, colleague_id: str) -> dict[str, str]:
    doctors = [each.id for each in people.staff if each.id.startswith("dr-") and each.id != staff_id]
    others = [doctor for doctor in doctors if doctor != colleague_id]
    return {
        **(matter.story.choose_words(chance) if matter.story else {}),
        "patient": people.called[matter.patient.id],
        "staff": people.called[staff_id],
        "colleague": people.called[colleague_id],
        "doctor": people.called[chance.choice(others or doctors)],
    }


def stand_of(chance: Random, matter: Matter, age: timedelta) -> Stand:
    """The newer, the more is open."""
    if age < timedelta(days=2):
        weights = (3, 4, 2, 3)
    elif age < timedelta(days=10):
        weights = (6, 0, 1, 2)
    else:
        weights = (16, 0, 0, 1)
    return chance.choices([Stand.SETTLED, Stand.WAITING, Stand.SEEN, Stand.ANSWERED], weights)[0]


def composed(chance: Random, matter: Matter, words: dict[str, str], stand: Stand) -> list[Said]:
    """All that is said, to the end of the matter."""
    if matter.story is None:
        return stories.diary(chance, matter.diary, words)
    said = stories.spoken(chance, matter.story.lines, words)
    said += stories.follow_ups(chance, matter.story, chance.choices((0, 1, 2, 4, 7), (24, 10, 4, 2, 1))[0], words)
    is_polite = said[-1].voice == PATIENT or chance.random() < 0.6
    return said + (stories.ending(chance, words) if is_polite or stand is not Stand.SETTLED else [])


def stopped(chance: Random, said: list[Said], stand: Stand) -> list[Said]:
    """What has been said so far: where somebody waits, it stops at a line of the other side."""
    if stand is Stand.SETTLED:
        last = max(number for number, line in enumerate(said) if line.voice != PATIENT)
        return said[: last + 1]
    by_patient = stand is not Stand.ANSWERED
    ends = [number for number, line in enumerate(said) if number and (line.voice == PATIENT) is by_patient]
    before_thanks = [number for number in ends if number < len(said) - 2] or ends
    return said[: (before_thanks[-1] if len(said) > 60 else chance.choice(before_thanks)) + 1]


def readings(chance: Random, matter: Matter, lines: Sequence[Line], stand: Stand, now: datetime) -> list[Reading]:
    """How far each member has read; whoever joined the team later has nothing left to read."""
    last, patient_id, final = len(lines), matter.patient.id, lines[-1]
    is_patients = final.sender_id == patient_id
    run = next((back for back in range(1, last) if (lines[-1 - back].sender_id == patient_id) is not is_patients), last)
    found = {patient_id: last - run if stand is Stand.ANSWERED else last}
    looking = next((line.sender_id for line in reversed(lines) if line.sender_id != patient_id), None)
    for person_id in matter.staff_at(now - final.at):
        is_open = stand is Stand.WAITING or (stand is Stand.SEEN and person_id != looking)
        found[person_id] = last - run if is_open else last
    seen_at = {
        seq: min(now, lines[max(seq, 1) - 1].at + timedelta(minutes=chance.randint(1, 90))) for seq in found.values()
    }
    return [Reading(person_id, seq, seen_at[seq]) for person_id, seq in found.items() if seq]
