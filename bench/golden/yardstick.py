"""Golden values for io.qalam.trainer.yardstick's features, from scikit-learn.

python3 bench/golden/yardstick.py > trainer/engine/src/test/resources/io/qalam/trainer/yardstick/features.json
Written with scikit-learn 1.9.1, NumPy 2.4.6 and regex 2026.11.19. The texts are ours.
"""
import json
import unicodedata

import regex
from sklearn.feature_extraction.text import TfidfVectorizer

TEXTS = [
    "The service was slow, the food was not.",
    "الخدمة كانت بطيئة والطعام لا",
    "सेवा धीमी थी, खाना नहीं",
    "The food! الطعام 😍 खाना",
    "I",
]
UNSEEN = "the slow الطعام नहीं xyz"


def plain(text):
    return regex.sub(r"[\p{Cf}\u0640]+", "", unicodedata.normalize("NFKC", text)).lower()


def phrases(text):
    tokens = regex.findall(r"[\p{L}\p{M}\p{N}]+", plain(text))
    return tokens + [" ".join(pair) for pair in zip(tokens, tokens[1:])]


def weights(vectorizer):
    vectorizer.fit(TEXTS)
    names = vectorizer.get_feature_names_out()
    rows = vectorizer.transform(TEXTS + [UNSEEN])
    return [{str(names[i]): float(v) for i, v in zip(rows[k].indices, rows[k].data)} for k in range(len(TEXTS) + 1)]


print(
    json.dumps(
        {
            "texts": TEXTS, "unseen": UNSEEN,
            "words": weights(TfidfVectorizer(analyzer=phrases)),
            "characters": weights(TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), preprocessor=plain)),
        },
        ensure_ascii=False,
    )
)
