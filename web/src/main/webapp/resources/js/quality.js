/* The posts that the lists name are shown as on every page with posts. */
QalamSigns.watch('.k-post');
