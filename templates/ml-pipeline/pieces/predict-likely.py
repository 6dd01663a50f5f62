def predict(model, unseen):
    if hasattr(model, "predict_proba"):
        return model.predict_proba(unseen)[:, 1]
    return model.predict(unseen)
