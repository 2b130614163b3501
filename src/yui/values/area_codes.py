"""市外局番: how many digits of a fixed-line number are its area code.

The digits alone decide it (番号計画), but not by a simple rule: 0422-22 is 武蔵野, 042-222 八王子, 04-2222 所沢.
The lists below hold the beginnings of numbers whose area code has two, three or five digits; every other assigned
beginning has four. `0254[01]` stands for 02540 and 02541. They are facts of the national numbering plan, derived
from the formatting rules of libphonenumber 9.0 (Apache-2.0) by asking it for every beginning, and they change about
once in a decade. What is not assigned is not guessed.
"""

import re

_TWO = """
    0[36] 0420 0429[0234569] 0470[019] 0471
"""

_THREE = """
    011 0154[018] 0155[017] 0177 0188 019[69] 022[127] 0223[01456789] 023[01269] 024[59] 0250[01] 025[123] 0254[01]
    0255[01234569] 0256[01] 0257[0156789] 0258[01] 025917 025999 0262 0264[016789] 027[1235] 0278[0189] 028[16]
    0283[0134] 0289[012345] 029[028] 02917 0293[0156789] 042[134567] 0422[01] 0428[01456] 0429[178] 043[0123457]
    04[45] 046[248] 047[2347] 0475[019] 0479[019] 048[123456789] 0492 0499[013579] 052 053[045] 0539[0123458]
    05396[456789] 05397[01235689] 054[012369] 055[29] 058[02389] 059[0123] 0598[019] 0599[019] 072[02346789] 0734
    07[58] 076[0249] 077[57] 079[23] 0794[0123459] 0795[01569] 0796[0167] 082[1258] 0824[01239] 0829[0169]
    08292[123456789] 08294[123] 0832 08360 0837[01789] 08376[678] 0838[01] 0839[012345789] 08396[0136] 0849 0851[01]
    086[0124] 08636[2345789] 0865[012389] 08655[23] 0866[01] 08669[178] 08672[23468] 08673[78] 0868[019] 0869[0145]
    08699[01456789] 087[0123468] 088[68] 089[019] 092[123456789] 093[123456789] 094[15] 095[138] 096[123] 097[156]
    098[189] 0991[01456789] 099[289] 099331 09934[357] 0994[0178]
"""

_FIVE = """
    01267 0137[247] 0139[278] 0145[67] 01466 01547 01558 01564 0158[67] 0163[245] 01648 0165[4568] 0499[2468] 05769
    05979[234569] 07468 0838[789] 08396[245789] 08477 0851[23456789] 09802 0991[23] 09969
"""

_NOT_ASSIGNED = """
    00 010 011[0149] 012[012789] 013[012] 014[01789] 015[019] 016[0189] 017[01] 018[019] 0190 02[01] 030 04[01]
    046[19] 049[01678] 05[01] 0560 057[019] 060 07[01] 073[0123] 0741 08[01] 083[01] 084[01234] 0850 088[12] 09[01]
    0960 0970 0990
"""

_LONGEST_BEGINNING = 6


def _spelled_out(shorthand: str) -> list[str]:
    """0254[01] → 02540, 02541."""
    words = (re.fullmatch(r"(\d+)(?:\[(\d+)\])?", word) for word in shorthand.split())
    return [match[1] + last for match in words if match for last in match[2] or [""]]


_LENGTHS = {
    beginning: length
    for length, shorthand in ((2, _TWO), (3, _THREE), (5, _FIVE), (None, _NOT_ASSIGNED))
    for beginning in _spelled_out(shorthand)
}


def area_code_length(digits: str) -> int | None:
    """The length of the area code of a ten-digit number, its first zero counted; None where nothing is assigned."""
    for length in range(_LONGEST_BEGINNING, 1, -1):
        if digits[:length] in _LENGTHS:
            return _LENGTHS[digits[:length]]
    return 4
