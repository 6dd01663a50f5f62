def foresee(seen):
    """Where the ball is now."""
    return {"x": seen["Ball"]["x"], "y": seen["Ball"]["y"]}
