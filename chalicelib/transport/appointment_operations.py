"""What each route about appointments and their calls promises: a row for each."""

from chalicelib.domain import call_errors, call_shapes, errors
from chalicelib.transport import answers, call_bodies
from chalicelib.transport.operation import PATIENTS_AND_STAFF, Operation, Operations

VISIT = "/appointments/{appointment_id}"
THE_TWO = "Its patient and its provider: for anyone else it does not exist."
ITS_PROVIDER = "Its provider: for other staff it does not exist."
OVER = (call_errors.CallEnded, call_errors.CallCancelled, call_errors.TooEarly, call_errors.CallOver)

APPOINTMENTS: Operations = {
    ("GET", "/appointments"): Operation(
        "listAppointments",
        "The caller's appointments in the order of their time, cancelled ones too, each with how its call stands.",
        PATIENTS_AND_STAFF,
        {200: answers.AppointmentPageShape},
        query=("from", "to", "limit", "cursor"),
        refusals=(errors.NotFound,),
    ),
    ("GET", VISIT): Operation(
        "getAppointment",
        "One appointment, with what became of its call.",
        THE_TWO,
        {200: call_shapes.OneAppointmentShape},
        refusals=(errors.NotFound,),
    ),
    ("POST", f"{VISIT}/call/join"): Operation(
        "joinCall",
        "Go to the visit: 202 in the waiting room, 200 with a session once it is live. Again for a fresh session.",
        THE_TWO,
        {200: call_shapes.CallLiveShape, 202: call_shapes.CallWaitingShape},
        refusals=(errors.NotFound, call_errors.NotStarted, *OVER),
    ),
    ("POST", f"{VISIT}/call/start"): Operation(
        "startCall",
        "Start the visit, and have a session of it; started already, a session of the same call.",
        ITS_PROVIDER,
        {200: call_shapes.CallLiveShape},
        refusals=(errors.NotFound, *OVER),
    ),
    ("POST", f"{VISIT}/call/late"): Operation(
        "sayLate",
        "Tell the patient how long they will have to wait from now.",
        ITS_PROVIDER,
        {200: call_shapes.CallLateShape},
        body=call_bodies.Delay,
        refusals=(errors.NotFound, call_errors.AlreadyStarted, *OVER),
    ),
    ("POST", f"{VISIT}/call/end"): Operation(
        "endCall",
        "End the visit for both, for good; ended already, it stays so.",
        ITS_PROVIDER,
        {200: call_shapes.CallEndedShape},
        refusals=(errors.NotFound, call_errors.NotStarted, call_errors.CallCancelled),
    ),
}
