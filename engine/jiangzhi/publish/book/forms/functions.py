"""Functions whose spreadsheet namesakes mean something else, or need clean arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final, assert_never

from jiangzhi.formula.types.intervals import point_of
from jiangzhi.formula.types.types import NUMBER
from jiangzhi.formula.typing.digits import MOST_PLACES, ROUNDING, unit_of
from jiangzhi.publish.book.form import (
    Bind,
    Form,
    cell_denominator,
    cleaned,
    per_cell,
    power_text,
    whole_multiple,
)
from jiangzhi.publish.book.forms.arithmetic import divide
from jiangzhi.publish.book.forms.combine import combined
from jiangzhi.publish.book.forms.rounding import multiples, rounded
from jiangzhi.publish.book.site import Site
from jiangzhi.rounding import Mode

#: Beyond so many decimals a double times a power of ten is noise.
PLACES_OF_NOISE: Final = 6

Special = Callable[[tuple[Form, ...], Form, Site], Form]


def _picked(name: str) -> Special:
    def special(args: tuple[Form, ...], form: Form, site: Site) -> Form:
        text = f"{name}({','.join(arg.text for arg in args)})"
        return replace(
            form,
            text=text,
            clean=all(arg.clean for arg in args),
            signed=all(arg.signed for arg in args),
        )

    return special


def _every(args: tuple[Form, ...], form: Form, site: Site) -> Form:
    plain = f"AND({','.join(arg.text for arg in args)})"
    if site.cautious:
        possible = ",".join(f"IFERROR({arg.text},TRUE)" for arg in args)
        plain = f"IF(AND({possible}),{plain},FALSE)"
    return replace(form, text=plain, clean=True, signed=True)


def _any(args: tuple[Form, ...], form: Form, site: Site) -> Form:
    plain = f"OR({','.join(arg.text for arg in args)})"
    if site.cautious:
        certain = ",".join(f"IFERROR({arg.text},FALSE)" for arg in args)
        plain = f"IF(OR({certain}),TRUE,{plain})"
    return replace(form, text=plain, clean=True, signed=True)


def _if(args: tuple[Form, ...], form: Form, site: Site) -> Form:
    condition, then, otherwise = args
    return replace(
        form,
        text=f"IF({condition.text},{then.text},{otherwise.text})",
        clean=then.clean and otherwise.clean,
        signed=then.signed and otherwise.signed,
    )


def _ifs(args: tuple[Form, ...], form: Form, site: Site) -> Form:
    text = args[-1].text
    for condition, value in reversed(list(zip(args[:-2:2], args[1:-2:2], strict=True))):
        text = f"IF({condition.text},{value.text},{text})"
    values = args[1::2]
    return replace(
        form,
        text=text,
        clean=all(value.clean for value in values),
        signed=all(value.signed for value in values),
    )


def _is_blank(args: tuple[Form, ...], form: Form, site: Site) -> Form:
    return replace(form, text=f"ISNA({args[0].text})", clean=True, signed=True)


def _instead(test: str) -> Special:
    def special(args: tuple[Form, ...], form: Form, site: Site) -> Form:
        value, other = args
        return replace(
            form,
            text=f"IF({test}({value.text}),{other.text},{value.text})",
            clean=value.clean and other.clean,
            signed=value.signed and other.signed,
        )

    return special


def _round(mode: Mode) -> Special:
    def special(args: tuple[Form, ...], form: Form, site: Site) -> Form:
        places = point_of(args[1].bounds)
        unit = None if places is None else unit_of(places, args[0].type)
        if unit is not None:
            return rounded(args[0], unit=unit / per_cell(args[0].type), mode=mode)
        return replace(form, text=_to_places_of_a_cell(args, mode), clean=False, signed=False)

    return special


def _to_places_of_a_cell(args: tuple[Form, ...], mode: Mode) -> str:
    """Rounded to places that only the cell knows; an error where there are none such."""
    value, places = cleaned(args[0]).text, cleaned(args[1]).text
    whole = f"ROUND(({value})*10^({places}),{PLACES_OF_NOISE})"
    match mode:
        case Mode.HALF_AWAY:
            found = f"ROUND({value},{places})"
        case Mode.HALF_EVEN:
            down = f"INT({whole})"
            even = f"IF({whole}-{down}=1/2,{down}+MOD({down},2),ROUND({whole},0))"
            found = f"{even}/10^({places})"
        case Mode.TOWARD_ZERO:
            found = f"SIGN({value})*INT(ABS({whole}))/10^({places})"
        case Mode.AWAY_FROM_ZERO:
            found = f"SIGN({value})*ABS(INT(-ABS({whole})))/10^({places})"
        case _:
            assert_never(mode)
    allowed = f"AND({places}=INT({places}),ABS({places})<={MOST_PLACES})"
    return f"IF({allowed},{found},({value})/0)"


def _floor(args: tuple[Form, ...], form: Form, site: Site) -> Form:
    inner = cleaned(args[0])
    return replace(form, text=f"INT({inner.text})", clean=True, signed=True)


def _modulo(args: tuple[Form, ...], form: Form, site: Site) -> Form:
    scale = cell_denominator(form)
    if scale is not None:
        whole = [whole_multiple(arg, scale) for arg in args]
        if None not in whole:
            below = "" if scale == 1 else f"/{power_text(scale)}"
            text = f"MOD({whole[0]},{whole[1]}){below}"
            return replace(form, text=text, bind=Bind.MULTIPLY, clean=True, signed=True)
    return replace(form, text=f"MOD({args[0].text},{args[1].text})")


def _whole_steps(args: tuple[Form, ...], form: Form, site: Site) -> Form:
    quotient = divide(args[0], args[1], combined("divide", args, NUMBER))
    text = multiples(quotient, unit=Fraction(1), mode=Mode.TOWARD_ZERO)
    return replace(form, text=text, bind=Bind.MULTIPLY, clean=True, signed=True)


def _sign(args: tuple[Form, ...], form: Form, site: Site) -> Form:
    inner = args[0] if args[0].signed else cleaned(args[0])
    return replace(form, text=f"SIGN({inner.text})", clean=True, signed=True)


SPECIAL: Final[Mapping[str, Special]] = {
    "MIN": _picked("MIN"),
    "MAX": _picked("MAX"),
    "ABS": _picked("ABS"),
    "NOT": _picked("NOT"),
    "AND": _every,
    "OR": _any,
    "IF": _if,
    "IFS": _ifs,
    "ISBLANK": _is_blank,
    "IFBLANK": _instead("ISNA"),
    "IFERROR": _instead("ISERR"),
    **{name: _round(mode) for name, mode in ROUNDING.items()},
    "INT": _floor,
    "MOD": _modulo,
    "每满": _whole_steps,
    "SIGN": _sign,
}
