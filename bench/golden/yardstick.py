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


def words(text):
    return regex.findall(r"[\p{L}\p{M}\p{N}]+", unicodedata.normalize("NFKC", text).lower())


def phrases(text):
    tokens = words(text)
    return tokens + [" ".join(pair) for pair in zip(tokens, tokens[1:])]


def grams(text):
    found = []
    for token in words(text):
        padded = f" {token} "
        for length in range(2, 6):
            found += [padded[i : i + length] for i in range(len(padded) - length + 1)]
            if length >= len(padded):
                break
    return found


def weights(analyzer):
    vectorizer = TfidfVectorizer(analyzer=analyzer).fit(TEXTS)
    names = vectorizer.get_feature_names_out()
    rows = vectorizer.transform(TEXTS + [UNSEEN])
    return [
        {str(names[i]): float(v) for i, v in zip(row.indices, row.data)} for row in (rows[k] for k in range(len(TEXTS) + 1))
    ]


print(json.dumps({"texts": TEXTS, "unseen": UNSEEN, "words": weights(phrases), "characters": weights(grams)}, ensure_ascii=False))
