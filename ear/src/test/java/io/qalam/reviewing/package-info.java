/** Queue, review and adjudication from outside: over REST and in the browser. */
package io.qalam.reviewing;
