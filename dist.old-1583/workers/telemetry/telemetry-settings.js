import { isIP } from 'node:net';
import { MillraceError } from '../../core/errors.js';
/** Address to serve Prometheus metrics at. */
export const metricsAddress = 'MILLRACE_METRICS_ADDRESS';
/**
 * Reads where metrics go: `MILLRACE_METRICS_ADDRESS`, else OpenTelemetry's `OTEL_EXPORTER_OTLP_METRICS_ENDPOINT` (used
 * as it is) or `OTEL_EXPORTER_OTLP_ENDPOINT` (`/v1/metrics` is added for HTTP), with `…_PROTOCOL`, `…_HEADERS` and
 * `OTEL_METRIC_EXPORT_INTERVAL` in milliseconds. Null where they go nowhere: none is set, `OTEL_SDK_DISABLED=true`, or
 * `OTEL_METRICS_EXPORTER=none`.
 *
 * @throws {MillraceError} `telemetry-settings` (usage)
 * @see https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
export function telemetrySettings(env) {
    const address = env[metricsAddress];
    if (address)
        return { kind: 'prometheus', address: addressOf(address) };
    if (env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || env['OTEL_METRICS_EXPORTER'] === 'none')
        return null;
    const own = env['OTEL_EXPORTER_OTLP_METRICS_ENDPOINT'];
    const shared = env['OTEL_EXPORTER_OTLP_ENDPOINT'];
    if (!own && !shared)
        return null;
    const protocol = protocolOf(env['OTEL_EXPORTER_OTLP_METRICS_PROTOCOL'] || env['OTEL_EXPORTER_OTLP_PROTOCOL']);
    const url = own
        ? urlOf(own, 'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT')
        : urlOf(shared ?? '', 'OTEL_EXPORTER_OTLP_ENDPOINT');
    if (!own && protocol === 'http/protobuf')
        url.pathname = `${url.pathname.replace(/\/$/, '')}/v1/metrics`;
    return {
        ...{ kind: 'otlp', url, protocol },
        headers: headersOf(env['OTEL_EXPORTER_OTLP_METRICS_HEADERS'] || env['OTEL_EXPORTER_OTLP_HEADERS'] || ''),
        intervalMs: intervalOf(env['OTEL_METRIC_EXPORT_INTERVAL']),
    };
}
function addressOf(text) {
    const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
    const ip = host === 'localhost' ? '127.0.0.1' : host;
    const known = isIP(ip) === 4 || (/^\[.*\]$/.test(ip) && isIP(ip.slice(1, -1)) === 6);
    if (!known || Number(port) > 65_535) {
        throw wrong(metricsAddress, `an IP address with a port, such as 127.0.0.1:9464, found ${JSON.stringify(text)}`);
    }
    return `${ip}:${port}`;
}
function protocolOf(text) {
    if (!text)
        return 'http/protobuf';
    if (text === 'grpc' || text === 'http/protobuf')
        return text;
    throw wrong('OTEL_EXPORTER_OTLP_PROTOCOL', `http/protobuf or grpc, found ${JSON.stringify(text)}`);
}
function urlOf(text, variable) {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url !== null && /^https?:$/.test(url.protocol))
        return url;
    throw wrong(variable, 'an http(s) address such as http://127.0.0.1:4318');
}
/** `name=value,name=value`, percent-encoded. */
function headersOf(text) {
    const pairs = text.split(',').filter((pair) => pair.trim() !== '');
    return Object.fromEntries(pairs.map((pair) => {
        const at = pair.indexOf('=');
        if (at < 1)
            throw wrong('OTEL_EXPORTER_OTLP_HEADERS', 'name=value pairs, separated by commas');
        return [pair.slice(0, at).trim().toLowerCase(), decoded(pair.slice(at + 1).trim())];
    }));
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
function intervalOf(text) {
    if (!text)
        return 60_000;
    const ms = Number(text);
    if (Number.isInteger(ms) && ms > 0)
        return ms;
    throw wrong('OTEL_METRIC_EXPORT_INTERVAL', `milliseconds, found ${JSON.stringify(text)}`);
}
function wrong(variable, expected) {
    return new MillraceError('telemetry-settings', `${variable}: expected ${expected}`, {
        kind: 'usage',
        at: variable,
        hint: 'See docs/telemetry.md.',
    });
}
//# sourceMappingURL=telemetry-settings.js.map