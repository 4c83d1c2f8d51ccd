"""What the EHR may send about appointments, invoices and prescriptions."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, StringConstraints, WithJsonSchema

from chalicelib import clock
from chalicelib.domain.money import CURRENCIES, VALUE
from chalicelib.transport.bodies import Body, Name
from chalicelib.transport.identifiers import Identifier

MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})$"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def moment(text: str) -> str:
    """The moment in UTC with milliseconds, if it is one."""
    try:
        return clock.timestamp(datetime.fromisoformat(text).astimezone(UTC))
    except (ValueError, OverflowError):
        raise ValueError("must be a moment such as 2026-11-21T09:30:00Z") from None


def day(text: str) -> str:
    """The day, if the calendar has it."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError("must be a day such as 2026-11-21") from None


def currency(code: str) -> str:
    if code not in CURRENCIES:
        raise ValueError("must be a code of ISO 4217 such as USD")
    return code


def text(form: str, **schema: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": form, **schema})


Moment = Annotated[str, StringConstraints(pattern=MOMENT), AfterValidator(moment), text(MOMENT, format="date-time")]
Day = Annotated[str, StringConstraints(pattern=DAY), AfterValidator(day), text(DAY, format="date")]
Currency = Annotated[str, AfterValidator(currency), WithJsonSchema({"type": "string", "enum": sorted(CURRENCIES)})]


class Amount(Body):
    """Money: a decimal as text, and a currency of ISO 4217."""

    value: Annotated[str, StringConstraints(pattern=VALUE)]
    currency: Currency


class DirectoryAppointment(Body):
    """An appointment of a patient with a member of staff. Times in any zone; they are kept in UTC."""

    patientId: Identifier
    providerId: Identifier
    title: Name | None = None
    startsAt: Moment
    endsAt: Moment
    status: Literal["booked", "cancelled", "completed"]


class DirectoryInvoice(Body):
    """An invoice to a patient."""

    patientId: Identifier
    title: Name
    status: Literal["open", "paid", "cancelled"]
    date: Day
    amount: Amount


class DirectoryPrescription(Body):
    """A prescription for a patient."""

    patientId: Identifier
    title: Name
    status: Literal["active", "completed", "stopped"]
    date: Day
