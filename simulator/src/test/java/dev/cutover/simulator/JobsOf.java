package dev.cutover.simulator;

/** Jobs with what no test but a few asks for. */
final class JobsOf {

    private JobsOf() {}

    static SimulatedJob targeting(SimulatedJob job, String targetType) {
        return with(job, job.source().id(), job.regionId(), targetType);
    }

    static SimulatedJob ofSource(SimulatedJob job, String sourceId) {
        return with(job, sourceId, job.regionId(), job.targetType());
    }

    static SimulatedJob inRegion(SimulatedJob job, String regionId) {
        return with(job, job.source().id(), regionId, job.targetType());
    }

    private static SimulatedJob with(SimulatedJob job, String sourceId, String regionId, String targetType) {
        return new SimulatedJob(
                job.id(),
                job.name(),
                regionId,
                job.status(),
                job.runOnce(),
                targetType,
                new SimulatedJob.SourceServer(sourceId, job.source().state()),
                job.runs(),
                job.lastRun(),
                job.expiresIn(),
                job.tags());
    }
}
