"""The page on security names every safeguard of HIPAA, and only files that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text()
APPENDIX_A = {
    "164.308": """R (a)(1) Risk analysis. R (a)(1) Risk management. R (a)(1) Sanction policy.
        R (a)(1) Information system activity review. R (a)(2) Assigned security responsibility.
        A (a)(3) Authorization and/or supervision. A (a)(3) Workforce clearance procedure.
        A (a)(3) Termination procedures. R (a)(4) Isolating health care clearinghouse functions.
        A (a)(4) Access authorization. A (a)(4) Access establishment and modification. A (a)(5) Security reminders.
        A (a)(5) Protection from malicious software. A (a)(5) Log-in monitoring. A (a)(5) Password management.
        R (a)(6) Response and reporting. R (a)(7) Data backup plan. R (a)(7) Disaster recovery plan.
        R (a)(7) Emergency mode operation plan. A (a)(7) Testing and revision procedures.
        A (a)(7) Applications and data criticality analysis. R (a)(8) Evaluation.
        R (b)(1) Written contract or other arrangement""",
    "164.310": """A (a)(1) Contingency operations. A (a)(1) Facility security plan.
        A (a)(1) Access control and validation procedures. A (a)(1) Maintenance records. R (b) Workstation use.
        R (c) Workstation security. R (d)(1) Disposal. R (d)(1) Media re-use. A (d)(1) Accountability.
        A (d)(1) Data backup and storage""",
    "164.312": """R (a)(1) Unique user identification. R (a)(1) Emergency access procedure. A (a)(1) Automatic logoff.
        A (a)(1) Encryption and decryption. R (b) Audit controls.
        A (c)(1) Mechanism to authenticate electronic protected health information.
        R (d) Person or entity authentication. A (e)(1) Integrity controls. A (e)(1) Encryption""",
    "164.314": """R (a)(2)(i) Business associate contracts. R (a)(2)(ii) Other arrangements.
        R (a)(2)(iii) Business associate contracts with subcontractors.
        R (b)(1) Requirements for group health plans""",
    "164.316": """R (a) Policies and procedures. R (b)(1) Time limit. R (b)(1) Availability. R (b)(1) Updates""",
}
"""By section: required or addressable, where in it, and its name."""


def part(heading: str) -> str:
    """What stands under a heading, up to the next of any kind."""
    return re.split(r"^#+ ", TEXT.partition(f"{heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("section", APPENDIX_A)
def test_every_safeguard_has_its_row_and_says_where_it_is(section: str) -> None:
    [heading] = re.findall(rf"^### .*, {section}$", TEXT, re.MULTILINE)
    rows = re.findall(r"^\| (\(.*?) \| ([RA]) \| (.+) \|$", part(heading), re.MULTILINE)
    wanted = [each.strip() for each in " ".join(APPENDIX_A[section].split()).split(". ")]

    assert [f"{kind} {name}" for name, kind, _where in rows] == wanted
    assert all(re.search(r"clinic|AWS|apply|theirs|`|\]\(", where) for _name, _kind, where in rows)


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:app\.py|[\w.-]+/)[\w./-]*)`", TEXT))
    files = {
        name for name in named if name.split("/")[0] in {"app.py", "chalicelib", "docs", "infra", "portal", "tests"}
    }
    assert len(files) > 50
    assert {name for name in files if not (ROOT / name).exists()} == set()


def test_every_threat_is_met_by_a_file_and_shown_by_a_test_or_on_aws() -> None:
    threats = TEXT.partition("## Threats and what stands against them")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (?!tries|---)(.+?) \| (.+?) \| (.+?) \| (.+?) \|$", threats, re.MULTILINE)
    assert len(rows) > 30
    for tried, _control, where, shown in rows:
        assert "`" in where, tried
        assert "tests/" in shown or "portal/test" in shown, tried
