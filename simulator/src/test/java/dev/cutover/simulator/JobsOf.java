package dev.cutover.simulator;

/** Jobs with what no test but a few asks for. */
final class JobsOf {

    private JobsOf() {}

    static SimulatedJob targeting(SimulatedJob job, String targetType) {
        return with(job, job.sourceId(), job.regionId(), targetType);
    }

    static SimulatedJob ofSource(SimulatedJob job, String sourceId) {
        return with(job, sourceId, job.regionId(), job.targetType());
    }

    static SimulatedJob inRegion(SimulatedJob job, String regionId) {
        return with(job, job.sourceId(), regionId, job.targetType());
    }

    private static SimulatedJob with(SimulatedJob job, String sourceId, String regionId, String targetType) {
        return new SimulatedJob(
                job.id(),
                job.name(),
                sourceId,
                regionId,
                job.status(),
                job.runOnce(),
                targetType,
                job.frequency(),
                job.runDuration(),
                job.lastRunDuration(),
                job.cleaningDuration(),
                job.nextRunIn(),
                job.expiresIn(),
                job.sourceState(),
                job.tags());
    }
}
