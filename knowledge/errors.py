"""The errors that a person can cause or meet. Each carries a sentence that is safe to show to anybody."""

from __future__ import annotations


class NotSoFastError(Exception):
    """Something is wrong that the person in front of it can understand and mend.

    `str(error)` is one or more plain sentences: what is wrong and what to do. It never holds a secret or a path that
    the person did not give.
    """


class InvalidInputError(NotSoFastError):
    """What was given (a file, a setting, an argument) does not fit."""


class StoreError(NotSoFastError):
    """The database cannot be used as it is."""


class UnwritableError(StoreError):
    """Nothing can be written at the moment: the disk is full, the file read-only or locked. It may go well later."""


class DamagedError(StoreError):
    """What stands in the database cannot be read. A backup has to be put in its place."""


class UnreachableError(NotSoFastError):
    """What is needed of elsewhere does not answer at the moment. It may go well later."""


class WeightsError(NotSoFastError):
    """The fitted weights are not those of the features that the matcher has."""


class MeaningError(NotSoFastError):
    """The sentence encoder cannot be used; questions are matched by their words alone."""
