def train_model(model, learned, truth):
    return model.fitt(learned, truth)
