"""The directory's doors for appointments, invoices and prescriptions."""

from chalice.app import Blueprint, Response

from chalicelib.domain.card import CardReference, CardType
from chalicelib.domain.item import TITLES, Item
from chalicelib.domain.money import Money
from chalicelib.transport.callers import caller
from chalicelib.transport.directory import KEEPERS
from chalicelib.transport.http import DIRECTORY, answer, body, speaks_http
from chalicelib.transport.identifiers import known_form
from chalicelib.transport.item_bodies import DirectoryAppointment, DirectoryInvoice, DirectoryPrescription
from chalicelib.usecases import directory_items, endings

routes = Blueprint(__name__)
APPT, INVOICE, RX = CardType.APPT, CardType.INVOICE, CardType.RX


@routes.route("/directory/appointments/{appointment_id}", methods=["PUT"], authorizer=DIRECTORY)
@speaks_http
def put_appointment(appointment_id: str) -> Response:
    who, wanted = caller("directory.item.put", *KEEPERS), body(DirectoryAppointment)
    item, is_new = directory_items.put_item(who, appointment_from(known_form(appointment_id), wanted))
    return answer(appointment_shape(item), status=201 if is_new else 200)


@routes.route("/directory/appointments/{appointment_id}", methods=["GET"], authorizer=DIRECTORY)
@speaks_http
def get_appointment(appointment_id: str) -> Response:
    who = caller("directory.item.read", *KEEPERS)
    return answer(appointment_shape(directory_items.get_item(who, CardReference(APPT, known_form(appointment_id)))))


@routes.route("/directory/appointments/{appointment_id}", methods=["DELETE"], authorizer=DIRECTORY)
@speaks_http
def delete_appointment(appointment_id: str) -> Response:
    who = caller("directory.item.end", *KEEPERS)
    return answer(appointment_shape(endings.end_item(who, CardReference(APPT, known_form(appointment_id)))))


@routes.route("/directory/invoices/{invoice_id}", methods=["PUT"], authorizer=DIRECTORY)
@speaks_http
def put_invoice(invoice_id: str) -> Response:
    who, wanted = caller("directory.item.put", *KEEPERS), body(DirectoryInvoice)
    item, is_new = directory_items.put_item(who, invoice_from(known_form(invoice_id), wanted))
    return answer(invoice_shape(item), status=201 if is_new else 200)


@routes.route("/directory/invoices/{invoice_id}", methods=["GET"], authorizer=DIRECTORY)
@speaks_http
def get_invoice(invoice_id: str) -> Response:
    who = caller("directory.item.read", *KEEPERS)
    return answer(invoice_shape(directory_items.get_item(who, CardReference(INVOICE, known_form(invoice_id)))))


@routes.route("/directory/invoices/{invoice_id}", methods=["DELETE"], authorizer=DIRECTORY)
@speaks_http
def delete_invoice(invoice_id: str) -> Response:
    who = caller("directory.item.end", *KEEPERS)
    return answer(invoice_shape(endings.end_item(who, CardReference(INVOICE, known_form(invoice_id)))))


@routes.route("/directory/prescriptions/{prescription_id}", methods=["PUT"], authorizer=DIRECTORY)
@speaks_http
def put_prescription(prescription_id: str) -> Response:
    who, wanted = caller("directory.item.put", *KEEPERS), body(DirectoryPrescription)
    item, is_new = directory_items.put_item(who, prescription_from(known_form(prescription_id), wanted))
    return answer(prescription_shape(item), status=201 if is_new else 200)


@routes.route("/directory/prescriptions/{prescription_id}", methods=["GET"], authorizer=DIRECTORY)
@speaks_http
def get_prescription(prescription_id: str) -> Response:
    who = caller("directory.item.read", *KEEPERS)
    return answer(prescription_shape(directory_items.get_item(who, CardReference(RX, known_form(prescription_id)))))


@routes.route("/directory/prescriptions/{prescription_id}", methods=["DELETE"], authorizer=DIRECTORY)
@speaks_http
def delete_prescription(prescription_id: str) -> Response:
    who = caller("directory.item.end", *KEEPERS)
    return answer(prescription_shape(endings.end_item(who, CardReference(RX, known_form(prescription_id)))))


def appointment_from(item_id: str, wanted: DirectoryAppointment) -> Item:
    return Item(
        type=APPT,
        id=item_id,
        patient_id=wanted.patientId,
        title=wanted.title or TITLES[APPT],
        status=wanted.status,
        date=wanted.startsAt,
        ends_at=wanted.endsAt,
        provider_id=wanted.providerId,
    )


def invoice_from(item_id: str, wanted: DirectoryInvoice) -> Item:
    amount = Money(wanted.amount.value, wanted.amount.currency)
    return Item(INVOICE, item_id, wanted.patientId, wanted.title, wanted.status, wanted.date, amount=amount)


def prescription_from(item_id: str, wanted: DirectoryPrescription) -> Item:
    return Item(RX, item_id, wanted.patientId, wanted.title, wanted.status, wanted.date)


def appointment_shape(item: Item) -> dict[str, object]:
    times = {"startsAt": item.date, "endsAt": item.ends_at}
    return {**common_shape(item), "providerId": item.provider_id, **times}


def invoice_shape(item: Item) -> dict[str, object]:
    assert item.amount is not None, "an invoice has an amount"
    amount = {"value": item.amount.value, "currency": item.amount.currency}
    return {**common_shape(item), "date": item.date, "amount": amount}


def prescription_shape(item: Item) -> dict[str, object]:
    return {**common_shape(item), "date": item.date}


def common_shape(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "patientId": item.patient_id,
        "title": item.title,
        "status": item.status,
        "active": item.active,
    }
