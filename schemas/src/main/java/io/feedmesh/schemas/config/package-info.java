/** How settings are written by people. */
package io.feedmesh.schemas.config;
