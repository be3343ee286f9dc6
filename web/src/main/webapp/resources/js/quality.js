/* The posts that the lists name: a name of the other direction keeps its own. */
QalamPost.isolateNames('.k-post');
