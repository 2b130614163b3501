"""Personal data taken out of texts that are not meant for it, such as the lines of a log."""

import re
from typing import Final

MAIL: Final = "［メール］"
PHONE: Final = "［電話］"

# Bounded repetitions: the text may be long and hostile.
_MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}(?:@|＠|%40)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_DIGIT = "[0-9０-９]"
_BREAK = "[-－ー‐–—−(（)） 　]"
_ALONE = "[A-Za-z0-9_.:/-]"  # a number within a name, a time or a path is none of a telephone
_FIRST = rf"(?:\+81{_BREAK}?|[(（]?[0０]){_DIGIT}{{1,4}}"
_PHONE = re.compile(rf"(?<!{_ALONE}){_FIRST}{_BREAK}{{0,2}}{_DIGIT}{{1,4}}{_BREAK}?{_DIGIT}{{3,4}}(?!{_ALONE})")


def masked(text: str) -> str:
    """The text with every mail address and every Japanese telephone number replaced by a word for it.

    It takes out too much rather than too little: a number that only looks like a telephone number goes too.
    """
    return _PHONE.sub(PHONE, _MAIL.sub(MAIL, text))
