# One image for all of cutover's processes: `worker`, `simulator`, and the commands of the CLI.
FROM eclipse-temurin:17.0.20_8-jdk-noble AS build
WORKDIR /build
COPY . .
# The tests are the gate's, which ran before anyone builds an image.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q -pl starter -am -Dmaven.test.skip=true -Dspotless.check.skip=true package

FROM eclipse-temurin:17.0.20_8-jre-noble
RUN groupadd --gid 10001 cutover && useradd --uid 10001 --gid 10001 --create-home cutover
WORKDIR /opt/cutover
COPY --chmod=755 cutover ./
COPY --from=build --chmod=644 /build/LICENSE /build/starter/target/cutover.jar ./
# The heap follows the container's memory.
ENV CUTOVER_JAVA_OPTS="-XX:MaxRAMPercentage=75"
USER 10001:10001
WORKDIR /home/cutover
# The launcher becomes Java, so SIGTERM reaches the worker, which then ends gracefully.
ENTRYPOINT ["/opt/cutover/cutover"]
CMD ["--help"]
