"""Items of the directory: appointments, invoices and prescriptions, each of one patient."""

from dataclasses import dataclass

from chalicelib.domain.card import Card, CardReference, CardType
from chalicelib.domain.money import Money
from chalicelib.domain.person import Person

STATUSES = {
    CardType.APPT: ("booked", "cancelled", "completed"),
    CardType.INVOICE: ("open", "paid", "cancelled"),
    CardType.RX: ("active", "completed", "stopped"),
}
TITLES = {CardType.APPT: "Appointment", CardType.INVOICE: "Invoice", CardType.RX: "Prescription"}
"""What an item is called that was given no title."""
Fault = tuple[str, str]
"""A field, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Item:
    """What the EHR holds of one patient. `date`: when an appointment starts (RFC 3339, UTC), of all others a day.

    `ends_at` and `provider_id`: of appointments. `amount`: of invoices. Not `active`: ended by the EHR, shown nowhere.
    """

    type: CardType
    id: str
    patient_id: str
    title: str
    status: str
    date: str
    ends_at: str | None = None
    provider_id: str | None = None
    amount: Money | None = None
    active: bool = True

    def __post_init__(self) -> None:
        if self.status not in STATUSES[self.type]:
            raise ValueError(f"{self.status} is no status of kind {self.type.value}")
        if (self.type is CardType.APPT) is not bool(self.provider_id and self.ends_at):
            raise ValueError("appointments have a provider and an end, and nothing else has")
        if (self.type is CardType.INVOICE) is not bool(self.amount):
            raise ValueError("invoices have an amount, and nothing else has")

    @property
    def reference(self) -> CardReference:
        return CardReference(self.type, self.id)

    @property
    def person_ids(self) -> frozenset[str]:
        """Everybody in whose list of items it stands."""
        return frozenset(filter(None, (self.patient_id, self.provider_id)))

    @property
    def card(self) -> Card:
        """What a message shows of it, as it stands now."""
        amount = str(self.amount) if self.amount else None
        return Card(self.type, self.id, self.title, self.status, self.date, amount)


def faults_of(item: Item, old: Item | None, patient: Person | None, provider: Person | None) -> list[Fault]:
    """What stands against an item, given what it was before and the people it names as the directory has them."""
    faults = [("endsAt", "is not after startsAt")] if item.ends_at and item.ends_at <= item.date else []
    if old and old.patient_id != item.patient_id:
        faults.append(("patientId", f"is {old.patient_id} already"))
    if not (patient and patient.is_patient and patient.active):
        faults.append(("patientId", "is no patient"))
    if item.provider_id and not (provider and provider.is_staff and provider.active):
        faults.append(("providerId", "is no member of the staff"))
    return faults
