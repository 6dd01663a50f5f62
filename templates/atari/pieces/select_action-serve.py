def select_action(seen, foreseen):
    """Follows the ball, and asks for a new one."""
    if seen["Ball"]["y"] == 0:
        return "FIRE"
    if not foreseen:
        return "NOOP"
    axis = "y" if "y" in seen["Player"] else "x"
    away = foreseen[axis] - seen["Player"][axis]
    if abs(away) < 4:
        return "NOOP"
    return ("LEFT" if axis == "y" else "RIGHT") if away > 0 else ("RIGHT" if axis == "y" else "LEFT")
