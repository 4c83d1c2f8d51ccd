"""How large what stays is, and what keeping it costs a month: roughly, for prices differ by region."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from botocore.exceptions import BotoCoreError, ClientError

from infra.deploy.cloud import Cloud
from infra.deploy.remains import Kept

GIGABYTE = 1_000_000_000
SIZES_OF_DAYS = 3
"""S3 tells sizes of buckets once a day."""
Size = Callable[[Cloud, str], int | None]


@dataclass(frozen=True)
class Price:
    """In USD a month: by itself, and for each GB, where there is a size."""

    flat: float = 0
    by_gigabyte: float = 0
    words: str = ""
    size: Size | None = None


def of_table(cloud: Cloud, name: str) -> int | None:
    return int(cloud.client("dynamodb").describe_table(TableName=name)["Table"]["TableSizeBytes"])


def of_bucket(cloud: Cloud, name: str) -> int | None:
    """All versions together, as S3 measured it last; None if it has not yet."""
    until = datetime.now(UTC)
    names = {"BucketName": name, "StorageType": "StandardStorage"}
    told = cloud.client("cloudwatch").get_metric_statistics(
        Namespace="AWS/S3",
        MetricName="BucketSizeBytes",
        Dimensions=[{"Name": key, "Value": value} for key, value in names.items()],
        StartTime=until - timedelta(days=SIZES_OF_DAYS),
        EndTime=until,
        Period=24 * 3600,
        Statistics=["Average"],
    )["Datapoints"]
    return int(max(told, key=lambda point: point["Timestamp"])["Average"]) if told else None


def of_logs(cloud: Cloud, name: str) -> int | None:
    groups = cloud.client("logs").describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    return next((int(each.get("storedBytes", 0)) for each in groups if each["logGroupName"] == name), None)


PRICES = {
    "AWS::DynamoDB::Table": Price(by_gigabyte=0.45, words="recovery to a point in time included", size=of_table),
    "AWS::S3::Bucket": Price(by_gigabyte=0.023, words="all versions", size=of_bucket),
    "AWS::Logs::LogGroup": Price(by_gigabyte=0.03, words="until the logs expire", size=of_logs),
    "AWS::KMS::Key": Price(flat=1, words="and as much for each of its first two rotations, if it rotates"),
}
"""In us-east-1. Other kinds cost nothing while nobody uses them: user pool, queues, the role of the gateways' logs."""


def tell_costs(cloud: Cloud, kept: Iterable[Kept]) -> list[str]:
    """A line for each, and the sum of what can be told."""
    total, lines, is_whole = 0.0, [], True
    for each in kept:
        price = PRICES.get(each.kind, Price(words="nothing while nobody uses it"))
        size = size_of(cloud, price, each)
        cost = price.flat + price.by_gigabyte * (size or 0) / GIGABYTE
        total, is_whole = total + cost, is_whole and (price.size is None or size is not None)
        lines.append(f"    {each.name}: {each.physical}. {in_words(price, size, cost)}.")
    more = "" if is_whole else ", and what has no size yet"
    return [*lines, f"    Together about {total:.2f} USD a month{more}."]


def size_of(cloud: Cloud, price: Price, each: Kept) -> int | None:
    try:
        return price.size(cloud, each.physical) if price.size else None
    except (ClientError, BotoCoreError):
        return None


def in_words(price: Price, size: int | None, cost: float) -> str:
    if price.size and size is None:
        return f"Its size is not known yet; {price.by_gigabyte} USD a month for each GB ({price.words})"
    if price.size:
        return f"{(size or 0) / GIGABYTE:.3f} GB, about {cost:.2f} USD a month ({price.words})"
    return f"About {cost:.2f} USD a month ({price.words})" if cost else "It costs nothing while nobody uses it"
