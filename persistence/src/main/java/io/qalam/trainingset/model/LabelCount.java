package io.qalam.trainingset.model;

import io.qalam.ingestion.model.Split;

/** How many posts of one part carry one label. */
public record LabelCount(Split split, String label, long posts) {}
