package io.qalam.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.account.web.MembersResource;
import io.qalam.account.web.TokensResource;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {

  private final JsonNode document =
      OpenApiDocument.of(Set.of(MembersResource.class, TokensResource.class));

  @Test
  void everyMethodOfAResourceIsAnOperation() {
    assertThat(document.at("/paths").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "/members", "/members/{id}", "/members/{id}/password-reset", "/tokens", "/tokens/{id}");
    assertThat(document.at("/paths/~1tokens").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("get", "post");
  }

  @Test
  void aBodyRefersToTheSchemaOfItsRecord() {
    assertThat(
            document
                .at("/paths/~1members/post/requestBody/content/application~1json/schema/$ref")
                .asText())
        .isEqualTo("#/components/schemas/NewAccount");
    assertThat(document.at("/components/schemas/NewAccount/required"))
        .extracting(JsonNode::asText)
        .containsExactly("userName", "role");
    assertThat(document.at("/components/schemas/NewAccount/properties/role/enum"))
        .extracting(JsonNode::asText)
        .containsExactly("ANNOTATOR", "EDITOR", "ADMIN");
  }

  @Test
  void anAnswerHasItsStatusAndSchemaAndAProblemItsOwn() {
    JsonNode answers = document.at("/paths/~1tokens/post/responses");

    assertThat(answers.at("/201/content/application~1json/schema/$ref").asText())
        .isEqualTo("#/components/schemas/IssuedToken");
    assertThat(answers.at("/default/content/application~1problem+json/schema/$ref").asText())
        .isEqualTo("#/components/schemas/ProblemDetail");
    assertThat(document.at("/paths/~1tokens~1{id}/delete/responses").has("204")).isTrue();
  }

  @Test
  void everyReferenceIsThere() {
    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isMissingNode()).isFalse());
  }
}
