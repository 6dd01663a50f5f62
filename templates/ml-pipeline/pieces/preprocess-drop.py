def preprocess(learned, unseen):
    """Rows with a missing value are left out: which leaves fewer rows than truths."""
    return learned.dropna(), unseen.dropna()
