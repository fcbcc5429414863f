package dev.loadstone.shop;

/** One line of an answer's head; a name may occur more than once. */
record Header(CharSequence name, CharSequence value) {}
