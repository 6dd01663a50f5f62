def select_action(seen, foreseen):
    return "NOOP"
