"""What the first visitor would wait for, done before there is one."""

from __future__ import annotations

import gc
import logging

from yui.kernel.web.rendering import the_environment
from yui.solving import finding

logger = logging.getLogger(__name__)


def warm_up() -> None:
    """Open dictionary, index and components. What stands then stays, so the collector need not look at it again.

    Without the last, every few hundred requests one waits for a look through all modules and words: a tenth of the
    time of a page in the mean. A server whose index cannot be opened starts all the same, and says so in its log.
    """
    the_environment().get_template("ui.html")
    try:
        finding.warm()
    except Exception:
        logger.exception("the search index could not be opened")
    gc.collect()
    gc.freeze()
