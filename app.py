"""Clinic Messaging: what is served, and by whom. A table of contents; the chapters are in `chalicelib`."""

from chalice.app import Chalice

from chalicelib import observability
from chalicelib.transport import (
    appointments,
    attachments,
    audit,
    cases,
    conversations,
    directory,
    directory_items,
    doors,
    exports,
    fhir,
    files,
    http,
    jobs,
    mail_events,
    me,
    messages,
    migrations,
    people,
    push_subscriptions,
    pushes,
    retention,
    schedule,
    second_factor,
    service,
    sessions,
    socket,
    stream,
    unsubscribing,
)

app = Chalice(app_name="clinic-messaging")
app.experimental_feature_flags.add("WEBSOCKETS")
app.register_middleware(observability.traced, "all")
app.register_middleware(observability.counted, "all")
app.register_middleware(observability.without_words, "all")
app.register_middleware(http.in_hand, "http")
app.register_middleware(doors.watched, "http")

app.register_blueprint(service.routes)
app.register_blueprint(me.routes)
app.register_blueprint(sessions.routes)
app.register_blueprint(second_factor.routes)
app.register_blueprint(unsubscribing.routes)
app.register_blueprint(push_subscriptions.routes)
app.register_blueprint(people.routes)
app.register_blueprint(conversations.routes)
app.register_blueprint(messages.routes)
app.register_blueprint(attachments.routes)
app.register_blueprint(exports.routes)
app.register_blueprint(cases.routes)
app.register_blueprint(appointments.routes)
app.register_blueprint(audit.routes)
app.register_blueprint(retention.routes)
app.register_blueprint(directory.routes)
app.register_blueprint(directory_items.routes)
app.register_blueprint(fhir.routes)

connect = app.on_ws_connect()(socket.connect)
frame = app.on_ws_message()(socket.frame)
disconnect = app.on_ws_disconnect()(socket.disconnect)

settle = app.lambda_function(name="settle")(stream.settle)
check_file = app.lambda_function(name="check_file")(files.check_file)
hand_over = app.lambda_function(name="hand_over")(jobs.hand_over)
archive = app.lambda_function(name="archive")(schedule.archive)
send_pushes = app.lambda_function(name="send_pushes")(pushes.send_pushes)
end_calls = app.lambda_function(name="end_calls")(schedule.end_calls)
seal_audit = app.lambda_function(name="seal_audit")(schedule.seal_audit)
migrate = app.lambda_function(name="migrate")(migrations.migrate)
on_mail = app.lambda_function(name="on_mail")(mail_events.on_mail)
send_digests = app.lambda_function(name="digest")(schedule.send_digests)
