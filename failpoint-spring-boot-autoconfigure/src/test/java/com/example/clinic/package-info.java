/**
 * A small clinic as users write it: entities, repositories with and without a cache,
 * controllers with validation, and a formatter.
 */
package com.example.clinic;
