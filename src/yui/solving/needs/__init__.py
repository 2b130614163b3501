"""Needs: what troubles people, and what a local government wants solved.

Words: a *trouble* is what a resident tells in their own words; officials answer it and *gather* several into a *need*,
which a post of the government owns. A second person confirms a need before it is public. *Echo* is 「うちも困っている」
of residents and of other towns; a *question* is asked anonymously and answered for all. A need that nobody has
confirmed for 90 days is *stale*, after 180 days *hidden* from the usual lists.

Left to others: who could solve it (`matching`), doing it (`projects`), telling it on (`casebook`), finding alike ones
(`finding`).
"""
