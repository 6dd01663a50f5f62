def preprocess(learned, unseen):
    """Only what is a number already is kept."""
    columns = learned.select_dtypes("number").columns
    return learned[columns].fillna(0), unseen[columns].fillna(0)
