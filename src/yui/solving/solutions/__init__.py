"""Solutions: what vendors, NPOs and groups offer, said so that a town can compare and leave again.

Words: a *service* belongs to its supplier, who alone writes it; an *adoption* names a government that uses it; the *exit*
says in which formats data come out at the end of a contract. A service its supplier has not confirmed for a year is
*stale*: shown as such, and behind the others.

Left to others: which need a service may answer (`matching`), finding by words (`finding`).
"""
