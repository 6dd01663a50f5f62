def select_action(seen, foreseen):
    """Follows what was foreseen up and down: RIGHT is up in Pong."""
    if not foreseen or abs(foreseen["y"] - seen["Player"]["y"]) < 6:
        return "NOOP"
    return "LEFT" if foreseen["y"] > seen["Player"]["y"] else "RIGHT"
