/** Requests from Kafka: read while there is room for more. */
package io.feedmesh.producers.request;
