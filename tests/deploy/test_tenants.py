"""A tenant's file says what the template is told; what is wrong in it is named with its line and its cure."""

from pathlib import Path

import pytest

from infra.deploy.settings import NOT_SETTINGS, OWN, all_settings
from infra.deploy.tenants import EXAMPLE, FOLDER, load, names, parsed
from infra.local.steps import Failure
from infra.parts import PARTS, read_part

FILE = "infra/tenants/riverside.yaml"
RIGHT = """\
account: 012345670123
region: eu-central-1
clinic_name: Riverside
portal_domain: messages.clinic.example
certificate_arn: arn:aws:acm:us-east-1:012345670123:certificate/0a-1b
sender_address: no-reply@clinic.example
"""


def refused(more: str, of: str = RIGHT) -> str:
    with pytest.raises(Failure) as refusal:
        parsed("riverside", of + more, FILE)
    return str(refusal.value)


def test_every_parameter_is_a_setting_or_has_a_reason_why_not() -> None:
    parameters = set(read_part(PARTS / "parameters.yaml")["Parameters"])
    settable = [each.parameter for each in all_settings().values() if each.parameter]
    assert sorted([*settable, *NOT_SETTINGS]) == sorted(parameters)
    assert all(NOT_SETTINGS.values())


def test_the_example_is_right_and_no_tenant() -> None:
    assert load(EXAMPLE).parameters["ClinicName"] == "Riverside Family Clinic"
    assert EXAMPLE not in names()


def test_every_setting_of_the_example_exists_also_where_it_is_a_comment() -> None:
    lines = (FOLDER / "example.yaml").read_text().splitlines()
    written = [line.removeprefix("# ").partition(":")[0] for line in lines if line and "_" in line.partition(":")[0]]
    assert {name for name in written if " " not in name} <= set(all_settings())


def test_settings_that_only_the_tool_needs_are_documented_with_their_defaults() -> None:
    page = (PARTS.parents[1] / "docs" / "settings.md").read_text()
    for setting in OWN:
        default = f" `{setting.default}` " if setting.default else " "
        assert f"| `{setting.name}` |{default}|" in page, setting.name


def test_values_stay_as_they_are_written_and_the_rest_is_the_templates_default() -> None:
    tenant = parsed("riverside", RIGHT + "second_factor: ON\nmalware_scans: yes\ncall_relay_only: no\n", FILE)
    assert tenant.account == "012345670123"
    assert tenant.stack == "clinic-messaging"
    assert tenant.release_bucket == "clinic-messaging-releases-012345670123-eu-central-1"
    assert tenant.parameters["SecondFactor"] == tenant.parameters["MalwareScans"] == "ON"
    assert tenant.parameters["CallRelayOnly"] == "false"
    assert tenant.parameters["IdleMinutesStaff"] == "15"
    assert "IsLocal" not in tenant.parameters


def test_lists_are_joined_as_the_template_wants_them() -> None:
    text = RIGHT + "embedding_origins:\n  - https://a.example\n  - https://b.example\n"
    assert parsed("riverside", text, FILE).parameters["EmbeddingOrigins"] == "https://a.example,https://b.example"
    text = RIGHT + "languages: es, en\n"
    assert parsed("riverside", text, FILE).parameters["Languages"] == "es,en"
    text = RIGHT + "admin_addresses: [203.0.113.0/24, '2001:db8:7::/48', 198.51.100.9]\n"
    assert parsed("riverside", text, FILE).parameters["AdminAddresses"] == "203.0.113.0/24,2001:db8:7::/48,198.51.100.9"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("clinik_name: x", ":7: clinik_name is no setting. Did you mean clinic_name?"),
        ("ClinicTimeZone: UTC", ":7: ClinicTimeZone is no setting. Did you mean clinic_time_zone?"),
        ("is_local: true", ":7: is_local is not for tenants to set: the tool knows"),
        ("second_factor: MAYBE", ":7: second_factor: 'MAYBE' does not do. Give one of OPTIONAL, STAFF, ON."),
        ("idle_minutes_staff: 1", ":7: idle_minutes_staff: '1' does not do. Give a whole number of at least 2."),
        ("idle_minutes_staff: 9000", "at most 720."),
        ("idle_minutes_staff: soon", "Give a whole number"),
        ("clinic_time_zone: Europe/Berln", "No time zone has this name. Did you mean Europe/Berlin?"),
        ("alarm_email: it", "Give one mail address"),
        ("alarm_email: [a@b.example]", "Give one value, not a list."),
        ("embedding_origins: https://a.example/portal", "is no origin"),
        ("admin_addresses: [203.0.113.0/24, 203.0.113.7/24]", "has host bits set. Give networks such as"),
        ("admin_addresses: our office", "It must have the form"),
        ("languages: en, fr", ":7: languages: 'en, fr' does not do. There are words in en and es."),
        ("account: 1", ":7: account stands here for the second time"),
        ("stack: {a: b}", ":7: stack takes one value or a list of values"),
        ("turn_urls: turn:turn.clinic.example", "Give turn_secret_arn, the secret"),
        ("a: b: c", ":7: this is no YAML"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_its_cure(more: str, told: str) -> None:
    assert told in refused(more)


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "region: eu-central-1",
            "region: eu-centrl-1",
            ":2: region: 'eu-centrl-1' does not do. AWS has no such region.",
        ),
        ("region: eu-central-1", "region: sa-east-1", "Give chime_region, a region in which Chime"),
        ("account: 012345670123", "account: 12", ":1: account: '12' does not do."),
        ("account: 012345670123\n", "", "account is missing. Add a line `account: …`."),
        ("clinic_name: Riverside", "clinic_name:", "clinic_name is missing."),
        ("messages.clinic", "https://messages.clinic", ":4: portal_domain: "),
        ("acm:us-east-1", "acm:eu-central-1", "CloudFront takes certificates of us-east-1 alone."),
    ],
)
def test_what_every_tenant_needs_is_checked_too(right: str, wrong: str, told: str) -> None:
    assert told in refused("", RIGHT.replace(right, wrong))


def test_everything_that_is_wrong_is_told_at_once() -> None:
    told = refused("nonsense_a: 1\nnonsense_b: 2\nsecond_factor: MAYBE\n")
    assert [line.partition(":")[2].partition(":")[0] for line in told.splitlines()] == ["7", "8", "9", ""]


def test_a_tenant_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "riverside.yaml").write_text(RIGHT)
    with pytest.raises(Failure, match=r"no tenant 'riversid'\. Did you mean riverside\? Tenants here: riverside\."):
        load("riversid", tmp_path)
    with pytest.raises(Failure, match="There is no tenant"):
        load("../riverside", tmp_path)
