package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.PredictionRequest.PostText;
import io.qalam.trainer.protocol.YardstickReference;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.store.ArtifactException;
import io.qalam.trainer.yardstick.Yardstick;
import java.util.List;

/** A yardstick that answers in an adapter's place; it needs no engine and no closing. */
record ServedYardstick(YardstickReference reference, YardstickShelf shelf) {

  /**
   * A yardstick that could be read just now.
   *
   * @throws ArtifactException if it is not there, or its hash or its bytes are not a yardstick's
   */
  static ServedYardstick checked(YardstickReference reference, YardstickShelf shelf) {
    shelf.get(reference);
    return new ServedYardstick(reference, shelf);
  }

  /**
   * The probability of every label for each post.
   *
   * @throws UnscorableException if the labels are not those it was trained on, or its file is gone
   */
  List<LabelScore> score(List<String> labels, List<PostText> posts) {
    Yardstick.Named named = named();
    if (!labels.equals(named.labels())) {
      throw new UnscorableException(
          "Yardstick %s was trained on labels %s, asked are %s: retrain"
              .formatted(reference.yardstickId(), named.labels(), labels));
    }
    return posts.stream().map(post -> named.yardstick().score(post.text())).toList();
  }

  private Yardstick.Named named() {
    try {
      return shelf.get(reference);
    } catch (ArtifactException e) {
      throw new UnscorableException("The yardstick cannot be used: " + e.getMessage());
    }
  }
}
