def foresee(seen):
    """Where the ball comes to the player's column, off the walls at 44 and 207."""
    ball, player = seen["Ball"], seen["Player"]
    if ball["dx"] <= 0 or ball["y"] == 0:
        return {"x": ball["x"], "y": 125}
    place = ball["y"] + (player["x"] - ball["x"]) / ball["dx"] * ball["dy"]
    low, high = 44, 207
    place = (place - low) % (2 * (high - low))
    return {"x": ball["x"], "y": low + min(place, 2 * (high - low) - place)}
