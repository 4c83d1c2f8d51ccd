"""Cards: a message shows an item of its conversation's patient as it stood, and of nobody else."""

import os
from collections.abc import Iterator

import pytest

from chalicelib.settings import Settings, settings
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.population import ITEMS
from tests.unit.routes import INVOICE_BODY
from tests.unit.wire import Wire

BILL = {"type": "invoice", "id": "bill"}
SHOWN = {**BILL, "title": "Laboratory", "status": "open", "date": "2026-11-20", "amount": "49.90 USD", "url": None}


def with_card(card: dict[str, str], text: str = "") -> dict[str, object]:
    return {**new_message(text), "card": card}


@pytest.fixture
def pages() -> Iterator[str]:
    """The clinic has pages of items of its own."""
    os.environ["CARD_URL"] = "https://portal.clinic.example/records?kind={type}&number={id}"
    settings.cache_clear()
    yield "https://portal.clinic.example/records?kind=invoice&number=bill"
    del os.environ["CARD_URL"]
    settings.cache_clear()


@pytest.mark.parametrize("who", ["ada", "nora"])
def test_a_message_shows_an_item_as_it_stood_when_it_was_sent(talk: Clinic, who: str) -> None:
    sent = getattr(talk, who).post(f"{talk.topic_path}/messages", with_card(BILL))
    talk.ehr.put("/directory/invoices/bill", {**ITEMS["invoices/bill"], "status": "paid", "title": "Other"})
    talk.ehr.delete("/directory/invoices/bill")

    assert (sent.status, sent["card"]) == (201, SHOWN)
    assert talk.nora.get(f"{talk.topic_path}/messages/2")["card"] == SHOWN
    assert talk.ada.get(talk.topic_path)["lastMessage"]["card"] == "invoice"


def test_a_card_leads_to_the_clinics_own_pages(talk: Clinic, pages: str) -> None:
    sent = talk.nora.post(f"{talk.topic_path}/messages", with_card(BILL))

    assert sent["card"]["url"] == pages
    assert talk.ada.get("/patients/ada/artifacts?type=invoice")["items"][0]["url"] == pages
    assert "portal.clinic.example" not in str(tables.rows("MSG#")), "where it leads is no part of the message"


def test_unknown_foreign_and_ended_items_are_refused_alike_and_nothing_is_stored(talk: Clinic) -> None:
    talk.ehr.put("/directory/invoices/bos", INVOICE_BODY)
    talk.ehr.delete("/directory/prescriptions/tablets")
    before, cards = (
        tables.contents()["Records"],
        [
            {"type": "invoice", "id": "unknown"},
            {"type": "invoice", "id": "bos"},
            {"type": "rx", "id": "tablets"},
            {"type": "rx", "id": "bill"},
        ],
    )
    for path in (f"{talk.topic_path}/messages", "/conversations"):
        start = {"kind": "topic", "topic": "Bill", "careTeamId": "desk"}
        refused = [
            talk.ada.post(path, {**start, "message": with_card(card)} if path == "/conversations" else with_card(card))
            for card in cards
        ]

        assert {(answer.status, answer["code"]) for answer in refused} == {(409, "CARD_NOT_AVAILABLE")}
        assert len({answer.without_request_id() for answer in refused}) == 1
    assert tables.contents()["Records"] == before


def test_a_conversation_begins_with_a_card(clinic: Clinic) -> None:
    wanted = {"kind": "topic", "topic": "Bill", "careTeamId": "meds", "patientId": "ada", "message": with_card(BILL)}

    started = clinic.nora.post("/conversations", wanted)
    again = clinic.nora.post("/conversations", wanted)

    assert (started.status, again.status, started["lastMessage"]["card"]) == (201, 200, "invoice")
    assert clinic.ada.get(f"/conversations/{started['id']}/messages")["items"][0]["card"] == SHOWN


def test_what_goes_on_in_a_conversation_that_stands_may_bring_a_card(talk: Clinic) -> None:
    wanted = {"kind": "direct", "patientId": "ada", "message": with_card(BILL)}

    assert talk.nora.post("/conversations", wanted).status == 200
    assert talk.ada.get(f"{talk.direct_path}/messages/2")["card"] == SHOWN


def test_the_pair_of_a_case_shows_each_other_the_patients_items(clinic: Clinic) -> None:
    started = clinic.omar.post("/conversations", {"kind": "case", "caseId": "refill", "message": with_card(BILL)})

    assert clinic.nora.get(f"/conversations/{started['id']}/messages/1")["card"] == SHOWN


def test_the_card_of_a_sensitive_message_is_locked_with_it(talk: Clinic) -> None:
    sent = talk.nora.post(f"{talk.topic_path}/messages", {**with_card(BILL), "sensitive": True})

    assert sent["card"] == SHOWN
    [hidden] = [each for each in talk.ada.get(f"{talk.topic_path}/messages")["items"] if each["seq"] == 2]
    assert (hidden["locked"], hidden["card"], talk.ada.get(talk.topic_path)["lastMessage"]["card"]) == (
        True,
        None,
        None,
    )


def test_a_repeated_name_with_another_card_is_another_message(talk: Clinic) -> None:
    message = with_card(BILL, "Look.")
    talk.nora.post(f"{talk.topic_path}/messages", message)
    talk.ehr.delete("/directory/invoices/bill")

    again = talk.nora.post(f"{talk.topic_path}/messages", message)
    other = talk.nora.post(f"{talk.topic_path}/messages", {**message, "card": {"type": "rx", "id": "tablets"}})

    assert (again.status, again["card"]) == (200, SHOWN)
    assert (other.status, other["code"]) == (409, "ID_REUSED")


def test_a_card_survives_being_overtaken(talk: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: talk.ada.post(f"{talk.topic_path}/messages", new_message("First.")))

    sent = talk.nora.post(f"{talk.topic_path}/messages", with_card(BILL))

    assert (sent.status, sent["seq"], sent["card"]) == (201, 3, SHOWN)


@pytest.mark.parametrize(
    "address",
    [
        "http://portal.clinic.example/{type}/{id}",
        "https://portal.clinic.example/{id}",
        "https://{type}.clinic.example/{id}",
        "https://portal.clinic.example/{type}/{id}/{id}",
        "https://portal@clinic.example/{type}/{id}",
        "javascript:alert('{type}{id}')",
        "https://portal.clinic.example/{type}/{id}\n",
    ],
)
def test_an_address_of_another_form_stops_the_functions_at_their_start(address: str) -> None:
    known = {name: getattr(settings(), name) for name in Settings.__dataclass_fields__}

    with pytest.raises(ValueError, match="CARD_URL must be like"):
        Settings(**{**known, "card_url": address})
