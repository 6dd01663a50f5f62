"""Tells one number of each row of a table: five functions, and a wiring that stays as it is."""
import numpy as np
import pandas as pd


# hone: begin preprocess
def preprocess(learned, unseen):
    """Makes both tables numbers alone, with the same columns: parts of a text column such as a cabin's deck, missing values, categories, scales.

    Takes and returns two tables of the same columns, the rows that are learned from and the others.
    """
    return learned, unseen
# hone: end


# hone: begin select_features
def select_features(learned, truth):
    """Names the columns that are worth keeping, and leaves out what only makes noise.

    Takes the table of numbers and the truth of its rows, and returns a list of its columns.
    """
    return list(learned.columns)
# hone: end


# hone: begin ensemble_model
def ensemble_model(kind):
    """Makes the model that is to be fitted: one, or several whose answers are put together.

    Takes 'classification' or 'regression', and returns an object with fit and predict, or None.
    """
    return None
# hone: end


# hone: begin train_model
def train_model(model, learned, truth):
    """Fits the model, with what it takes against learning the rows by heart.

    Takes the model, the table of numbers and the truth of its rows, and returns the fitted model.
    """
    return model
# hone: end


# hone: begin predict
def predict(model, unseen):
    """Tells one number of each row: of a class how likely it is, of an amount how large.

    Takes the fitted model and a table of numbers, and returns as many numbers as it has rows.
    """
    return np.zeros(len(unseen))
# hone: end


def filter_features(learned, unseen):
    """Leaves out the columns that have no value at all."""
    columns = [name for name in learned.columns if learned[name].notna().any()]
    return learned[columns].copy(), unseen[columns].copy()


def tell(kind, learned, truth, unseen):
    """The wiring."""
    learned, unseen = preprocess(*filter_features(learned, unseen))
    columns = select_features(learned, truth)
    model = train_model(ensemble_model(kind), learned[columns], truth)
    return predict(model, unseen[columns])
