"""Plays: says which action to take where this and that is seen. Nothing is kept from one step to the next."""


# hone: begin foresee
def foresee(seen):
    """Tells where something will be when it matters, such as where a ball will come down.

    Takes what is seen, and returns whatever select_action can use.
    """
    return None
# hone: end


# hone: begin select_action
def select_action(seen, foreseen):
    """Chooses the action, by its name.

    Takes what is seen and what was foreseen.
    """
    return "NOOP"
# hone: end


def act(seen):
    """The wiring."""
    return select_action(seen, foresee(seen))
