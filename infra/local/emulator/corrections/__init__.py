"""What MiniStack 1.5.33 does otherwise than AWS, corrected. Each file mends one thing and says what was wrong.

`tests/local/emulator` shows for each that plain MiniStack still needs it and that the corrected one does not.
"""

from infra.local.emulator.corrections import (
    checkpoints,
    expiry,
    function_runtime,
    gateway_limits,
    key_conditions,
    log_wait,
    refreshed_groups,
    rest_api_identity,
    socket_routes,
    stream_delivery,
    swagger_import,
    worker_limit,
)

ALL = (
    log_wait,
    function_runtime,
    worker_limit,
    socket_routes,
    swagger_import,
    rest_api_identity,
    expiry,
    stream_delivery,
    gateway_limits,
    checkpoints,
    refreshed_groups,
    key_conditions,
)


def apply_all() -> None:
    for correction in ALL:
        correction.apply()
