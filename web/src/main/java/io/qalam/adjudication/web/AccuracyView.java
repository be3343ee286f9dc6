package io.qalam.adjudication.web;

import io.qalam.adjudication.Interval;
import io.qalam.adjudication.Proportion;
import io.qalam.queue.CheckService;
import io.qalam.queue.MemberAccuracy;
import io.qalam.queue.MemberAccuracy.Answers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.NumberFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How well the members of a project label what is known: attention checks and gold. */
@Named
@RequestScoped
public class AccuracyView {

  @Inject private CheckService checks;

  private @Nullable List<MemberAccuracy> found;

  /** Whoever was asked about a known post of the project; read once a request. */
  public List<MemberAccuracy> of(UUID project) {
    if (found == null) {
      found = checks.accuracies(project);
    }
    return found;
  }

  /** Everybody's answers to attention checks. */
  public Answers attention(UUID project) {
    return sum(project, MemberAccuracy::attention);
  }

  /** Everybody's answers to posts whose label an editor decided, or that came with the import. */
  public Answers gold(UUID project) {
    return sum(project, MemberAccuracy::gold);
  }

  private Answers sum(UUID project, Function<MemberAccuracy, Answers> kind) {
    return of(project).stream().map(kind).reduce(Answers.NONE, Answers::plus);
  }

  /** How many posts of the project are attention checks. */
  public long marked(UUID project) {
    return checks.marked(project);
  }

  /** The share of right answers with Wilson's interval; a dash where no label was given. */
  public String share(Answers answers) {
    if (answers.answered() == 0) {
      return "–";
    }
    Proportion right = new Proportion(answers.right(), answers.answered());
    Interval interval = right.interval();
    return "%s [%s, %s]"
        .formatted(percent(right.value()), percent(interval.lower()), percent(interval.upper()));
  }

  private static String percent(double share) {
    return NumberFormat.getPercentInstance(
            FacesContext.getCurrentInstance().getViewRoot().getLocale())
        .format(share);
  }
}
