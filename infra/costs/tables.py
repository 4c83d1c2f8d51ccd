"""The arithmetic as tables in Markdown: what `docs/cost.md` holds, word for word."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from infra.costs import bill, counts, prices
from infra.costs.clinics import CLINICS, MEANINGS, MIDDLE, Clinic, Habits
from infra.costs.counts import Act
from infra.costs.month import Choices, Month
from infra.costs.prices import Price

SHOWN = 5
"""Services that the summary names: the dearest of the large clinic."""
SWITCHES = {
    "`SignInProtection=OFF`": Choices(sign_in_protection=False),
    "`CallProvider=p2p` (its TURN servers are not in it)": Choices(chime=False),
    "`WebPush=ON`": Choices(web_push=True),
    "`MalwareScans=ON`": Choices(malware_scans=True),
    "`WafMode=OFF`": Choices(firewalls=False),
}


def everything() -> dict[str, str]:
    """All tables by their names, in the order of the page."""
    made = {"summary": summary(), "assumptions": assumptions(), "acts": acts()}
    made |= {clinic.name: month(clinic) for clinic in CLINICS}
    return made | {"switches": switches(), "million": million()}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    aligned = ["---", *("---:" for _ in head[1:])] if len(head) > 2 else ["---"] * len(head)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, aligned, *rows))


def number(value: float) -> str:
    """Whole where it is large, with a place or two where it is small."""
    if value < 100:
        return f"{value:.{1 if value >= 10 else 2}f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
    return f"{value:,.0f}"


def dollars(value: float) -> str:
    return f"{value:,.2f}"


def summary() -> str:
    """What it comes to, and in which services."""
    months = [Month(clinic) for clinic in CLINICS]
    paid = [bill.lines(each) for each in months]
    totals = [bill.total(each) for each in paid]
    rows = [
        ["people", *(f"{clinic.staff:,} staff, {clinic.patients:,} patients" for clinic in CLINICS)],
        ["texts", *(number(each.texts) for each in months)],
        ["**USD a month**", *(f"**{dollars(each)}**" for each in totals)],
    ]
    largest = sorted({line.price.service for line in paid[-1]}, key=lambda service: -of_service(paid[-1], service))
    rows += [[f"of it {name}", *(dollars(of_service(each, name)) for each in paid)] for name in largest[:SHOWN]]
    staff, patients = ([getattr(clinic, people) for clinic in CLINICS] for people in ("staff", "patients"))
    rows.append(["for each member of staff", *(dollars(each / of) for each, of in zip(totals, staff, strict=True))])
    rows.append(["for each patient", *(f"{each / of:.3f}" for each, of in zip(totals, patients, strict=True))])
    return table(["", *(clinic.name for clinic in CLINICS)], rows)


def of_service(lines: Iterable[bill.Line], service: str) -> float:
    return bill.total(line for line in lines if line.price.service == service)


def assumptions() -> str:
    habits = Habits()
    rows = [[MEANINGS[each.name], number(getattr(habits, each.name))] for each in fields(habits)]
    rows.insert(
        0, ["staff with a seat in a conversation", ", ".join(f"{clinic.team} ({clinic.name})" for clinic in CLINICS)]
    )
    rows.insert(1, ["video visits in a month", ", ".join(f"{clinic.visits:,} ({clinic.name})" for clinic in CLINICS)])
    return table(["what is assumed", "number"], rows)


def acts() -> str:
    """Of the middle clinic: those that depend on how many read along are largest there."""
    done: dict[str, tuple[Act, list[float]]] = {}
    for at, clinic in enumerate(CLINICS):
        for act, times in Month(clinic).done():
            shown, often = done.setdefault(act.name, (act, [0.0] * len(CLINICS)))
            often[at] += times
            if clinic is MIDDLE and act.reads > shown.reads:
                done[act.name] = act, often
    rows = [
        [act.name, *map(number, often), number(act.calls), number(act.reads), number(act.writes), f"`{act.source}`"]
        for act, often in done.values()
    ]
    head = ["act", *(clinic.name for clinic in CLINICS), "calls", "read units", "write units", "counted in"]
    return table(head, rows)


def month(clinic: Clinic) -> str:
    return of_lines(bill.lines(Month(clinic)))


def of_lines(lines: Sequence[bill.Line]) -> str:
    """Quantity times price, line by line, and their sum."""
    rows = [
        [f"{line.price.service}: {line.price.unit}", number(line.quantity), asked(line.price), dollars(line.dollars)]
        for line in lines
    ]
    rows.append(["**together**", "", "", f"**{dollars(bill.total(lines))}**"])
    return table(["what", "how much", "price", "USD"], rows)


def asked(price: Price) -> str:
    return f"{price.dollars:g}" + (f" for {price.of:,}" if price.of > 1 else "")


def switches() -> str:
    rows = []
    for title, choices in SWITCHES.items():
        changes = [change(clinic, choices) for clinic in CLINICS]
        if any(changes):
            rows.append([title, *(f"{each:+,.2f}" for each in changes)])
    return table(["what a clinic can switch", *(clinic.name for clinic in CLINICS)], rows)


def change(clinic: Clinic, choices: Choices) -> float:
    """Dollars more or less than with the defaults."""
    usual = Month(clinic)
    return bill.total(bill.lines(replace(usual, choices=choices))) - bill.total(bill.lines(usual))


def million() -> str:
    """A million texts between two people who are both there, and nothing else."""
    often, send, settle = prices.MILLION, counts.send(1, 2), counts.settle(1, 2)
    both = (send, settle)
    lines = [
        bill.Line(prices.REQUESTS, often),
        bill.Line(prices.CALLS, 2 * often),
        bill.Line(prices.SECONDS, often * sum(act.gigabyte_seconds for act in both)),
        bill.Line(prices.WRITES, often * sum(act.writes for act in both)),
        bill.Line(prices.READS, often * sum(act.reads for act in both)),
        bill.Line(prices.FRAMES, often * 5),
    ]
    return of_lines(lines)
