"""Appointments, invoices and prescriptions out of a FHIR bundle, by way of what the directory's own routes take."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from chalicelib.domain.item import Item
from chalicelib.transport.bodies import Body
from chalicelib.transport.directory_items import appointment_from, invoice_from, prescription_from
from chalicelib.transport.fhir_mapping import ENDED
from chalicelib.transport.item_bodies import DirectoryAppointment, DirectoryInvoice, DirectoryPrescription

ITEM_BODIES: dict[str, type[Body]] = {
    "Appointment": DirectoryAppointment,
    "Invoice": DirectoryInvoice,
    "MedicationRequest": DirectoryPrescription,
}
MAKERS: dict[str, Callable[[str, Any], Item]] = {
    "Appointment": appointment_from,
    "Invoice": invoice_from,
    "MedicationRequest": prescription_from,
}


def item_from(kind: str, item_id: str, wanted: Body, fhir_status: str) -> Item:
    """The item; one that was entered in error has ended."""
    return replace(MAKERS[kind](item_id, wanted), active=fhir_status != ENDED)
