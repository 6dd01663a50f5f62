def foresee(seen):
    """Where the ball's line meets the player's, walls left out."""
    ball, player = seen["Ball"], seen["Player"]
    axis = "x" if "y" in player else "y"
    if ball["d" + axis] == 0:
        return {"x": ball["x"], "y": ball["y"]}
    target = player[axis] if axis in player else 190
    steps = (target - ball[axis]) / ball["d" + axis]
    return {"x": ball["x"] + steps * ball["dx"], "y": ball["y"] + steps * ball["dy"]}
