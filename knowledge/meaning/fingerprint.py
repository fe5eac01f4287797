"""Whether an encoder is the very one that weights were fitted with: by what it makes of a sample, not by its name.

Weights say how sure a cosine makes an answer. Another encoder under the same name, as in a wrong folder, has other
cosines, and would be believed.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge.errors import MeaningError, WeightsError
from knowledge.matching.ranking.weights import default_meant_model, shipped_meant_model, shipped_sample

if TYPE_CHECKING:
    from knowledge.meaning.encoder import Encoder

# By so much a cosine of the sample may differ on the average. Seen with the English model: .006 when it multiplies with
# 32 bits and not with eight, .008 when its numbers are of 32 bits too, .34 to .50 when layers of it are left out.
FARTHEST = 0.03


def weights_of(encoder: Encoder) -> str | None:
    """Return the name under which weights were fitted with this encoder; None when none were fitted under its name.

    Without weights of its own an encoder adds and orders offers and answers nothing. Raises MeaningError when it is
    not the encoder that its name promises, when it fails, and when the weights that ship are not those of the matcher.
    """
    try:
        # Read now, so that what is wrong with them is told here and not at a question.
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
    """Return the cosines of every two of these texts, in the order of combinations. Raises MeaningError."""
    vectors = [encoder.encode(text) for text in texts]
    return tuple(float(one @ other) for one, other in itertools.combinations(vectors, 2))
