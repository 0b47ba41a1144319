/** An edge whose readers are served by another program: its access log is the demand. */
package io.feedmesh.consumers.watch;
