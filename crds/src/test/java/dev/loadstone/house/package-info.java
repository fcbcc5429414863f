/** How all modules are to read and whom they may know, as checks that each module's own HouseTest calls. */
@NullMarked
package dev.loadstone.house;

import org.jspecify.annotations.NullMarked;
