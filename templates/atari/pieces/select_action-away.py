def select_action(seen, foreseen):
    """Goes where the ball is not."""
    return "RIGHT" if seen["Ball"]["y"] > seen["Player"]["y"] else "LEFT"
