"""What MiniStack 1.5.33 does otherwise than AWS, corrected. Each file mends one thing and says what was wrong.

`tests/local/emulator` shows for each that plain MiniStack still needs it and that the corrected one does not.
"""

from infra.local.emulator.corrections import (
    attribute_conditions,
    change_sets,
    checkpoints,
    event_rule_calls,
    expiry,
    form_uploads,
    function_runtime,
    gateway_limits,
    hosted_codes,
    hosted_session,
    key_conditions,
    log_wait,
    mail_events,
    mail_rights,
    mail_sources,
    other_accounts,
    point_in_time,
    refreshed_groups,
    rest_api_identity,
    route_limits,
    shared_code,
    socket_routes,
    stream_delivery,
    swagger_import,
    version_headers,
    worker_limit,
)

ALL = (
    log_wait,
    function_runtime,
    shared_code,
    worker_limit,
    socket_routes,
    swagger_import,
    rest_api_identity,
    route_limits,
    other_accounts,
    expiry,
    stream_delivery,
    event_rule_calls,
    gateway_limits,
    checkpoints,
    refreshed_groups,
    # Before the page knows browsers again: it may know who has shown their code alone.
    hosted_codes,
    hosted_session,
    key_conditions,
    form_uploads,
    version_headers,
    mail_sources,
    mail_events,
    mail_rights,
    attribute_conditions,
    change_sets,
    point_in_time,
)


def apply_all() -> None:
    for correction in ALL:
        correction.apply()
