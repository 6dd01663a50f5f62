def train_model(model, learned, truth):
    return model.fit(learned, truth)
