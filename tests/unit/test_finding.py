"""Finding whom one may write to: patients for staff, care teams and providers for patients."""

from urllib.parse import quote

import pytest

from chalicelib.domain.errors import MayNotWrite, NoPortalAccount, OptedOut
from chalicelib.usecases.matching import MOST_ROUNDS, MOST_WEIGHED
from tests.unit import tables
from tests.unit.clinic import Clinic, ehr, person
from tests.unit.population import patient
from tests.unit.wire import Wire

MANY = [
    ("p-1001", "Zoë Álvarez García"),
    ("p-1002", "Zoe Alvarado"),
    ("p-1003", "Alma Zorn"),
    ("p-2001", "Ålvar Östlund"),
    ("p-2002", "ana maria lópez"),
    ("p-2003", "Ana López-Mora"),
]


@pytest.fixture
def crowd(clinic: Clinic) -> Clinic:
    """Six more patients of `meds`, one of whom `tests` serves too."""
    tables.as_kept("crowd", gather)
    return clinic


def gather() -> None:
    for person_id, name in MANY:
        teams = ["meds", "tests"] if person_id == "p-1001" else ["meds"]
        content = {"role": "patient", "name": name, "careTeams": teams}
        assert ehr().put(f"/directory/people/{person_id}", content).status == 201


def found(clinic: Clinic, words: str, who: str = "nora") -> list[str]:
    answer = getattr(clinic, who).get(f"/patients?q={quote(words)}")
    assert answer.status == 200, answer.body
    return [each["id"] for each in answer["items"]]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("zoe", ["p-1002", "p-1001"][::-1]),
        ("ZOË", ["p-1001", "p-1002"]),
        ("alv", ["p-2001", "p-1002", "p-1001"]),
        ("álvarez", ["p-1001"]),
        ("al zo", ["p-1003", "p-1002", "p-1001"]),
        ("zo al", ["p-1003", "p-1002", "p-1001"]),
        ("garcia zoe", ["p-1001"]),
        ("lopez ana", ["p-2002", "p-2003"]),
        ("lopez ana mora", ["p-2003"]),
        ("López-Mora", ["p-2003"]),
        ("p-1", ["p-1001", "p-1002", "p-1003"]),
        ("2003", ["p-2003"]),
        ("1001", ["p-1001"]),
        ("varez", []),
        ("zoe lopez", []),
        ("nora", []),
    ],
)
def test_patients_are_found_by_the_beginnings_of_words(crowd: Clinic, words: str, ids: list[str]) -> None:
    assert sorted(found(crowd, words)) == sorted(ids)


def test_without_words_all_patients_come_by_name(crowd: Clinic) -> None:
    wanted = ["ada", "p-1003", "p-2001", "p-2003", "p-2002", "p-1002", "p-1001"]

    assert found(crowd, "") == wanted
    assert found(crowd, " - ") == wanted


def test_staff_find_their_own_teams_patients_only(crowd: Clinic) -> None:
    assert found(crowd, "zo", "omar") == ["p-1001"]
    assert found(crowd, "", "omar") == ["bo", "p-1001"]
    assert len(found(crowd, "", "dana")) == 8


def test_staff_without_a_team_find_nobody(crowd: Clinic) -> None:
    ehr().put("/directory/people/zed", {"role": "provider", "name": "Zed Locum"})

    assert person("zed", "provider").get("/patients").body == {"items": [], "next": None}


def flock() -> None:
    """Twenty patients of `meds` called Mara, the last of whom alone is a Quist."""
    for number in range(20):
        name = "Mara Quist" if number == 19 else f"Mara Stone{number}"
        ehr().put(f"/directory/people/m-{number}", {"role": "patient", "name": name, "careTeams": ["meds"]})


@pytest.mark.parametrize("words", ["mara quist", "quist m", "q mara 19"])
def test_a_rare_word_among_common_ones_is_found_in_a_few_calls(clinic: Clinic, wire: Wire, words: str) -> None:
    tables.as_kept("flock", flock)
    before = len(wire.made("Query"))

    page = clinic.nora.get(f"/patients?limit=2&q={quote(words)}")

    assert ([each["id"] for each in page["items"]], page["next"]) == (["m-19"], None)
    assert len(wire.made("Query")) - before <= MOST_WEIGHED + MOST_ROUNDS


def test_words_that_many_have_but_nobody_together_cost_no_more_and_the_walk_ends(clinic: Clinic, wire: Wire) -> None:
    tables.as_kept("flock", flock)
    cursor: str | None = ""
    while cursor is not None:
        before = len(wire.made("Query"))
        page = clinic.nora.get(f"/patients?limit=2&q=mar%20sto%20zz{cursor and '&cursor=' + cursor}")
        assert page["items"] == []
        assert len(wire.made("Query")) - before <= MOST_WEIGHED + MOST_ROUNDS
        cursor = page["next"]


@pytest.mark.parametrize("words", ["", "a", "zo al", "p"])
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_show_everybody_once(crowd: Clinic, words: str, limit: int) -> None:
    crowd.change_team("tests", members=["omar", "nora"])
    whole, pages, cursor = found(crowd, words), [], ""

    while cursor is not None:
        page = crowd.nora.get(f"/patients?q={quote(words)}&limit={limit}{cursor and '&cursor=' + cursor}")
        assert page.status == 200
        pages.append([each["id"] for each in page["items"]])
        cursor = page["next"]

    assert sorted(each for page in pages for each in page) == sorted(whole)
    assert all(len(page) <= limit for page in pages)


def test_each_patient_carries_whether_they_may_be_written_to(crowd: Clinic) -> None:
    crowd.change_patient("ada", chatOptIn=False)

    by_id = {each["id"]: each for each in crowd.nora.get("/patients")["items"]}

    assert (by_id["ada"]["canMessage"], by_id["ada"]["reason"]) == (False, "OPTED_OUT")
    assert (by_id["p-1001"]["canMessage"], by_id["p-1001"]["reason"]) == (False, "NO_PORTAL_ACCOUNT")
    assert by_id["p-1001"]["nextStep"] == NoPortalAccount.next_step
    assert by_id["p-1001"]["careTeams"] == [
        {"id": "meds", "name": "Medication questions"},
        {"id": "tests", "name": "Test results"},
    ]


def test_patients_see_their_own_teams_those_that_serve_all_and_their_providers(clinic: Clinic) -> None:
    contacts = clinic.ada.get("/contacts")

    assert [team["id"] for team in contacts["careTeams"]] == ["desk", "meds"]
    assert [provider["id"] for provider in contacts["providers"]] == ["nora"]
    everybody = contacts["careTeams"] + contacts["providers"]
    assert {(each["canMessage"], each["reason"], each["nextStep"]) for each in everybody} == {(True, None, None)}


@pytest.mark.parametrize(
    ("changes", "reason"), [({"chatOptIn": False}, OptedOut), ({"portalAccount": False}, NoPortalAccount)]
)
def test_contacts_say_why_a_patient_may_not_write(
    clinic: Clinic, changes: dict[str, object], reason: type[MayNotWrite]
) -> None:
    clinic.change_patient("ada", **changes)

    contacts = clinic.ada.get("/contacts")

    everybody = contacts["careTeams"] + contacts["providers"]
    assert {(each["reason"], each["nextStep"]) for each in everybody} == {(reason.code, reason.own_next_step)}


def test_a_provider_in_two_teams_is_one_contact(clinic: Clinic) -> None:
    clinic.change_team("tests", members=["omar", "nora"])
    ehr().put("/directory/people/ada", {**patient("ada"), "careTeams": ["meds", "tests"]})

    assert [provider["id"] for provider in clinic.ada.get("/contacts")["providers"]] == ["nora", "omar"]
