"""When people write: patients between waking and sleeping, staff while the clinic is open, and somebody just now."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from infra.demo.stories import PATIENT, Said

YEAR_AND_A_HALF = timedelta(days=530)
RECENT = timedelta(days=5)
"""Whatever is older is moved to believable hours; what is newer stays, so that there is news at any hour."""
JUST_NOW = (7, 13, 26, 41, 58, 84, 117, 155, 201, 260, 328, 405, 497, 612, 748, 905, 1090, 1290)
"""The latest activity of the newest conversations, in minutes before now."""


def last_moments(now: datetime, count: int) -> list[datetime]:
    """When each of that many conversations was last active, newest first: close together now, sparse long ago."""
    newest = [now - timedelta(minutes=minutes, seconds=minutes * 37 % 60) for minutes in JUST_NOW[:count]]
    yesterday, rest = now - timedelta(days=1), count - len(newest)
    return newest + [yesterday - YEAR_AND_A_HALF * ((number + 1) / rest) ** 2.2 for number in range(rest)]


def of_lines(
    chance: Random, lines: Sequence[Said], last: datetime, days: float, now: datetime, zone: ZoneInfo
) -> list[datetime]:
    """A moment for each line, the last one (about) at `last`; `days` pass on average before what is said later."""
    found = [last]
    for earlier, later in zip(reversed(lines[:-1]), reversed(lines[1:]), strict=True):
        found.append(found[-1] - pause(chance, earlier, later, days))
    return plausible(chance, lines, found[::-1], now, zone)


def pause(chance: Random, earlier: Said, later: Said, days: float) -> timedelta:
    """How long after one line the next is said; the same voice again has waited for something to happen."""
    if later.is_correction:
        return timedelta(seconds=chance.randint(70, 200))
    if later.is_later:
        return timedelta(days=days * chance.uniform(0.5, 1.5))
    if earlier.voice == later.voice:
        return timedelta(minutes=chance.randint(240, 2600))
    return timedelta(minutes=chance.triangular(4, 420, 18), seconds=chance.randint(0, 59))


def plausible(
    chance: Random, lines: Sequence[Said], moments: Sequence[datetime], now: datetime, zone: ZoneInfo
) -> list[datetime]:
    """The same order, with old moments moved to hours in which that voice writes."""
    found: list[datetime] = []
    for number, (line, moment) in enumerate(zip(lines, moments, strict=True)):
        meant = moment - moments[number - 1] if number else timedelta()
        is_old = moment < now - RECENT and not line.is_correction
        soonest = min(meant, timedelta(hours=6)) if is_old else timedelta(seconds=chance.randint(70, 200))
        possible = max(moment, found[-1] + soonest) if found else moment
        found.append(waking(chance, line, possible, zone) if possible < now - RECENT else possible)
    return found


def waking(chance: Random, line: Said, moment: datetime, zone: ZoneInfo) -> datetime:
    """That moment, or the next morning on which this voice writes."""
    local, is_staff = moment.astimezone(zone), line.voice != PATIENT
    opens, closes = (
        (time(8), time(17, 45)) if is_staff else (time(6, 30), time(8, 50) if line.is_morning else time(22, 30))
    )
    is_weekend = is_staff and local.weekday() > 4
    if opens <= local.time() <= closes and not is_weekend:
        return moment
    day = local.date() + timedelta(days=local.time() > closes)
    while is_staff and day.weekday() > 4:
        day += timedelta(days=1)
    morning = datetime.combine(day, opens, zone) + timedelta(minutes=chance.randint(2, 110))
    return morning.astimezone(moment.tzinfo)
