"""A form's checksum is not held against the bytes that come with it, and its tags are forgotten. AWS does both."""

from ministack.services import s3

Answer = tuple[int, dict[str, str], bytes]


def apply() -> None:
    plain = s3._post_object

    def post(bucket: str, body: bytes, headers: dict[str, str]) -> Answer:
        fields, content = filled_in(body, headers)
        _, wrong = s3._resolve_object_checksums(content, fields)
        if wrong:
            region, size = s3.bucket_region(bucket), len(content)
            refusal: Answer = s3._enforce_signed_post_policy(fields, bucket, region, size, True) or wrong
            return refusal
        answer: Answer = plain(bucket, body, headers)
        if answer[0] < 300 and "tagging" in fields:
            s3._put_object_tagging(bucket, fields["key"], fields["tagging"].encode(), {})
        return answer

    s3._post_object = post


def filled_in(body: bytes, headers: dict[str, str]) -> tuple[dict[str, str], bytes]:
    """The fields of a form, and the file."""
    parts = s3._parse_multipart_form(headers.get("content-type", ""), body)
    fields = {name.lower(): value.decode("utf-8", "replace") for name, _, _, value in parts if name != "file"}
    return fields, next((value for name, _, _, value in parts if name == "file"), b"")
