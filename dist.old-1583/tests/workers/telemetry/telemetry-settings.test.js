import assert from 'node:assert/strict';
import { test } from 'node:test';
import { telemetrySettings } from '../../../workers/telemetry/telemetry-settings.js';
const endpoint = 'OTEL_EXPORTER_OTLP_ENDPOINT';
function otlp(env) {
    const settings = telemetrySettings(env);
    assert.equal(settings?.kind, 'otlp');
    return settings;
}
test('metrics go nowhere unless they are asked for', () => {
    assert.equal(telemetrySettings({}), null);
    assert.equal(telemetrySettings({ [endpoint]: 'http://h:4318', OTEL_SDK_DISABLED: 'true' }), null);
    assert.equal(telemetrySettings({ [endpoint]: 'http://h:4318', OTEL_METRICS_EXPORTER: 'none' }), null);
});
test('an address to serve at goes before OpenTelemetry', () => {
    const address = (text) => {
        const settings = telemetrySettings({ MILLRACE_METRICS_ADDRESS: text, [endpoint]: 'http://h' });
        return settings?.kind === 'prometheus' ? settings.address : settings;
    };
    assert.equal(address('127.0.0.1:9464'), '127.0.0.1:9464');
    assert.equal(address('localhost:9464'), '127.0.0.1:9464');
    assert.equal(address('[::1]:9464'), '[::1]:9464');
    for (const wrong of ['9464', ':9464', 'host:9464', '127.0.0.1', '127.0.0.1:99999', '::1:9464']) {
        assert.throws(() => address(wrong), { code: 'telemetry-settings', at: 'MILLRACE_METRICS_ADDRESS' }, wrong);
    }
});
test("OpenTelemetry's variables mean what they mean elsewhere", () => {
    assert.equal(otlp({ [endpoint]: 'http://h:4318' }).url.href, 'http://h:4318/v1/metrics');
    assert.equal(otlp({ [endpoint]: 'http://h:4318/base/' }).url.href, 'http://h:4318/base/v1/metrics');
    assert.equal(otlp({ [endpoint]: 'http://h:4317', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }).url.href, 'http://h:4317/');
    const own = { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'https://m/x', [endpoint]: 'http://h' };
    assert.equal(otlp(own).url.href, 'https://m/x');
    assert.equal(otlp(own).intervalMs, 60_000);
    assert.equal(otlp({ ...own, OTEL_METRIC_EXPORT_INTERVAL: '500' }).intervalMs, 500);
    assert.deepEqual(otlp({ ...own, OTEL_EXPORTER_OTLP_HEADERS: 'API-Key=a%20b=, x=1' }).headers, {
        'api-key': 'a b=',
        x: '1',
    });
});
test('what is wrong is named', () => {
    const code = { code: 'telemetry-settings', kind: 'usage' };
    assert.throws(() => telemetrySettings({ [endpoint]: 'h:4318' }), { ...code, at: endpoint });
    const env = { [endpoint]: 'http://h' };
    assert.throws(() => telemetrySettings({ ...env, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }), code);
    assert.throws(() => telemetrySettings({ ...env, OTEL_METRIC_EXPORT_INTERVAL: '1s' }), code);
    assert.throws(() => telemetrySettings({ ...env, OTEL_EXPORTER_OTLP_HEADERS: 'secret' }), (error) => {
        return !error.message.includes('secret');
    });
});
//# sourceMappingURL=telemetry-settings.test.js.map