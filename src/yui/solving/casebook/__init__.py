"""Casebook (事例): what one town did, told so that the next can do it, with what did not work.

Words: a *case* has the parts of 事例 in GIF 451-3 (problem, purpose, what was done, result, constraints, upkeep, spread,
contact) and more of our own: cost, the hours it took, what did not work, advice. A second person reviews it before it is
*published*. A change of a published case is a *revision*: readers keep the old text until the new one is reviewed, and
every *version* is kept. A case taken back leaves a *tombstone*. 「うちでもやりたい」 is a *following*: a need of one's own
town, begun from the case.

Left to others: how it was measured (projects), the need that follows (needs), who finds it (finding, matching).
"""
