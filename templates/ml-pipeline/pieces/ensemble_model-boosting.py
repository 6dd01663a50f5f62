def ensemble_model(kind):
    from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor

    kinds = {"classification": GradientBoostingClassifier, "regression": GradientBoostingRegressor}
    return kinds[kind](n_estimators=120, max_depth=4, subsample=0.8, random_state=0)
