"""The wing of the first loop: trouble → need → candidates → introduction → project → measured outcome → case."""
