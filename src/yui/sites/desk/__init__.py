"""The desk: the staff home. What waits for me and my post, what we own, what has changed."""
