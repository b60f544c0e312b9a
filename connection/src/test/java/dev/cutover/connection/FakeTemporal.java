package dev.cutover.connection;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Temporal that knows one namespace, {@code prod}, and one answer to whoever asks for it. Notes what it was asked with. */
final class FakeTemporal implements AutoCloseable {

    private final Server server;
    private final List<Metadata> asked = new CopyOnWriteArrayList<>();

    FakeTemporal(Status answer) {
        this(answer, InsecureServerCredentials.create());
    }

    FakeTemporal(Status answer, ServerCredentials credentials) {
        try {
            this.server = Grpc.newServerBuilderForPort(0, credentials)
                    .addService(new Service(answer))
                    .intercept(new Notes())
                    .build()
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    String lastHeader(String name) {
        return asked.get(asked.size() - 1).get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Notes implements ServerInterceptor {
        @Override
        public <A, B> ServerCall.Listener<A> interceptCall(
                ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
            asked.add(headers);
            return next.startCall(call, headers);
        }
    }

    private static final class Service extends WorkflowServiceGrpc.WorkflowServiceImplBase {

        private final Status answer;

        Service(Status answer) {
            this.answer = answer;
        }

        @Override
        public void getSystemInfo(GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> observer) {
            observer.onNext(GetSystemInfoResponse.getDefaultInstance());
            observer.onCompleted();
        }

        @Override
        public void describeNamespace(
                DescribeNamespaceRequest request, StreamObserver<DescribeNamespaceResponse> observer) {
            if (!answer.isOk()) {
                observer.onError(answer.asRuntimeException());
            } else if (!request.getNamespace().equals("prod")) {
                observer.onError(Status.NOT_FOUND
                        .withDescription("Namespace " + request.getNamespace() + " is not found.")
                        .asRuntimeException());
            } else {
                observer.onNext(DescribeNamespaceResponse.getDefaultInstance());
                observer.onCompleted();
            }
        }
    }
}
