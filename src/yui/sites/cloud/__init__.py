"""The cloud: the operators' pages. Health, jobs, tenants; the book of the installation is the audit's own page."""
