"""Tells one number of each row of a table: one function, and a wiring that stays as it is."""
import numpy as np
import pandas as pd


# hone: begin pipeline
def train_model(learned, truth, unseen, kind):
    """Makes both tables numbers alone, with the same columns: parts of a text column such as a cabin's deck, missing values, categories, scales.

    Names the columns that are worth keeping, and leaves out what only makes noise.

    Makes the model that is to be fitted: one, or several whose answers are put together.

    Fits the model, with what it takes against learning the rows by heart.

    Tells one number of each row: of a class how likely it is, of an amount how large.

    Takes the rows that are learned from, the truth of each, the other rows, and 'classification' or 'regression'; returns a number for each other row.
    """
    return np.zeros(len(unseen))
# hone: end


def filter_features(learned, unseen):
    """Leaves out the columns that have no value at all."""
    columns = [name for name in learned.columns if learned[name].notna().any()]
    return learned[columns].copy(), unseen[columns].copy()


def tell(kind, learned, truth, unseen):
    """The wiring."""
    learned, unseen = filter_features(learned, unseen)
    return train_model(learned, truth, unseen, kind)
