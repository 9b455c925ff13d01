"""Characters that look like another: what text copied from a PDF or an old system holds."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Radicals of their own code with no compatibility form, and the characters they look like
#: (Unicode, EquivalentUnifiedIdeograph).
_RADICALS: Final = str.maketrans(
    "⺁⺄⺅⺆⺇⺈⺉⺊⺋⺌⺎⺐⺑⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺠⺡⺢⺣⺤⺥⺦⺨⺩⺪⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
    "厂乙亻冂几刀刂卜㔾小兀尣尢巳幺彑忄㣺扌攵旡月歺民氵氺灬爫爫丬犭王疋示礻竹糸纟罒罒罒罒罒羊羊羊耂肀聿月臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶邑钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜龟",
)
#: Kangxi radicals, compatibility ideographs, other middle dots.
_ALIKE: Final = re.compile(
    "[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f\u2022\u2027\u30fb\uff65\u2219\u22c5]"
)
_DOTS: Final = frozenset("\u2022\u2027\u30fb\uff65\u2219\u22c5")


def usual(text: str) -> str:
    """The text with the ordinary character for each that looks the same."""
    return _ALIKE.sub(lambda match: _of(match.group()), text)


def _of(char: str) -> str:
    if char in _DOTS:
        return "·"
    return unicodedata.normalize("NFKC", char).translate(_RADICALS)
