"""Why the operating system would not do something, in the language of the reader."""

import errno
import socket

from ketentoets.core.taal import _


def waarom(error: BaseException) -> str:
    """The reason of an `OSError`, or of the one that caused this ('bestaat niet'); else its own words."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, OSError):
        cause = cause.__cause__ or cause.__context__
    known = {
        errno.ENOENT: _("bestaat niet"),
        errno.EACCES: _("geen toegang"),
        errno.EPERM: _("niet toegestaan"),
        errno.EISDIR: _("is een map"),
        errno.ENOTDIR: _("een deel van het pad is geen map"),
        errno.EEXIST: _("bestaat al"),
        errno.ENOSPC: _("de schijf is vol"),
        errno.EROFS: _("alleen te lezen"),
        errno.ENAMETOOLONG: _("de naam is te lang"),
        errno.EADDRINUSE: _("het adres is al in gebruik"),
        errno.EADDRNOTAVAIL: _("dit adres is niet van deze machine"),
        errno.ECONNREFUSED: _("de verbinding is geweigerd"),
        socket.EAI_NONAME: _("deze naam is nergens bekend"),
    }
    reason = (known.get(cause.errno or 0) or cause.strerror) if cause is not None else ""
    return reason or str(error)
