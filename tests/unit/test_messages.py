"""Messages, from one person to the other."""

from tests.unit.clinic import Clinic, new_message


def test_a_patients_topic_is_in_the_teams_inbox_with_one_unread(clinic: Clinic) -> None:
    conversation = clinic.topic()

    [row] = clinic.nora.get("/conversations")["items"]

    assert row["id"] == conversation["id"]
    assert row["unreadCount"] == 1
    assert row["lastMessage"]["preview"] == "May I take both tablets at once?"
    assert clinic.nora.unread() == {"messages": 1, "conversations": 1}
    assert clinic.ada.unread() == {"messages": 0, "conversations": 0}


def test_an_answer_reaches_the_patient_and_its_receipt_the_nurse(clinic: Clinic) -> None:
    path = f"/conversations/{clinic.topic()['id']}"

    sent = clinic.nora.post(f"{path}/messages", new_message("Yes, with water."))
    clinic.settle()
    [first, second] = clinic.ada.get(f"{path}/messages")["items"]
    clinic.ada.put(f"{path}/read-marker", {"seq": 2})

    assert (sent.status, sent["seq"], sent["status"]) == (201, 2, "sent")
    assert (first["seq"], first["status"]) == (1, "delivered")
    assert (second["text"], second["sender"]["name"], second["status"]) == ("Yes, with water.", "Nora Quill", None)
    assert clinic.nora.get(f"{path}/messages")["items"][1]["status"] == "read"


def test_sending_again_under_the_same_name_gives_the_first_message_and_stores_nothing(clinic: Clinic) -> None:
    path = f"/conversations/{clinic.topic()['id']}/messages"
    message = new_message("Once only.")

    first, second = clinic.nora.post(path, message), clinic.nora.post(path, message)
    other = clinic.nora.post(path, {**message, "text": "Something else."})

    assert (first.status, second.status, other.status) == (201, 200, 409)
    assert first["seq"] == second["seq"] == 2
    assert other["code"] == "ID_REUSED"
    assert len(clinic.nora.get(path)["items"]) == 2


def test_outsiders_and_the_unknown_get_the_same_answer(clinic: Clinic) -> None:
    path = f"/conversations/{clinic.topic()['id']}/messages"

    foreign, unknown = clinic.bo.get(path), clinic.bo.get("/conversations/01ARZ3NDEKTSV4RRFFQ69G5FAV/messages")

    assert foreign.status == unknown.status == 404
    assert {**foreign.body, "requestId": ""} == {**unknown.body, "requestId": ""}


def test_what_a_colleague_read_stays_read_after_they_left_the_team(talk: Clinic) -> None:
    talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 1})
    talk.change_team("meds", members=["omar"])
    talk.ada.post(f"{talk.topic_path}/messages", new_message())
    talk.settle()

    assert [it["status"] for it in talk.ada.get(f"{talk.topic_path}/messages")["items"]] == ["read", "delivered"]


def test_what_a_colleague_read_stays_read_though_they_come_back_and_leave_again(talk: Clinic) -> None:
    talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 1})
    for members in (["omar"], ["nora", "omar"], ["omar"]):
        talk.change_team("meds", members=members)
        talk.ada.post(f"{talk.topic_path}/messages", new_message())
        talk.settle()

    assert talk.ada.get(f"{talk.topic_path}/messages")["items"][0]["status"] == "read"
