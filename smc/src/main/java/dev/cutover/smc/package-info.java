/**
 * The wire: how to speak to Alibaba Cloud Server Migration Center. Knows nothing of Temporal or of waves.
 *
 * <p><b>How it is spoken.</b> Each operation is one {@code POST /?parameters} with an empty body, over HTTP/1.1, to one central endpoint; the
 * operation and the API version stand in the headers {@code x-acs-action} and {@code x-acs-version}, the answer is a JSON object. Lists are
 * asked for 50 at a time. Each request is signed (ACS3-HMAC-SHA256) by {@link dev.cutover.smc.SigningInterceptor} with a nonce, a date and
 * a freshly asked key of its own.
 *
 * <p><b>What comes back.</b> An answer is an HTTP 200 with a JSON object of the expected shape. Everything else is an
 * {@link dev.cutover.smc.SmcException}: {@code Refused} for a 4xx or 5xx whose body is a JSON object with a {@code Code} (and for a 429 with
 * no body at all), {@code NotSent} when not a byte of the request left, and {@code NoClearAnswer} for the rest: cut off, late, garbled,
 * too large, redirected, of another shape.
 *
 * <p><b>Sent or not sent</b> is not guessed from an exception's type: {@link dev.cutover.smc.Sending} notes the moment before the first byte
 * on the wire itself. Nothing is sent twice: the HTTP client neither retries nor follows redirects, and a gate behind the connection, which
 * also asks the caller's {@link dev.cutover.smc.CallGuard}, lets a call through once.
 *
 * <p><b>How fast.</b> {@link dev.cutover.smc.Pace} lets the calls of a process leave one after the other, as far apart as SMC takes them: half as
 * many after a throttled answer, a little more with each that succeeds, up to a ceiling. A call waits for its turn before anything else, the
 * guard included, and ends as {@code NotSent} when that would take too long.
 *
 * <p><b>Secrets.</b> Texts that came over the wire are searched for the key that signed the call before they enter an exception. Nothing here
 * writes to a log; the vendor's credentials library does, see {@link dev.cutover.smc.VendorCredentials#LOGGER}.
 */
package dev.cutover.smc;
