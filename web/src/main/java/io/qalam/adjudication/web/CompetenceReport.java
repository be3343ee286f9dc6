package io.qalam.adjudication.web;

import io.qalam.adjudication.AdjudicationService.Member;
import io.qalam.adjudication.AdjudicationWording;
import io.qalam.adjudication.Coefficient;
import io.qalam.adjudication.Competence;
import io.qalam.tenant.Sentence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Competence as REST shows it: without figures there are no annotators, and the basis says why. */
public record CompetenceReport(
    Coefficient.Basis basis,
    String explanation,
    int rounds,
    boolean converged,
    List<OfAnnotator> annotators,
    List<Competence.Contested> contested) {

  /**
   * One annotator.
   *
   * @param posts shared or decided by an editor, which the figures rest on
   * @param confusion by true label, then by the label said: probabilities
   */
  public record OfAnnotator(
      UUID account,
      String userName,
      int posts,
      double accuracy,
      Map<String, Map<String, Double>> confusion) {}

  static CompetenceReport of(Competence competence, Map<UUID, Member> members, Locale locale) {
    return new CompetenceReport(
        competence.basis(),
        explanation(competence.basis(), locale),
        competence.rounds(),
        competence.converged(),
        competence.annotators().stream()
            .map(of -> annotator(of, competence.labels(), members))
            .toList(),
        competence.contested());
  }

  private static String explanation(Coefficient.Basis basis, Locale locale) {
    return basis.hasValue()
        ? Sentence.of(AdjudicationWording.DAWID_SKENE).in(locale)
        : AgreementReport.Figure.explanation(basis, locale);
  }

  private static OfAnnotator annotator(
      Competence.OfAnnotator of, List<String> labels, Map<UUID, Member> members) {
    Map<String, Map<String, Double>> confusion = new LinkedHashMap<>();
    for (int truth = 0; truth < labels.size(); truth++) {
      Map<String, Double> row = new LinkedHashMap<>();
      for (int said = 0; said < labels.size(); said++) {
        row.put(labels.get(said), of.confusion().get(truth).get(said));
      }
      confusion.put(labels.get(truth), row);
    }
    Member member = Objects.requireNonNull(members.get(of.account()));
    return new OfAnnotator(of.account(), member.userName(), of.posts(), of.accuracy(), confusion);
  }
}
