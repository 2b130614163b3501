"""States: which moves a record may make, declared once.

`move` is the only place that assigns a state; an illegal one raises and changes nothing.
"""

from yui.kernel.states.machine import IllegalMove, Machine, Move, StateField, Stateful

__all__ = ["IllegalMove", "Machine", "Move", "StateField", "Stateful"]
