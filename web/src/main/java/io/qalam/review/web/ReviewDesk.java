package io.qalam.review.web;

import io.qalam.queue.QueueService;
import io.qalam.queue.web.Holding;
import io.qalam.queue.web.LeaseResource.Extended;
import io.qalam.queue.web.LeaseResource.Held;
import io.qalam.review.ReasonService;
import io.qalam.review.ReviewService;
import io.qalam.review.ReviewWording;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Thing;
import io.qalam.tenant.web.JsonBody;
import io.qalam.tenant.web.ScriptEndpoint;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the review page's script asks: the next task, a longer lease, an answer, an undo, why a post
 * is here, progress.
 *
 * <p>The same calls as REST makes, within the reviewer's session.
 */
@WebServlet("/desk/*")
public class ReviewDesk extends ScriptEndpoint {

  private static final long serialVersionUID = 1L;

  private static final Pattern ADDRESS =
      Pattern.compile("/(projects|tasks)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/([a-z]+)");

  @Inject private transient QueueService queue;
  @Inject private transient ReviewService review;
  @Inject private transient ReasonService reasons;

  @Override
  protected Optional<?> answer(HttpServletRequest request, byte[] body) throws IOException {
    String path = String.valueOf(request.getPathInfo());
    Matcher address = ADDRESS.matcher(path);
    if (!address.matches()) {
      throw new NotFound(Thing.ADDRESS, path);
    }
    UUID id = UUID.fromString(address.group(2));
    return switch (request.getMethod() + " " + address.group(1) + " " + address.group(3)) {
      case "POST projects next" -> queue.next(id, Holding.read(body).tasks());
      case "POST projects undo" -> review.undoLast(id);
      case "GET projects progress" ->
          Optional.of(queue.progress(id, since(request.getParameter("since"))));
      case "POST tasks annotation" ->
          Optional.of(review.submit(id, read(body, NewAnnotation.class).submission()));
      case "POST tasks undo" -> Optional.of(review.undo(id));
      case "POST tasks lease" -> Optional.of(extend(id, read(body, Held.class).required()));
      case "GET tasks reason" -> Optional.of(reasons.why(id));
      default -> throw new NotFound(Thing.ADDRESS, path);
    };
  }

  private Extended extend(UUID task, String lease) {
    return new Extended(task, lease, queue.extend(task, lease));
  }

  private static Instant since(@Nullable String text) {
    try {
      return Instant.parse(String.valueOf(text));
    } catch (DateTimeParseException e) {
      throw new Invalid("since", ReviewWording.INSTANT);
    }
  }

  private static <T> T read(byte[] body, Class<T> type) throws IOException {
    return type.cast(JsonBody.read(body, type));
  }
}
