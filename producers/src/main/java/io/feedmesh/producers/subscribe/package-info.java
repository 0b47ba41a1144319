/** Asks hubs and clouds to tell of changes, so that feeds need not be polled. */
package io.feedmesh.producers.subscribe;
