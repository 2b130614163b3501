"""Matching: from a need to those who can help, each with its reason, and on to an agreement of both sides.

Words: a *candidate* is something found for a need (a service, a case, another town's need; others may register); its
*parts* say how well it fits, its *reasons* say it in words. A coordinator *introduces* or declines it; both sides answer
an *introduction*; when both agreed it is a *match*. A *proposal* answers every essential requirement with evidence. A
*joint group* links alike needs of different towns and merges nothing. A *judgement* is what a coordinator chose.

Left to others: scores of texts (`engines.search`), doing it together (`projects`), what came of it (`casebook`).
"""
