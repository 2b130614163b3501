"""Projects (取組): a need is being met; what was planned, what it costs, what it changed.

Words: a *project* belongs to a town; its *milestones* have a planned and a real date; an *indicator* has a baseline, a
target and *measurements*; a *cost line* holds plan and spending of a quarter; a *partner* is an organisation or a plain
name with a role; the *hand-over* list says what the town can do alone (地域自立); an *early warning* is trouble told
before it grows; one year after adoption the town says whether the thing is *still in use* (R6.8).

Left to others: why the project came about (needs, matching), telling it to other towns (casebook), how change is judged
(`yui.solving.outcomes`).
"""
