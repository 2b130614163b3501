"""The portal: what residents, vendors and everybody else see first.

One search box over all that is public, a page for each field and each town, the public funnel.
"""
