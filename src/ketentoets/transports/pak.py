"""A zip with one XML message in it, read with suspicion: size, number, names and encryption."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as zlib_error

from ketentoets.core.errors import SutContractError
from ketentoets.core.message import MAX_BYTES
from ketentoets.core.taal import _

_VERSLEUTELD = 0x1
MAX_DELEN = 32


def pak_uit(inhoud: bytes) -> bytes:
    """The one XML file of a zip; raises `SutContractError` that says what is wrong."""
    try:
        with ZipFile(BytesIO(inhoud)) as zipped:
            return _lees(zipped, _enige(zipped.infolist()))
    except (BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib_error) as error:
        raise SutContractError(_("het zipbestand is niet te lezen ({reden})", reden=error)) from error


def pak_in(naam: str, xml: bytes) -> bytes:
    """A zip with this one message; the same message gives the same bytes."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr(ZipInfo(naam), xml, ZIP_DEFLATED)
    return buffer.getvalue()


def _enige(delen: list[ZipInfo]) -> ZipInfo:
    files = [deel for deel in delen[: MAX_DELEN + 1] if not deel.is_dir()]
    if len(files) != 1 or not files[0].filename.casefold().endswith(".xml"):
        raise SutContractError(
            _("in het zipbestand hoort precies één .xml te zitten; het bevat {n} bestand(en)", n=len(files))
        )
    if files[0].flag_bits & _VERSLEUTELD:
        raise SutContractError(_("het zipbestand is met een wachtwoord beveiligd"))
    if files[0].compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise SutContractError(_("het zipbestand is ingepakt op een manier die hier niet wordt gelezen (wel: deflate)"))
    return files[0]


def _lees(zipped: ZipFile, deel: ZipInfo) -> bytes:
    with zipped.open(deel) as file:
        xml = file.read(MAX_BYTES + 1)
    if len(xml) > MAX_BYTES:
        raise SutContractError(_("het bericht in het zipbestand is groter dan 25 MB (OP179)"))
    return xml
