"""What `./yui` does before the product itself can start: set up, then run, test or check.

It runs on a bare Python, so everything here is the standard library alone and nothing of the rest of
Yui is imported; `./yui` hands any other word over to `yui.cli` inside the environment made here.
"""
