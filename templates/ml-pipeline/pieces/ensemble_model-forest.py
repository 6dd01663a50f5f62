def ensemble_model(kind):
    from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor

    kinds = {"classification": RandomForestClassifier, "regression": RandomForestRegressor}
    return kinds[kind](n_estimators=100, min_samples_leaf=3, random_state=0)
