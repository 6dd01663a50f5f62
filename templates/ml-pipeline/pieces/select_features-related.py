def select_features(learned, truth):
    """The half of the columns that goes with the truth most."""
    strength = {name: abs(np.corrcoef(learned[name], truth)[0, 1]) for name in learned.columns if learned[name].std() > 0}
    return sorted(strength, key=strength.get, reverse=True)[: max(1, (len(strength) + 1) // 2)]
