"""TLS towards a system: own CA, client certificate, and what went wrong in words a reader can act on."""

import ssl
from pathlib import Path

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _

_UITLEG = {
    9: _("het certificaat van de server is nog niet geldig; controleer de datum hier en in het certificaat"),
    10: _("het certificaat van de server is verlopen; vernieuw het"),
    18: _("de server heeft een zelfgetekend certificaat; geef het op met --ca BESTAND als u het vertrouwt"),
    19: _("de keten eindigt bij een eigen CA die hier niet bekend is; geef haar op met --ca BESTAND"),
    20: _("de CA van de server is hier niet bekend; geef haar op met --ca BESTAND"),
    21: _("de server stuurt een onvolledige keten; laat hem de tussenliggende certificaten meesturen"),
    62: _("het certificaat is niet voor deze naam; gebruik het adres dat in het certificaat staat"),
    64: _("het certificaat is niet voor dit IP-adres; gebruik de naam die in het certificaat staat"),
}
"""By the verification code of OpenSSL."""
_ALARMEN = {
    "CERTIFICATE_REQUIRED": _("de server vraagt een clientcertificaat; geef --certificaat en --sleutel op"),
    "HANDSHAKE_FAILURE": _("de server wil zo geen verbinding; vraagt hij een clientcertificaat (--certificaat)?"),
    "UNKNOWN_CA": _("de server kent de CA van uw clientcertificaat niet; laat haar daar toevoegen"),
    "BAD_CERTIFICATE": _("de server vindt uw clientcertificaat niet goed; controleer --certificaat en --sleutel"),
    "CERTIFICATE_EXPIRED": _("uw clientcertificaat is verlopen; vraag een nieuw aan"),
    "CERTIFICATE_UNKNOWN": _("de server vertrouwt uw clientcertificaat niet; controleer --certificaat"),
    "WRONG_VERSION_NUMBER": _("op dit adres antwoordt geen TLS; is het http:// in plaats van https://?"),
    "UNSUPPORTED_PROTOCOL": _("de server spreekt alleen een verouderde versie van TLS; zet daar 1.2 of 1.3 aan"),
    "PROTOCOL_VERSION": _("de server spreekt een andere versie van TLS; zet daar 1.2 of 1.3 aan"),
}


def context(ca: Path | None, certificaat: Path | None, sleutel: Path | None, wachtwoord: str = "") -> ssl.SSLContext:
    """What the harness trusts and shows as a client; raises `ConfigurationError` that names the file."""
    try:
        made = ssl.create_default_context(cafile=str(ca) if ca else None)
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            _("Kan de CA uit {path} niet lezen ({reden}). Geef een PEM-bestand met CA-certificaten.",
              path=ca, reden=_reden(error))
        ) from error  # fmt: skip
    if certificaat is not None:
        laad_sleutel(made, certificaat, sleutel, wachtwoord)
    return made


def laad_sleutel(made: ssl.SSLContext, certificaat: Path, sleutel: Path | None, wachtwoord: str = "") -> None:
    """Show this certificate; the password of the key is never asked for on the terminal."""
    try:
        made.load_cert_chain(certificaat, sleutel, password=lambda: wachtwoord)
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            _(
                "Kan certificaat {path} niet gebruiken ({reden}). Nodig is een PEM-bestand met het certificaat, met"
                " --sleutel de sleutel die erbij hoort, en KETENTOETS_SLEUTEL_WACHTWOORD als die versleuteld is.",
                path=certificaat,
                reden=_reden(error),
            )
        ) from error


def uitleg(error: BaseException | None) -> str:
    """What is wrong with the certificates, and what to do; '' when it is about something else."""
    seen = 0
    while error is not None and seen < 10:  # noqa: PLR2004 - a chain of causes is never longer
        if isinstance(error, ssl.SSLCertVerificationError):
            return _UITLEG.get(error.verify_code, _("het certificaat van de server klopt niet")) + f" ({_reden(error)})"
        if isinstance(error, ssl.SSLError):
            return next((text for name, text in _ALARMEN.items() if name in _naam(error)), "")
        error, seen = error.__cause__ or error.__context__, seen + 1
    return ""


def _naam(error: ssl.SSLError) -> str:
    return f"{error.reason or ''} {error}".upper().replace(" ", "_")


def _reden(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    if isinstance(error, ssl.SSLError):
        return error.reason or _("geen goed PEM-bestand")
    return waarom(error)
