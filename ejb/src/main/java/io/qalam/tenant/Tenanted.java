package io.qalam.tenant;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a service whose every call works in the caller's tenant and needs a role.
 *
 * <p>{@link TenantInterceptor} binds the transaction to the tenant and checks {@link NeedsRole}, so
 * that pages, REST and consumers meet the same authorisation.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Tenanted {}
