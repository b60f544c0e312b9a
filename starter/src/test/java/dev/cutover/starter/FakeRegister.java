package dev.cutover.starter;

import com.google.protobuf.util.Durations;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.AddSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The search attributes of a pretended Temporal. Until a test says otherwise it has no operator service, as a server inside the JVM. */
public final class FakeRegister extends OperatorServiceGrpc.OperatorServiceImplBase {

    public final Map<String, IndexedValueType> attributes = new TreeMap<>();

    /** How the namespace calls its columns. */
    public final Map<String, String> aliases = new TreeMap<>();

    private Status list = Status.UNIMPLEMENTED;
    private Status add = Status.UNIMPLEMENTED;
    private Duration retention = Duration.ofDays(30);
    private int staleCounts;

    public int additions;

    /** It lists and adds. */
    public FakeRegister opened() {
        return listing(Status.OK).adding(Status.OK);
    }

    public FakeRegister listing(Status answer) {
        list = answer;
        return this;
    }

    public FakeRegister adding(Status answer) {
        add = answer;
        return this;
    }

    public void keeping(Duration newRetention) {
        retention = newRetention;
    }

    /** So many queries come before it searches by what was added. */
    public void staleFor(int counts) {
        staleCounts = counts;
    }

    NamespaceConfig config() {
        return NamespaceConfig.newBuilder()
                .putAllCustomSearchAttributeAliases(aliases)
                .setWorkflowExecutionRetentionTtl(Durations.fromSeconds(retention.toSeconds()))
                .build();
    }

    CountWorkflowExecutionsResponse count() {
        if (staleCounts-- > 0) {
            throw Status.INVALID_ARGUMENT.asRuntimeException();
        }
        return CountWorkflowExecutionsResponse.getDefaultInstance();
    }

    private static void refuseUnless(Status status) {
        if (!status.isOk()) {
            throw status.asRuntimeException();
        }
    }

    @Override
    public void listSearchAttributes(
            ListSearchAttributesRequest request, StreamObserver<ListSearchAttributesResponse> observer) {
        FakeTemporal.answer(observer, () -> {
            refuseUnless(list);
            return ListSearchAttributesResponse.newBuilder()
                    .putAllCustomAttributes(attributes)
                    .build();
        });
    }

    @Override
    public void addSearchAttributes(
            AddSearchAttributesRequest request, StreamObserver<AddSearchAttributesResponse> observer) {
        FakeTemporal.answer(observer, () -> {
            refuseUnless(add);
            additions++;
            attributes.putAll(request.getSearchAttributesMap());
            return AddSearchAttributesResponse.getDefaultInstance();
        });
    }
}
