/** Laws as properties that a user runs on a distribution or layer of their own. */
export {}
