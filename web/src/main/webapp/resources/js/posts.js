/* The names in the posts of the list, and of the post whose history is open. */
QalamPost.isolateNames('.q-post');
