/** What is pushed to us: by hubs and clouds that we asked to, and by aggregators with a token. */
package io.feedmesh.producers.push;
