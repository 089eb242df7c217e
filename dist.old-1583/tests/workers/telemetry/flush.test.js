import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Runtime } from '@temporalio/worker';
import { buildMetrics, measure } from '../../../workers/telemetry/build-metrics.js';
import { openTelemetry } from '../../../workers/telemetry/open-telemetry.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { openReceiver } from '../announcing/receiver.js';
import { otlpPoints } from './otlp-request.js';
test('what a command measured last goes out before it ends, though the interval is longer', async (context) => {
    const { origin, received } = await openReceiver(context);
    const telemetry = openTelemetry({
        env: { OTEL_EXPORTER_OTLP_ENDPOINT: origin, OTEL_METRIC_EXPORT_INTERVAL: '60000' },
        folder: temporaryFolder(context),
        serves: false,
        onNote: () => undefined,
    });
    measure(Runtime.instance().metricMeter, buildMetrics.tokens, 7, { dataset: 'docs' });
    await telemetry.flush();
    await Runtime.instance().shutdown();
    const points = received.flatMap(({ body }) => otlpPoints(body));
    assert.deepEqual(points.at(-1), { metric: 'millrace_tokens_total', attributes: { dataset: 'docs' }, value: 7 });
});
//# sourceMappingURL=flush.test.js.map