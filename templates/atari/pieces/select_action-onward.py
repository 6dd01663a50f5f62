def select_action(seen, foreseen):
    """Always on: the whole of Freeway, and no action of Pong."""
    return "UP"
