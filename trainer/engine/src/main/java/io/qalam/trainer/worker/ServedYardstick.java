package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.PredictionRequest.PostText;
import io.qalam.trainer.protocol.YardstickReference;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.store.ArtifactException;
import io.qalam.trainer.store.ArtifactStore;
import io.qalam.trainer.yardstick.Yardstick;
import io.qalam.trainer.yardstick.YardstickException;
import java.util.List;

/** A yardstick in memory that answers in an adapter's place; it needs no engine and no closing. */
record ServedYardstick(YardstickReference reference, Yardstick.Named named) {

  /**
   * Reads a yardstick from the store.
   *
   * @throws ArtifactException if it is not there, or its hash or its bytes are not a yardstick's
   */
  static ServedYardstick load(YardstickReference reference, ArtifactStore store) {
    try {
      return new ServedYardstick(reference, Yardstick.read(store.yardstick(reference)));
    } catch (YardstickException e) {
      throw new ArtifactException(
          "Yardstick " + reference.yardstickId() + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * The probability of every label for each post.
   *
   * @throws UnscorableException if the labels are not those it was trained on
   */
  List<LabelScore> score(List<String> labels, List<PostText> posts) {
    if (!labels.equals(named.labels())) {
      throw new UnscorableException(
          "Yardstick %s was trained on labels %s, asked are %s: retrain"
              .formatted(reference.yardstickId(), named.labels(), labels));
    }
    return posts.stream().map(post -> named.yardstick().score(post.text())).toList();
  }
}
