def preprocess(learned, unseen):
    """Texts become the numbers of their categories, and what is missing the median."""
    learned, unseen = learned.copy(), unseen.copy()
    for name in learned.columns:
        if not pd.api.types.is_numeric_dtype(learned[name]):
            known = {value: place for place, value in enumerate(sorted(learned[name].dropna().astype(str).unique()))}
            learned[name] = learned[name].astype(str).map(known)
            unseen[name] = unseen[name].astype(str).map(known)
        middle = learned[name].median()
        middle = 0 if np.isnan(middle) else middle
        learned[name], unseen[name] = learned[name].astype(float).fillna(middle), unseen[name].astype(float).fillna(middle)
    return learned, unseen
