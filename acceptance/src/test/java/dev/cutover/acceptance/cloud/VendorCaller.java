package dev.cutover.acceptance.cloud;

import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** With the vendor's generic client, as it comes. It calls one operation at a time: chunks and pages are up to its caller. */
final class VendorCaller implements Caller {

    private static final int MOST = 50;

    private final Client client;

    VendorCaller(String hostAndPort, Key key) throws Exception {
        client = new Client(new Config()
                .setAccessKeyId(key.id())
                .setAccessKeySecret(key.secret())
                .setSecurityToken(key.token())
                .setProtocol("http")
                .setEndpoint(hostAndPort));
    }

    private Map<String, ?> call(String operation, Map<String, String> query) throws Refused, Unclear {
        Params params = new Params()
                .setAction(operation)
                .setVersion("2019-06-01")
                .setProtocol("HTTP")
                .setMethod("POST")
                .setAuthType("AK")
                .setStyle("RPC")
                .setPathname("/")
                .setReqBodyType("formData")
                .setBodyType("json");
        try {
            Map<String, ?> answer = client.callApi(params, new OpenApiRequest().setQuery(query), new RuntimeOptions());
            return object(answer.get("body"));
        } catch (TeaException refusal) {
            if (refusal.getData() == null || refusal.getData().get("RequestId") == null) {
                throw new Unclear(refusal);
            }
            throw new Refused(refusal.getCode(), text(refusal.getData(), "RequestId"));
        } catch (Exception failure) {
            throw new Unclear(failure);
        }
    }

    @Override
    public List<Job> jobs(List<String> ids) throws Refused, Unclear {
        return byIds("DescribeReplicationJobs", "JobId", ids, "ReplicationJob").stream()
                .map(VendorCaller::job)
                .toList();
    }

    private List<Map<String, ?>> byIds(String operation, String parameter, List<String> ids, String element)
            throws Refused, Unclear {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += MOST) {
            Map<String, String> query = new TreeMap<>(Map.of("PageSize", String.valueOf(MOST)));
            for (int i = from; i < Math.min(ids.size(), from + MOST); i++) {
                query.put(parameter + "." + (i - from + 1), ids.get(i));
            }
            rows.addAll(rows(call(operation, query), element));
        }
        return rows;
    }

    @Override
    public List<Job> ofSources(List<String> sourceIds) throws Refused, Unclear {
        Map<String, String> query = new TreeMap<>(Map.of("PageSize", String.valueOf(MOST)));
        for (int number = 1; number <= sourceIds.size(); number++) {
            query.put("SourceId." + number, sourceIds.get(number - 1));
        }
        return rows(call("DescribeReplicationJobs", query), "ReplicationJob").stream()
                .map(row -> job(row))
                .toList();
    }

    @Override
    public List<Job> find(String name, String regionId, String status, Map<String, String> tags)
            throws Refused, Unclear {
        Map<String, String> query = new TreeMap<>(Map.of("PageSize", String.valueOf(MOST)));
        put(query, "Name", name);
        put(query, "RegionId", regionId);
        put(query, "Status", status);
        int number = 0;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            number++;
            query.put("Tag." + number + ".Key", tag.getKey());
            query.put("Tag." + number + ".Value", tag.getValue());
        }
        List<Job> jobs = new ArrayList<>();
        for (int page = 1; ; page++) {
            query.put("PageNumber", String.valueOf(page));
            Map<String, ?> answer = call("DescribeReplicationJobs", query);
            rows(answer, "ReplicationJob").forEach(row -> jobs.add(job(row)));
            if (jobs.size() >= Integer.parseInt(text(answer, "TotalCount"))) {
                return jobs;
            }
        }
    }

    private static void put(Map<String, String> query, String name, String value) {
        if (value != null) {
            query.put(name, value);
        }
    }

    private static Job job(Map<String, ?> row) {
        Map<String, String> tags = new LinkedHashMap<>();
        rows(row, "Tag").forEach(tag -> tags.put(text(tag, "Key"), text(tag, "Value")));
        return new Job(
                text(row, "JobId"),
                text(row, "Name"),
                text(row, "SourceId"),
                text(row, "RegionId"),
                text(row, "Status"),
                text(row, "BusinessStatus"),
                text(row, "ErrorCode"),
                Boolean.parseBoolean(text(row, "RunOnce")),
                text(row, "ImageId"),
                text(row, "InstanceId"),
                tags,
                rows(row, "ReplicationJobRun").size());
    }

    @Override
    public List<Server> sourceServers(List<String> ids) throws Refused, Unclear {
        return byIds("DescribeSourceServers", "SourceId", ids, "SourceServer").stream()
                .map(row -> new Server(
                        text(row, "SourceId"),
                        text(row, "Name"),
                        text(row, "State"),
                        text(row, "ErrorCode"),
                        text(row, "JobId")))
                .toList();
    }

    @Override
    public String cutOver(String id, boolean syncData) throws Refused, Unclear {
        // As the vendor's generated SDKs spell a boolean.
        Map<String, String> query = Map.of("JobId", id, "SyncData", syncData ? "True" : "False");
        return text(call("CutOverReplicationJob", query), "RequestId");
    }

    @Override
    public String start(String id) throws Refused, Unclear {
        return text(call("StartReplicationJob", Map.of("JobId", id)), "RequestId");
    }

    @Override
    public String stop(String id) throws Refused, Unclear {
        return text(call("StopReplicationJob", Map.of("JobId", id)), "RequestId");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> object(Object value) {
        return (Map<String, ?>) value;
    }

    /** The rows of a list that is named after its elements. */
    @SuppressWarnings("unchecked")
    private static List<Map<String, ?>> rows(Map<String, ?> answer, String element) {
        return (List<Map<String, ?>>) object(answer.get(element + "s")).get(element);
    }

    private static String text(Map<String, ?> row, String name) {
        return String.valueOf(row.get(name));
    }

    /** It holds nothing that would have to be given back. */
    @Override
    public void close() {}
}
