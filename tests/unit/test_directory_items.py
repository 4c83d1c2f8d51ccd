"""Appointments, invoices and prescriptions in the directory: putting twice is putting once, pointers follow dates."""

import pytest

from chalicelib.adapters import items
from chalicelib.domain.card import CardReference, CardType
from tests.unit import tables
from tests.unit.clinic import Clinic, ehr
from tests.unit.population import ITEMS
from tests.unit.routes import INVOICE_BODY, RX_BODY, VISIT_BODY
from tests.unit.wire import Wire

BODIES = {"appointments": VISIT_BODY, "invoices": INVOICE_BODY, "prescriptions": RX_BODY}
CHECKUP = ITEMS["appointments/checkup"]


def pointers(kind: str = "appt") -> set[tuple[str, str]]:
    """Who is pointed to which of Ada's items."""
    return {(row["PK"], row["SK"]) for row in tables.rows(f"ITEM#{kind}#")}


def pointing(date: str, *person_ids: str) -> set[tuple[str, str]]:
    return {(f"PERSON#{person_id}", f"ITEM#appt#{date}#checkup") for person_id in person_ids}


@pytest.mark.parametrize("kind", BODIES)
def test_putting_an_item_twice_is_putting_it_once(clinic: Clinic, kind: str) -> None:
    first = clinic.ehr.put(f"/directory/{kind}/new", BODIES[kind])
    before = tables.contents()["Records"]
    second = clinic.ehr.put(f"/directory/{kind}/new", BODIES[kind])

    assert (first.status, second.status) == (201, 200)
    assert first.body == second.body == clinic.ehr.get(f"/directory/{kind}/new").body
    assert first.body == {"id": "new", "active": True, **BODIES[kind]}
    assert tables.contents()["Records"] == before


def test_an_appointment_without_a_title_is_called_one_and_its_times_are_kept_in_utc(clinic: Clinic) -> None:
    times = {"startsAt": "2026-11-23T10:30:00+01:00", "endsAt": "2026-11-23T11:00:00.5+01:00"}

    stored = clinic.ehr.put("/directory/appointments/new", {**VISIT_BODY, "title": None, **times})

    assert (stored["title"], stored["startsAt"]) == ("Appointment", "2026-11-23T09:30:00.000Z")
    assert stored["endsAt"] == "2026-11-23T10:00:00.500Z"


def test_an_appointment_is_found_by_its_patient_and_its_provider_where_its_date_is(clinic: Clinic) -> None:
    assert pointers() == pointing("2026-11-23T09:30:00.000Z", "ada", "nora")

    moved = {**CHECKUP, "startsAt": "2026-11-24T09:30:00Z", "endsAt": "2026-11-24T10:00:00Z", "providerId": "omar"}
    assert clinic.ehr.put("/directory/appointments/checkup", moved).status == 200

    assert pointers() == pointing("2026-11-24T09:30:00.000Z", "ada", "omar")
    assert items.of_person("omar", CardType.APPT, None, 5) == ([CardReference(CardType.APPT, "checkup")], None)


def test_an_ended_item_is_found_by_nobody_and_comes_back_when_it_is_put(clinic: Clinic) -> None:
    clinic.ehr.delete("/directory/appointments/checkup")
    assert pointers() == set()
    assert clinic.ehr.get("/directory/appointments/checkup")["active"] is False

    assert clinic.ehr.put("/directory/appointments/checkup", CHECKUP)["active"] is True
    assert pointers() == pointing("2026-11-23T09:30:00.000Z", "ada", "nora")


@pytest.mark.parametrize("path", ITEMS)
def test_an_item_keeps_its_patient(clinic: Clinic, path: str) -> None:
    before = tables.contents()["Records"]

    refused = clinic.ehr.put(f"/directory/{path}", {**ITEMS[path], "patientId": "bo"})

    assert (refused.status, [error["field"] for error in refused["errors"]]) == (400, ["patientId"])
    assert tables.contents()["Records"] == before


def test_the_same_id_names_an_item_of_each_kind(clinic: Clinic) -> None:
    for kind, content in BODIES.items():
        assert clinic.ehr.put(f"/directory/{kind}/same", content).status == 201


def test_two_changes_at_once_leave_one_pointer(clinic: Clinic, wire: Wire) -> None:
    later = {**CHECKUP, "startsAt": "2026-11-25T09:30:00Z", "endsAt": "2026-11-25T10:00:00Z"}
    wire.before("TransactWriteItems", lambda: ehr().put("/directory/appointments/checkup", later))

    clinic.ehr.put("/directory/appointments/checkup", {**CHECKUP, "title": "Long checkup"})

    assert pointers() == pointing("2026-11-23T09:30:00.000Z", "ada", "nora")
    assert clinic.ehr.get("/directory/appointments/checkup")["title"] == "Long checkup"


def test_a_patients_items_come_latest_first_page_by_page(clinic: Clinic) -> None:
    for day in ("18", "21", "22"):
        content = {**ITEMS["invoices/bill"], "date": f"2026-11-{day}"}
        clinic.ehr.put(f"/directory/invoices/of-{day}", content)
    path = "/patients/ada/artifacts?type=invoice&limit=2"

    first = clinic.ada.get(path)
    second = clinic.ada.get(f"{path}&cursor={first['next']}")

    assert [card["id"] for card in first["items"] + second["items"]] == ["of-22", "of-21", "bill", "of-18"]
    assert second["next"] is None
    assert second["items"][0] == {
        **{"type": "invoice", "id": "bill", "title": "Laboratory", "status": "open", "date": "2026-11-20"},
        **{"amount": "49.90 USD", "url": None},
    }


@pytest.mark.parametrize("query", ["", "?type=", "?type=case", "?type=APPT"])
def test_a_kind_of_items_must_be_named(untouched: Clinic, query: str) -> None:
    refused = untouched.ada.get(f"/patients/ada/artifacts{query}")

    assert (refused.status, [error["field"] for error in refused["errors"]]) == (400, ["type"])


def test_the_pair_of_a_case_sees_the_patients_items_while_it_is_open(clinic: Clinic) -> None:
    assert clinic.omar.get("/patients/ada").status == 404
    assert clinic.omar.get("/patients/ada/artifacts?type=rx")["items"][0]["id"] == "tablets"

    clinic.ehr.delete("/directory/cases/refill")

    assert clinic.omar.get("/patients/ada/artifacts?type=rx").status == 404
