"""HTTP, socket frames and stream events: parse, name the caller, call one use case, shape the answer."""
