package dev.cutover.acceptance.cloud;

import java.util.List;
import java.util.Map;

/** What a caller of SMC can do, whichever client it does it with. */
interface Caller extends AutoCloseable {

    /** Jobs by id, in whatever chunks it takes. */
    List<Job> jobs(List<String> ids) throws Refused, Unclear;

    /** Jobs by filter, all pages of them; a filter that is {@code null} does not count. */
    List<Job> find(String name, String regionId, String status, Map<String, String> tags) throws Refused, Unclear;

    /** The jobs of source servers, of the first page. */
    List<Job> ofSources(List<String> sourceIds) throws Refused, Unclear;

    List<Server> sourceServers(List<String> ids) throws Refused, Unclear;

    /** Gives the request id, as the next two do. */
    String cutOver(String id, boolean syncData) throws Refused, Unclear;

    String start(String id) throws Refused, Unclear;

    String stop(String id) throws Refused, Unclear;

    @Override
    void close();

    /** Makes callers for an endpoint. */
    @FunctionalInterface
    interface Maker {
        Caller at(String hostAndPort, Key key) throws Exception;
    }

    /** @param token of temporary credentials, or {@code null} */
    record Key(String id, String secret, String token) {

        static final Key USUAL = new Key("simulator", "simulator", null);

        static Key temporary(String token) {
            return new Key("simulator", "simulator", token);
        }
    }

    record Job(
            String id,
            String name,
            String sourceId,
            String regionId,
            String status,
            String businessStatus,
            String errorCode,
            boolean runOnce,
            String imageId,
            String instanceId,
            Map<String, String> tags,
            int runs) {}

    record Server(String sourceId, String name, String state, String errorCode, String jobId) {}

    /** SMC said no. */
    final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final String code;
        private final String requestId;

        Refused(String code, String requestId) {
            super(code + ", request " + requestId);
            this.code = code;
            this.requestId = requestId;
        }

        String code() {
            return code;
        }

        String requestId() {
            return requestId;
        }
    }

    /** Nobody knows what SMC said. */
    final class Unclear extends Exception {

        private static final long serialVersionUID = 1L;

        Unclear(Exception cause) {
            super(cause);
        }
    }
}
