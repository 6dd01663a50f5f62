def ensemble_model(kind):
    from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

    return DecisionTreeClassifier(random_state=0) if kind == "classification" else DecisionTreeRegressor(random_state=0)
