package dev.cutover.activities;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Why a call got no answer. A certificate does not mend itself within the minutes that a hook has, and is refused; all else may pass, a name that
 * is not known just now, too. What was thrown is not quoted: it may tell the address.
 */
final class Unanswered {

    private static final String RENEW = ": renew it, then retry";

    private Unanswered() {}

    static NotDone by(Address address, Throwable failure) {
        String there = address.told();
        if (isCausedBy(failure, CertificateExpiredException.class::isInstance)) {
            return NotDone.refused(there + " shows a certificate that has expired" + RENEW);
        }
        if (isCausedBy(failure, CertificateNotYetValidException.class::isInstance)) {
            return NotDone.refused(there + " shows a certificate that is not valid yet" + RENEW);
        }
        if (isCausedBy(failure, SSLPeerUnverifiedException.class::isInstance)) {
            return NotDone.refused(there + " shows a certificate for another name" + RENEW);
        }
        if (isCausedBy(failure, Unanswered::isDistrust)) {
            return NotDone.refused(there + " shows a certificate that nobody vouches for whom this worker's Java trusts"
                    + ": renew it, or make the worker trust its issuer, then retry");
        }
        return NotDone.silent(passing(there, failure));
    }

    private static String passing(String there, Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return "the name of " + there + " is not known to the worker's name service";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return there + " cannot be reached";
        }
        if (failure instanceof InterruptedIOException) {
            return there + " gave no whole answer within " + Endpoints.CALL.toSeconds() + " s";
        }
        if (failure instanceof ProtocolException) {
            return there + " gives an answer that breaks off, or is none of HTTP";
        }
        if (failure instanceof SSLException) {
            return "no TLS connection to " + there + " can be made";
        }
        return "the connection to " + there + " broke before its answer was whole";
    }

    private static boolean isDistrust(Throwable cause) {
        return cause instanceof CertificateException
                || cause instanceof CertPathValidatorException
                || cause instanceof CertPathBuilderException;
    }

    private static boolean isCausedBy(Throwable failure, Predicate<Throwable> isIt) {
        int depth = 0;
        for (Throwable link = failure; link != null && depth < 20; link = link.getCause(), depth++) {
            if (isIt.test(link)) {
                return true;
            }
        }
        return false;
    }
}
