"""A change set says of any change of a bucket or a key that it may replace them, and what they hold with them."""

from ministack.services.cloudformation import provisioners

REPLACING = {
    "AWS::KMS::Key": ("KeySpec", "KeyUsage", "MultiRegion", "Origin"),
    "AWS::S3::Bucket": ("BucketName", "ObjectLockEnabled"),
}
"""The properties by whose change AWS makes another one, or refuses the change."""


def apply() -> None:
    provisioners._REPLACING_PROPERTIES.update(REPLACING)
