package io.qalam.tenant.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says of a REST method beyond what its signature tells. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Operation {

  /** What it does, in one sentence. */
  String value();

  /** The status of success; by default 200, or 204 for a method without an answer. */
  int status() default 0;

  /** The type of the answer where the method returns a bare {@code Response}. */
  Class<?> answer() default Void.class;
}
