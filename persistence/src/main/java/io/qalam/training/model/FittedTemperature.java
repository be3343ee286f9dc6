package io.qalam.training.model;

import org.jspecify.annotations.Nullable;

/**
 * What makes a model's probabilities believable, as the worker that trained it fitted it on the
 * run's development posts.
 *
 * @param value 1 leaves the probabilities as they are
 * @param fitted false where the development posts were too few, and the value is 1
 * @param testPosts that the errors were measured on
 * @param errorBefore expected calibration error without it, from 0 to 1; null without test posts
 * @param errorAfter the same with it
 */
public record FittedTemperature(
    float value,
    boolean fitted,
    int developmentPosts,
    int testPosts,
    @Nullable Float errorBefore,
    @Nullable Float errorAfter) {}
