/** When a feed's body leaves an edge: ages by address and demand. */
package io.feedmesh.consumers.expire;
