package io.qalam.review;

import io.qalam.labelschema.model.Project;
import io.qalam.review.model.PostCriterion;
import io.qalam.tenant.Forbidden;
import io.qalam.tenant.Invalid;
import java.util.Map;

/**
 * Reads what posts are asked for by.
 *
 * <p>A port: the overview, which finds posts, knows the fields and uses the review, so that the
 * review cannot use it.
 */
public interface AskedPosts {

  /**
   * What a post of the project must fit.
   *
   * @param asked by field, named as where posts are found
   * @throws Invalid naming the field that makes no sense
   * @throws Forbidden when the caller may not ask by one of them
   */
  PostCriterion read(Project project, Map<String, String> asked);

  /**
   * The same, and which posts these are where they are few: so that nobody goes through all the
   * predictions of a label to find them.
   *
   * @param label predicted, a label or a set of labels as it is kept
   * @param margin the smallest
   */
  PostCriterion find(Project project, Map<String, String> asked, String label, float margin);
}
