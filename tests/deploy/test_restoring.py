"""What `make restore` is told, and what it refuses before anything is touched."""

from datetime import UTC, datetime

import pytest

from infra.local.steps import Failure
from infra.restore.planning import Plan, planned
from infra.restore.wanted import Wanted, target_name, wanted_of
from tests.deploy.stubbed import StubbedAws

AT = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)
SOURCE = "clinic-messaging-Records-1A2B"
TARGET = f"{SOURCE}-20261129T100000"


def window(aws: StubbedAws, status: str = "ENABLED") -> None:
    told = {
        "PointInTimeRecoveryStatus": status,
        "EarliestRestorableDateTime": datetime(2026, 11, 1, tzinfo=UTC),
        "LatestRestorableDateTime": datetime(2026, 11, 30, tzinfo=UTC),
    }
    described = {"ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription": told}
    aws.answers("dynamodb", "describe_continuous_backups", {"ContinuousBackupsDescription": described})


def there(aws: StubbedAws) -> None:
    aws.answers("dynamodb", "describe_table", {"Table": {"TableStatus": "ACTIVE"}})


def gone(aws: StubbedAws) -> None:
    aws.refuses("dynamodb", "describe_table", "ResourceNotFoundException")


def test_a_moment_is_told_with_its_zone() -> None:
    assert wanted_of({"AT": "2026-11-29T11:00:00.7+01:00"}) == Wanted("Records", AT)
    assert wanted_of({"AT": "2026-11-29T10:00:00Z", "TABLE": "audit"}) == Wanted("Audit", AT)
    assert wanted_of({"USE": SOURCE, "TABLE": ""}) == Wanted("Records", use=SOURCE)


@pytest.mark.parametrize(
    ("given", "cure"),
    [
        ({"AT": "yesterday"}, "Write it like AT="),
        ({"AT": "2026-11-29T10:00:00"}, "append a Z"),
        ({"TABLE": "people"}, "none of records, audit"),
        ({"AT": "2026-11-29T10:00:00Z", "USE": SOURCE}, "not both"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_would_be_right(given: dict[str, str], cure: str) -> None:
    with pytest.raises(Failure, match=cure):
        wanted_of(given)


def test_a_restored_table_is_named_after_the_first_and_the_moment() -> None:
    assert target_name(SOURCE, AT) == target_name(f"{SOURCE}-20260101T000000", AT) == TARGET


def test_a_moment_within_the_window_is_restored_into_a_table_of_its_own(aws: StubbedAws) -> None:
    there(aws)
    gone(aws)
    window(aws)
    assert planned(aws.cloud, SOURCE, Wanted("Records", AT)) == Plan(TARGET, is_there=False, at=AT)


def test_a_run_that_was_cut_short_finds_its_table_and_does_not_ask_for_the_window(aws: StubbedAws) -> None:
    there(aws)
    there(aws)
    assert planned(aws.cloud, SOURCE, Wanted("Records", AT)).is_there


@pytest.mark.parametrize(("at", "status"), [(AT.replace(month=10), "ENABLED"), (AT, "DISABLED")])
def test_a_moment_that_cannot_be_had_is_refused(aws: StubbedAws, at: datetime, status: str) -> None:
    there(aws)
    gone(aws)
    window(aws, status)
    with pytest.raises(Failure, match=r"2026-11-01T00:00:00Z to 2026-11-30T00:00:00Z|recovery is off"):
        planned(aws.cloud, SOURCE, Wanted("Records", at))


def test_of_a_table_that_is_there_the_moment_must_be_told(aws: StubbedAws) -> None:
    there(aws)
    with pytest.raises(Failure, match="AT="):
        planned(aws.cloud, SOURCE, Wanted("Records"))


def test_of_a_deleted_table_the_last_state_is_had_and_no_other(aws: StubbedAws) -> None:
    kept = {"BackupSummaries": [{"BackupArn": "b" * 40, "BackupCreationDateTime": AT}]}
    gone(aws)
    aws.answers("dynamodb", "list_backups", kept)
    gone(aws)
    assert planned(aws.cloud, SOURCE, Wanted("Records")) == Plan(TARGET, is_there=False, at=AT, backup="b" * 40)

    gone(aws)
    aws.answers("dynamodb", "list_backups", kept)
    with pytest.raises(Failure, match="Leave AT out"):
        planned(aws.cloud, SOURCE, Wanted("Records", AT))


def test_a_table_that_is_there_is_taken_only_if_it_is_a_state_of_the_same(aws: StubbedAws) -> None:
    there(aws)
    assert planned(aws.cloud, TARGET, Wanted("Records", use=SOURCE)) == Plan(SOURCE, is_there=True)
    with pytest.raises(Failure, match="names begin otherwise"):
        planned(aws.cloud, TARGET, Wanted("Records", use="clinic-messaging-Audit-3C4D"))


def test_of_what_is_gone_for_good_it_says_where_to_look(aws: StubbedAws) -> None:
    gone(aws)
    aws.answers("dynamodb", "list_backups", {"BackupSummaries": []})
    with pytest.raises(Failure, match="AWS Backup"):
        planned(aws.cloud, SOURCE, Wanted("Records"))
