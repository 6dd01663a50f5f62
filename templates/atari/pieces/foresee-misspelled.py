def foresee(seen):
    return {"x": seen["Bal"]["x"], "y": seen["Bal"]["y"]}
