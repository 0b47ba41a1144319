/** HTTP: subscriptions are made and ended, and what the apps know is asked for. */
package io.feedmesh.streams.api;
