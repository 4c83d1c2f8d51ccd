"""The promise checker: many people at once at the whole stack, faults meanwhile, and in the end every promise counted.

`seed` says how long, how many and with which chance; `population` makes a clinic of its own; `window` is one open
portal with its own `view`; `acts` is what people do, `faults` what befalls them; `ledger` keeps what each was told.
When all is `still`, `records` are read straight from the tables, and the promises are checked one after the other.
"""
