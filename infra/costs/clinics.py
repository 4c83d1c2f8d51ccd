"""Three clinics, and what people do there in a month. All of this is assumed: put in what a clinic knows of itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Clinic:
    """`team`: how many staff have a seat in a conversation. `visits`: by video, in a month."""

    name: str
    staff: int
    patients: int
    team: int
    visits: int


SMALL = Clinic("small", staff=10, patients=1_000, team=4, visits=40)
MIDDLE = Clinic("middle", staff=100, patients=20_000, team=8, visits=800)
LARGE = Clinic("large", staff=500, patients=100_000, team=12, visits=4_000)
CLINICS = (SMALL, MIDDLE, LARGE)


@dataclass(frozen=True)
class Habits:
    """A month of these people. `MEANINGS` says what each number is."""

    working_days: int = 21
    open_hours: int = 10
    active: float = 0.25
    patients_texts: float = 3
    answers: float = 4
    case_texts: float = 2
    first_texts: float = 0.5
    new_conversations: float = 0.5
    looks_of_patients: float = 6
    minutes_of_a_look: float = 10
    sign_ins_of_staff: float = 4
    hours_of_staff: float = 6
    threads_of_staff: float = 40
    lists_of_staff: float = 40
    searches_of_staff: float = 5
    profiles_of_staff: float = 10
    staff_there: float = 0.5
    patients_there: float = 0.15
    mailed: float = 0.6
    files: float = 0.06
    file_megabytes: float = 1.2
    fetched: float = 3
    visit_minutes: float = 20
    changes: float = 0.5
    months_kept: int = 12


MEANINGS = {
    "working_days": "working days in a month",
    "open_hours": "hours a day in which most happens",
    "active": "share of patients who sign in at all in a month",
    "patients_texts": "texts that such a patient writes",
    "answers": "texts that staff write to such a patient",
    "case_texts": "texts about cases that a member of staff writes to a colleague on a working day",
    "first_texts": "share of texts that are the first of a day in their conversation",
    "new_conversations": "conversations that such a patient begins",
    "looks_of_patients": "times that such a patient opens the portal",
    "minutes_of_a_look": "minutes that it stays open, with its socket",
    "sign_ins_of_staff": "times a day that a member of staff signs in",
    "hours_of_staff": "hours a day that their socket is open",
    "threads_of_staff": "conversations that they open in a day",
    "lists_of_staff": "times a day that they look at a page or tab of the inbox",
    "searches_of_staff": "searches a day",
    "profiles_of_staff": "profiles of patients that they open in a day",
    "staff_there": "share of a conversation's staff with an open socket when a text comes",
    "patients_there": "the same of its patient",
    "mailed": "mails about texts of staff, for each such text (several texts make one mail)",
    "files": "files for each text",
    "file_megabytes": "their size in MB, with the preview",
    "fetched": "times that a file or its preview is fetched",
    "visit_minutes": "minutes of a video visit, for each of two people",
    "changes": "changes that the EHR tells of each patient: their data, appointments, invoices, prescriptions",
    "months_kept": "months of use that the storage is reckoned after",
}
