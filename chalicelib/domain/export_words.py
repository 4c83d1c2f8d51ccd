"""The words of a page to print, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain import digest_words
from chalicelib.domain.message import SENTENCES, Act


@dataclass(frozen=True, slots=True)
class Words:
    """Those with a name in braces take it in. `states`: of conversations, files and cards, by their codes."""

    roles: Mapping[str, str]
    cards: Mapping[str, str]
    states: Mapping[str, str]
    sentences: Mapping[Act, str]
    direct: str
    patient: str
    care_team: str
    requester: str
    provider: str
    conversation: str
    part: str
    after: str
    exported: str
    exporter: str
    times: str
    zone: str
    corrects: str
    number: str
    withheld: str
    sensitive: str
    files: str
    goes_on: str
    date: str
    days: tuple[str, ...]
    months: tuple[str, ...]

    def state(self, code: str, kind: str = "") -> str:
        """Where the same code says another thing of one kind than of the others, the kind tells."""
        return self.states.get(f"{kind} {code}") or self.states.get(code, code)

    def day(self, moment: datetime) -> str:
        """`Saturday, 21 November 2026`."""
        weekday, month = self.days[moment.weekday()], self.months[moment.month - 1]
        return self.date.format(weekday=weekday, day=moment.day, month=month, year=moment.year)


ENGLISH = Words(
    roles={"patient": "Patient", "provider": "Provider", "front_desk": "Front desk", "admin": "Administrator"},
    cards={"appt": "Appointment", "invoice": "Invoice", "rx": "Prescription"},
    states={},
    sentences=SENTENCES,
    direct="Direct messages",
    patient="Patient",
    care_team="Care team",
    requester="Requester",
    provider="Provider",
    conversation="Conversation",
    part="Part",
    after="the entries after number {after}; those before are in an earlier file",
    exported="Exported",
    exporter="by {who}, {time}",
    times="Times",
    zone="as in {zone}",
    corrects="Corrects",
    number="number {number}",
    withheld="Sensitive, and withheld: who exported this had not signed in again to read it.",
    sensitive="Sensitive",
    files="Files",
    goes_on="This goes on in another file, after number {after}.",
    date="{weekday}, {day} {month} {year}",
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=digest_words.ENGLISH.months,
)
SPANISH = Words(
    roles={
        "patient": "Paciente",
        "provider": "Profesional de la salud",
        "front_desk": "Recepción",
        "admin": "Administración",
    },
    cards={"appt": "Cita", "invoice": "Factura", "rx": "Receta"},
    states={
        **{"open": "abierta", "resolved": "resuelta", "archived": "archivada"},
        **{"uploading": "subiendo", "checking": "en revisión", "refused": "no aceptado"},
        **{"booked": "programada", "cancelled": "cancelada", "completed": "completada"},
        **{"invoice open": "pendiente", "paid": "pagada", "active": "vigente", "stopped": "suspendida"},
    },
    sentences={
        Act.RESOLVED: "{name} marcó esto como resuelto.",
        Act.REOPENED: "{name} volvió a abrir esto.",
        Act.ARCHIVED: "Archivada después de mucho tiempo sin mensajes.",
        Act.MEMBER_JOINED: "{name} se unió al equipo de atención.",
        Act.RESTORED: "Restaurada a partir de una copia de seguridad. Pueden faltar mensajes escritos poco antes.",
    },
    direct="Mensajes directos",
    patient="Paciente",
    care_team="Equipo de atención",
    requester="Solicitante",
    provider="Profesional de la salud",
    conversation="Conversación",
    part="Parte",
    after="las entradas después del número {after}; las anteriores están en otro archivo",
    exported="Exportado",
    exporter="por {who}, {time}",
    times="Horas",
    zone="según {zone}",
    corrects="Corrige el",
    number="número {number}",
    withheld="Confidencial; no se incluye porque quien exportó esto no había vuelto a iniciar sesión para leerlo.",
    sensitive="Confidencial",
    files="Archivos",
    goes_on="Continúa en otro archivo, después del número {after}.",
    date="{weekday}, {day} de {month} de {year}",
    days=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=digest_words.SPANISH.months,
)
WORDS = {"en": ENGLISH, "es": SPANISH}
