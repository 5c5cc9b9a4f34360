package io.github.failpoint;

/**
 * What all settings of a registry share.
 *
 * @param ticker the time
 * @param conversion the conversion of values to what sites return
 * @param listeners the listeners
 * @param quotas the ceilings on what happens while the code runs
 */
record Engine(Ticker ticker, Conversion conversion, Listeners listeners, Quotas quotas) {
}
