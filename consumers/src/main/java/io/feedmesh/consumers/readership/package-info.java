/** Who reads what: counted here without telling who they are, and shown for the whole mesh. */
package io.feedmesh.consumers.readership;
