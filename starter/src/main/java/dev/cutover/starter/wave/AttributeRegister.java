package dev.cutover.starter.wave;

import com.google.protobuf.util.Durations;
import dev.cutover.connection.TemporalConnection;
import dev.cutover.contract.SearchAttribute;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The search attributes of one namespace, as Temporal keeps them. What it throws is Temporal's own refusal. */
final class AttributeRegister {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TemporalConnection line;
    private final String namespace;

    AttributeRegister(TemporalConnection line) {
        this.line = line;
        this.namespace = line.client().getOptions().getNamespace();
    }

    String namespace() {
        return namespace;
    }

    /** Temporal Cloud registers nothing for a client: its own tool does. */
    boolean isCloud() {
        return line.address().matches("(?i).+\\.(tmprl\\.cloud|api\\.temporal\\.io):\\d+");
    }

    KnownAttributes look() {
        try {
            return new KnownAttributes(
                    true,
                    line.operator()
                            .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                            .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                                    .setNamespace(namespace)
                                    .build())
                            .getCustomAttributesMap());
        } catch (StatusRuntimeException failure) {
            return switch (failure.getStatus().getCode()) {
                case UNIMPLEMENTED, PERMISSION_DENIED, UNAUTHENTICATED -> inDescription();
                default -> throw failure;
            };
        }
    }

    /** Where only an operator may list them, the namespace itself says how it calls its columns, if it has any. */
    private KnownAttributes inDescription() {
        Map<String, IndexedValueType> types = new TreeMap<>();
        config().getCustomSearchAttributeAliasesMap().forEach((column, name) -> types.put(name, typeOf(column)));
        return types.isEmpty() && !isCloud() ? KnownAttributes.untold() : new KnownAttributes(true, types);
    }

    /** {@code KeywordList02} is a list of words. */
    private static IndexedValueType typeOf(String column) {
        String word = column.replaceFirst("\\d+$", "");
        return Arrays.stream(IndexedValueType.values())
                .filter(type -> type != IndexedValueType.UNRECOGNIZED)
                .filter(type -> SearchAttribute.typeWord(type).equals(word))
                .findFirst()
                .orElse(IndexedValueType.INDEXED_VALUE_TYPE_UNSPECIFIED);
    }

    private NamespaceConfig config() {
        return service()
                .describeNamespace(DescribeNamespaceRequest.newBuilder()
                        .setNamespace(namespace)
                        .build())
                .getConfig();
    }

    /** How long an ended wave is kept; zero when that is not told. */
    Duration retention() {
        return Duration.ofMillis(Durations.toMillis(config().getWorkflowExecutionRetentionTtl()));
    }

    void add(List<SearchAttribute> attributes) {
        line.operator()
                .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .addSearchAttributes(AddSearchAttributesRequest.newBuilder()
                        .setNamespace(namespace)
                        .putAllSearchAttributes(attributes.stream()
                                .collect(Collectors.toMap(SearchAttribute::attribute, SearchAttribute::type)))
                        .build());
    }

    /** Whether Temporal takes them in a query. It reads its own register again after some seconds only. */
    boolean canBeSearched() {
        try {
            service()
                    .countWorkflowExecutions(CountWorkflowExecutionsRequest.newBuilder()
                            .setNamespace(namespace)
                            .setQuery(Arrays.stream(SearchAttribute.values())
                                    .map(one -> one.attribute() + " = 'none'")
                                    .collect(Collectors.joining(" AND ")))
                            .build());
            return true;
        } catch (StatusRuntimeException notYet) {
            if (notYet.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
                return false;
            }
            throw notYet;
        }
    }

    private WorkflowServiceBlockingStub service() {
        return line.service().blockingStub().withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
