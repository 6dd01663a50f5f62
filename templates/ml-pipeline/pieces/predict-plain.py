def predict(model, unseen):
    return model.predict(unseen)
