"""What every room stands on: tenancy, identity, access, audit, events, jobs, files, states, web, api."""
