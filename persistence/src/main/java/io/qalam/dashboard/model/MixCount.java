package io.qalam.dashboard.model;

/** How often a label was given to posts of a language. */
public record MixCount(String label, String lang, long labels) {}
