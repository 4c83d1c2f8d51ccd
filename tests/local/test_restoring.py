"""A rehearsal of the worst: a table is spoilt, then lost; the clinic goes on with what there was, and knows it."""

import pytest
from botocore.exceptions import ClientError

from infra.deploy import applying, checks, releases
from infra.deploy.trial_people import integration_token, people
from infra.local.steps import Failure
from infra.package import Package
from infra.restore import running, switching, tables
from infra.restore.wanted import Wanted
from tests.local.clinics import Installed
from tests.local.talking import record_of, talking, whole_second


def test_a_spoilt_table_comes_back_as_it_was_and_no_place_is_given_twice(
    riverside: Installed, package: Package, endpoint: str
) -> None:
    cloud, trial = riverside.cloud, riverside.trial()
    with people(trial, integration_token(trial)):
        talk, spoilt = talking(trial), riverside.outputs["RecordsTableName"]
        deployable = applying.show(cloud, releases.publish(cloud, package))
        assert talk.say("kept") == 2
        wanted = Wanted("Records", whole_second())
        with talk.listening() as before:
            record = record_of(before)
            lost = [talk.say("lost"), talk.say("lost too")]
            lost_talk = talk.begin("lost as a whole")

            running.exchange(cloud, switching.require(cloud), wanted, spoilt)  # interrupted here
            assert talk.status(f"/conversations/{talk.id}") >= 429, "nobody writes meanwhile"
            assert "is not done" in str(checks.stack(cloud)[0])
            with pytest.raises(Failure, match="half way"):
                running.abandon(cloud.tenant, endpoint)
            running.restore(cloud.tenant, wanted, endpoint)
            assert record_of(before) != record, "whoever listened all the time learns of it"

        [first, kept, (place, act)] = talk.thread()
        assert (first, kept, act) == ((1, "first"), (2, "kept"), "restored")
        assert talk.status(f"/conversations/{lost_talk}") == 404
        with talk.listening() as after:
            assert talk.say("again") == place + 1 > max(lost)
            after.hears("message.created", lambda data: data["message"]["text"] == "again")
        assert talk.row_comes_to(place + 1)["unreadCount"] == 3
        assert riverside.outputs["RecordsTableName"].startswith(f"{spoilt}-")
        assert applying.show(cloud, releases.publish(cloud, package)) == deployable
        assert tables.described(cloud, spoilt), "it is left as it is"

        restore_deleted(riverside, endpoint)
        assert [said for _, said in talk.thread()] == ["first", "kept", "restored", "again", "restored"]
        assert talk.say("and again") > place + 2


def restore_deleted(clinic: Installed, endpoint: str) -> None:
    table, dynamodb = clinic.outputs["RecordsTableName"], clinic.cloud.client("dynamodb")
    with pytest.raises(ClientError, match="protected"):
        dynamodb.delete_table(TableName=table)
    dynamodb.update_table(TableName=table, DeletionProtectionEnabled=False)
    dynamodb.delete_table(TableName=table)
    running.restore(clinic.cloud.tenant, Wanted("Records"), endpoint)


def test_a_file_that_was_removed_by_mistake_comes_back(riverside: Installed) -> None:
    s3, place = riverside.cloud.client("s3"), {"Bucket": riverside.outputs["AttachmentsBucket"], "Key": "files/c/f"}
    s3.put_object(**place, Body=b"%PDF")
    s3.delete_object(**place)
    [marker] = s3.list_object_versions(Bucket=place["Bucket"], Prefix=place["Key"])["DeleteMarkers"]
    s3.delete_object(**place, VersionId=marker["VersionId"])
    assert s3.get_object(**place)["Body"].read() == b"%PDF"
