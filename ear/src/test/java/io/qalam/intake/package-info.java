/** Posts and predictions on their way in, against the running server. */
package io.qalam.intake;
