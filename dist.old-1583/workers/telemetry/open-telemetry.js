import { setTimeout as sleep } from 'node:timers/promises';
import { MillraceError } from '../../core/errors.js';
import { lineageSettings } from '../announcing/lineage/lineage-settings.js';
import { ownWebhook, workerWebhook } from '../announcing/webhooks.js';
import { openWorkerLog } from '../worker-log.js';
import { buildMetrics, buildSecondsBuckets } from './build-metrics.js';
import { metricsAddress, telemetrySettings } from './telemetry-settings.js';
/** A command that ends by itself ends soon, and what it measured last must still go out. */
const shortIntervalMs = 1000;
/**
 * Lets the process's metrics be served or sent as the environment asks, and says so. Must come before the first
 * connection of a worker. Where they cannot be, a command that ends by itself goes on without, with a note.
 *
 * @throws {MillraceError} `metrics-port` and what reading the settings throws (usage), in a command that serves
 */
export function openTelemetry({ env, folder, serves, onNote }) {
    const optional = (open) => {
        try {
            return open();
        }
        catch (error) {
            if (serves || !(error instanceof MillraceError))
                throw error;
            onNote(`${error.message}; going on without`);
            return null;
        }
    };
    const lineage = optional(() => lineageSettings(env));
    if (lineage !== null) {
        const { target } = lineage;
        onNote(`OpenLineage events go to ${target.kind === 'file' ? target.path : target.url.origin}`);
    }
    const webhook = optional(() => ownWebhook(env));
    if (webhook !== null)
        onNote(`${workerWebhook}: alerts go to ${webhook.origin}`);
    const settings = optional(() => {
        const asked = telemetrySettings(env);
        if (asked !== null)
            open(folder, asked, serves);
        return asked;
    });
    openWorkerLog(folder);
    if (settings === null)
        return { flush: async () => undefined };
    onNote(noteOf(settings));
    const waitMs = settings.kind === 'prometheus' ? 0 : 1.25 * intervalOf(settings.intervalMs, serves);
    return { flush: () => (serves ? Promise.resolve() : sleep(waitMs)) };
}
function open(folder, settings, serves) {
    try {
        openWorkerLog(folder, exporterOf(settings, serves));
    }
    catch (error) {
        if (settings.kind !== 'prometheus' || !(error instanceof Error) || !/prometheus/i.test(error.message))
            throw error;
        const why = /in use/i.test(error.message) ? 'another process listens there' : 'it cannot be listened at';
        throw new MillraceError('metrics-port', `metrics cannot be served at ${settings.address}: ${why}`, {
            kind: 'usage',
            at: metricsAddress,
            hint: `name another port in ${metricsAddress}, one for each worker of a machine`,
        });
    }
}
function exporterOf(settings, serves) {
    const histogramBucketOverrides = { [buildMetrics.seconds.name]: buildSecondsBuckets };
    const shared = { useSecondsForDurations: true, histogramBucketOverrides };
    if (settings.kind === 'prometheus') {
        return { attachServiceName: false, prometheus: { bindAddress: settings.address, ...shared } };
    }
    const { url, protocol, headers, intervalMs } = settings;
    // The exporter reads the service's name from the environment alone.
    process.env['OTEL_SERVICE_NAME'] ||= 'millrace';
    return {
        attachServiceName: false,
        otel: {
            ...{ url: url.href, http: protocol === 'http/protobuf', headers: { ...headers } },
            ...{ metricsExportInterval: intervalOf(intervalMs, serves), ...shared },
        },
    };
}
function intervalOf(askedMs, serves) {
    return serves ? askedMs : Math.min(askedMs, shortIntervalMs);
}
function noteOf(settings) {
    if (settings.kind === 'prometheus')
        return `metrics for Prometheus at http://${settings.address}/metrics`;
    return `metrics go to ${settings.url.origin} by OTLP (${settings.protocol})`;
}
//# sourceMappingURL=open-telemetry.js.map