def train_model(learned, truth, unseen, kind):
    # draw: preprocess

    # draw: select_features

    # draw: ensemble_model

    # draw: train_model

    # draw: predict

    learned, unseen = preprocess(learned, unseen)
    columns = select_features(learned, truth)
    model = train_model(ensemble_model(kind), learned[columns], truth)
    return predict(model, unseen[columns])
