def preprocess(learned, unseen):
    """Texts of few values become a column each, parts of texts with slashes are taken apart, and what is missing is the median."""
    both = pd.concat([learned, unseen], ignore_index=True)
    for name in list(both.columns):
        if pd.api.types.is_numeric_dtype(both[name]) and both[name].dtype != bool:
            continue
        texts = both[name].astype(str)
        if texts.str.count("/").median() > 0:
            parts = texts.str.split("/", expand=True)
            for place in range(parts.shape[1]):
                both[f"{name} {place}"] = parts[place]
            both = both.drop(columns=name)
    for name in list(both.columns):
        if pd.api.types.is_numeric_dtype(both[name]) and both[name].dtype != bool:
            both[name] = both[name].astype(float).fillna(both[name].iloc[: len(learned)].median())
        elif both[name].nunique() <= 30:
            both = pd.concat([both.drop(columns=name), pd.get_dummies(both[name].astype(str), prefix=name).astype(float)], axis=1)
        else:
            numbers = pd.to_numeric(both[name], errors="coerce")
            both[name] = numbers.fillna(numbers.median()).fillna(0)
    return both.iloc[: len(learned)].reset_index(drop=True), both.iloc[len(learned) :].reset_index(drop=True)
