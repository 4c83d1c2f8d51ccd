"""A month of a clinic: what is done how often."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from infra.costs import counts
from infra.costs.clinics import Clinic, Habits
from infra.costs.counts import Act

HOURS, DAYS = 730, 30.4
PINGS_AN_HOUR = 12
FRAMES_OF_A_TEXT = 2.5
"""What each open socket hears of a text: the text, the totals, and where its own side wrote, a receipt."""
TYPING_FRAMES = 3
NIGHT_RUNS = 16


@dataclass(frozen=True)
class Choices:
    """What a clinic can switch, with the defaults of the template."""

    sign_in_protection: bool = True
    chime: bool = True
    web_push: bool = False
    malware_scans: bool = False
    firewalls: bool = True


@dataclass(frozen=True)
class Month:
    """How often what happens; everything else follows."""

    clinic: Clinic
    habits: Habits = field(default_factory=Habits)
    choices: Choices = field(default_factory=Choices)

    @property
    def active_patients(self) -> float:
        return self.clinic.patients * self.habits.active

    @property
    def staff_days(self) -> float:
        return self.clinic.staff * self.habits.working_days

    @property
    def answers(self) -> float:
        return self.active_patients * self.habits.answers

    @property
    def patient_texts(self) -> float:
        """Texts between patients and staff."""
        return self.answers + self.active_patients * self.habits.patients_texts

    @property
    def case_texts(self) -> float:
        return self.staff_days * self.habits.case_texts

    @property
    def texts(self) -> float:
        return self.patient_texts + self.case_texts

    @property
    def looks(self) -> float:
        """Times that somebody opens the portal: each is a sign-in, a socket, and what comes with it."""
        return self.active_patients * self.habits.looks_of_patients + self.staff_days * self.habits.sign_ins_of_staff

    @property
    def listening(self) -> float:
        """Open sockets that hear of a text of a patient's conversation."""
        return self.clinic.team * self.habits.staff_there + self.habits.patients_there

    @property
    def socket_minutes(self) -> float:
        patients = self.active_patients * self.habits.looks_of_patients * self.habits.minutes_of_a_look
        return patients + self.staff_days * self.habits.hours_of_staff * 60

    @property
    def files(self) -> float:
        return self.texts * self.habits.files

    @property
    def mails(self) -> float:
        return self.answers * self.habits.mailed

    @property
    def changes(self) -> float:
        return self.clinic.patients * self.habits.changes

    @property
    def open_hours(self) -> float:
        return self.habits.working_days * self.habits.open_hours

    def done(self) -> Iterator[tuple[Act, float]]:
        """Each act, and how often."""
        yield counts.send(self.clinic.team, self.listening, self.habits.first_texts), self.patient_texts
        yield counts.settle(self.clinic.team, self.listening), self.patient_texts
        yield counts.send(1, 1, self.habits.first_texts), self.case_texts
        yield counts.settle(1, 1), self.case_texts
        yield from self.looked_at()
        yield from self.sockets()
        yield counts.BEGIN, self.active_patients * self.habits.new_conversations
        yield counts.LIST_WORDS, self.active_patients * self.habits.new_conversations
        yield counts.ARCHIVED, self.active_patients * self.habits.new_conversations
        yield counts.FILE, self.files
        yield counts.CHECK, self.files
        yield counts.FETCH, self.files * self.habits.fetched
        yield counts.MAIL, self.mails
        yield counts.MAIL_EVENT, 2 * self.mails
        yield counts.CHANGE, self.changes
        yield counts.VISIT, 4 * self.clinic.visits
        yield counts.VISIT_TOLD, 4 * self.clinic.visits
        if self.choices.web_push:
            away = (self.clinic.team * (1 - self.habits.staff_there)) / 2 + 1 - self.habits.patients_there
            yield counts.PUSH, self.patient_texts * away
        yield from self.clock()

    def looked_at(self) -> Iterator[tuple[Act, float]]:
        """What the portal asks for: at each sign-in, and as people go about in it."""
        patients = self.active_patients * self.habits.looks_of_patients
        yield counts.ME, self.looks
        yield counts.BADGE, 2 * self.looks
        yield counts.INBOX, 2 * self.looks + self.staff_days * self.habits.lists_of_staff
        yield counts.THREAD, 2 * patients + self.staff_days * self.habits.threads_of_staff
        readers = 1 + self.clinic.team * self.habits.staff_there
        yield counts.mark(self.clinic.team), self.patient_texts * readers
        yield counts.mark(1), self.case_texts
        yield counts.SEARCH, self.staff_days * self.habits.searches_of_staff
        yield counts.PROFILE, self.staff_days * self.habits.profiles_of_staff

    def sockets(self) -> Iterator[tuple[Act, float]]:
        yield counts.TICKET, self.looks
        yield counts.CONNECT, self.looks
        yield counts.DISCONNECT, self.looks
        yield counts.PRESENCE, 2 * self.looks
        yield counts.PING, self.pings
        yield counts.typing(self.clinic.team), self.patient_texts * TYPING_FRAMES
        yield counts.typing(1), self.case_texts * TYPING_FRAMES

    def clock(self) -> Iterator[tuple[Act, float]]:
        yield counts.EVERY_MINUTE, HOURS * 60
        yield counts.EVERY_FIVE_MINUTES, HOURS * 12
        yield counts.NIGHT, NIGHT_RUNS * DAYS
        yield counts.HOUR, HOURS

    @property
    def pings(self) -> float:
        return self.socket_minutes / 60 * PINGS_AN_HOUR

    @property
    def frames(self) -> float:
        """Both ways: signs of life and their answers, what is typed and heard, who comes and goes."""
        typed = self.texts * TYPING_FRAMES
        heard = self.patient_texts * self.listening + self.case_texts
        return 2 * self.pings + typed + heard * (FRAMES_OF_A_TEXT + TYPING_FRAMES) + 2 * self.looks * self.clinic.team

    def total(self, what: str) -> float:
        """Calls, reads, writes or entries of all acts together."""
        return float(sum(getattr(act, what) * times for act, times in self.done()))

    @property
    def requests(self) -> float:
        return sum(times for act, times in self.done() if act.function == "api_handler")

    @property
    def function_calls(self) -> float:
        return sum(times for _act, times in self.done())

    @property
    def traced(self) -> float:
        """Of the calls of an hour's every second the first, and a twentieth of the others (AWS's documentation)."""
        seconds = self.open_hours * 3600
        firsts = seconds * (1 - math.exp(-self.function_calls / seconds))
        return firsts + (self.function_calls - firsts) / 20
