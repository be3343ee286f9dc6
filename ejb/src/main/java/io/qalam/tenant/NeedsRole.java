package io.qalam.tenant;

import io.qalam.account.model.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The least role that may call a method of a {@link Tenanted} service; on the class, for all its
 * methods that do not say their own. A method without either is refused to everybody.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface NeedsRole {
  Role value();
}
