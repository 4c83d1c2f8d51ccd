"""From what SES tells of a mail to the function that hears of it, and what becomes of an event that it cannot take."""

from typing import Any

FUNCTION = {"Ref": "OnMail"}


def test_what_is_told_of_mails_comes_to_one_function_and_from_nowhere_else(resources: dict[str, Any]) -> None:
    topic = {"Ref": "MailEvents"}
    subscription = resources["MailEventsToOnMail"]["Properties"]
    assert subscription == {"Protocol": "lambda", "Endpoint": {"Fn::GetAtt": ["OnMail", "Arn"]}, "TopicArn": topic}
    call = resources["OnMailMayBeCalled"]["Properties"]
    assert (call["FunctionName"], call["Principal"], call["SourceArn"]) == (FUNCTION, "sns.amazonaws.com", topic)


def test_an_event_that_fails_is_tried_three_times_and_then_kept_and_someone_is_told(resources: dict[str, Any]) -> None:
    arn = {"Fn::GetAtt": ["MailEventFailures", "Arn"]}
    calls = resources["OnMailCalls"]["Properties"]
    assert (calls["FunctionName"], calls["Qualifier"], calls["MaximumRetryAttempts"]) == (FUNCTION, "$LATEST", 2)
    assert calls["DestinationConfig"] == {"OnFailure": {"Destination": arn}}
    queue = resources["MailEventFailures"]["Properties"]
    assert (queue["MessageRetentionPeriod"], queue["KmsMasterKeyId"]) == (14 * 24 * 3600, {"Ref": "Key"})
    alarm = resources["MailEventFailuresAlarm"]["Properties"]
    name = {"Fn::GetAtt": ["MailEventFailures", "QueueName"]}
    assert (alarm["Dimensions"], alarm["AlarmActions"]) == (
        [{"Name": "QueueName", "Value": name}],
        [{"Ref": "Alarms"}],
    )
