"""A fingerprint of an encoder, to check that it is the one that the weights were fitted with.

Weights say how sure a cosine makes an answer. A different encoder under the same name (in a wrong folder, say) has
different cosines, and would be trusted all the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge.errors import MeaningError, WeightsError
from knowledge.matching.ranking.weights import default_meant_model, shipped_meant_model, shipped_sample

if TYPE_CHECKING:
    from knowledge.meaning.encoder import Encoder

# How far the sample's cosines may differ on average. Seen with the English model: .006 when it multiplies with
# 32 bits and not with eight, .008 when its numbers are of 32 bits too, .34 to .50 when layers of it are left out.
FARTHEST = 0.03


def weights_of(encoder: Encoder) -> str | None:
    """Return the name of the weights that were fitted with this encoder; None when there are none for its name.

    Without weights of its own, an encoder only adds and orders offers; it answers nothing. Raises MeaningError when it
    is not the encoder that its name says, when it fails, and when the shipped weights do not fit the matcher.
    """
    try:
        # Read now, so that a fault in them is reported here and not at the first question.
        default_meant_model()
        shipped_meant_model(encoder.model)
        sample = shipped_sample(encoder.model)
    except WeightsError as error:
        raise MeaningError(str(error)) from error
    if sample is None:
        return None
    found = cosines(encoder, sample.texts)
    differ = sum(abs(one - other) for one, other in zip(found, sample.cosines, strict=True)) / len(found)
    if differ > FARTHEST:
        raise MeaningError(
            f"What is opened as {encoder.model} is another model: its cosines of a sample differ by {differ:.2f}. "
            "Let SEMANTIC_MODEL_PATH be the folder of the model that SEMANTIC_MODEL names; if it is empty, delete the "
            "folder `models` beside the database, and the model is downloaded anew."
        )
    return encoder.model


def cosines(encoder: Encoder, texts: Sequence[str]) -> tuple[float, ...]:
    """Return the pairwise cosines of these texts, in `itertools.combinations` order. Raises MeaningError."""
    vectors = [encoder.encode(text) for text in texts]
    return tuple(float(one @ other) for one, other in itertools.combinations(vectors, 2))
