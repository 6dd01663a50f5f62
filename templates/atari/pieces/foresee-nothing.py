def foresee(seen):
    return None
