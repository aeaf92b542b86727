"""Amounts in integer eurocents, rounded half up once, at the end. Never a float."""

from fractions import Fraction


def round_half_up(value: Fraction) -> int:
    """Round an exact value to the nearest integer, halves away from zero."""
    sign = -1 if value < 0 else 1
    return sign * int((2 * abs(value) + 1) // 2)


def euro(eurocents: int) -> str:
    """Write eurocents the Dutch way: 128095 -> '€ 1.280,95'."""
    sign = "-" if eurocents < 0 else ""
    whole, cents = divmod(abs(eurocents), 100)
    return f"{sign}€ {whole:,}".replace(",", ".") + f",{cents:02d}"
