"""Rules of the standard that the schemas enforce (level 1)."""

from ketentoets.schemas.rules.header import HEEN
from ketentoets.schemas.rules.registry import schema_rule

schema_rule("CS015", *HEEN, op="Header/BerichtSubversie")
schema_rule("CS025", *HEEN, op="Header/BerichtVersie")
schema_rule("CS319", "323", op="Declaratie/DeclaratieNummer")
