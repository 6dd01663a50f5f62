def predict(model, unseen):
    """Says the same of every row."""
    return np.ones(len(unseen))
