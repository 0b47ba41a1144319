/** Counting readers: what edges tell, and what is made of it. */
package io.feedmesh.schemas.readership;
