"""Clinic Messaging: what is served, and by whom. A table of contents; the chapters are in `chalicelib`."""

from chalice.app import Chalice

from chalicelib import observability
from chalicelib.transport import conversations, directory, http, me, messages, people, service, socket, stream

app = Chalice(app_name="clinic-messaging")
app.experimental_feature_flags.add("WEBSOCKETS")
app.register_middleware(observability.traced, "all")
app.register_middleware(observability.counted, "all")
app.register_middleware(http.in_hand, "http")

app.register_blueprint(service.routes)
app.register_blueprint(me.routes)
app.register_blueprint(people.routes)
app.register_blueprint(conversations.routes)
app.register_blueprint(messages.routes)
app.register_blueprint(directory.routes)

connect = app.on_ws_connect()(socket.connect)
frame = app.on_ws_message()(socket.frame)
disconnect = app.on_ws_disconnect()(socket.disconnect)

settle = app.lambda_function(name="settle")(stream.settle)
