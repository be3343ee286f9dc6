package io.qalam.review;

import io.qalam.queue.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Counts answers against their givers' quotas, in the transaction that stores them. */
@ApplicationScoped
public class AnswerCounting {

  @Inject private Quotas quotas;

  void onSubmitted(@Observes AnnotationSubmitted answer) {
    quotas.count(answer.projectId(), answer.accountId(), 1);
  }

  void onUndone(@Observes AnnotationUndone answer) {
    quotas.count(answer.projectId(), answer.accountId(), -1);
  }
}
