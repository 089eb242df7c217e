/**
 * The points of gauges and counters in an `ExportMetricsServiceRequest`. Numbers of fields are those of
 * opentelemetry/proto/metrics/v1/metrics.proto, 1.9: resource_metrics 1, scope_metrics 2, metrics 2, gauge 5, sum 7.
 */
export function otlpPoints(request) {
    return inside(request, 1, 2, 2).flatMap((metric) => {
        const name = inside(metric, 1)[0]?.toString('utf8') ?? '';
        return [...inside(metric, 5, 1), ...inside(metric, 7, 1)].map((point) => pointOf(name, point));
    });
}
/** The attributes of the resource that sent a request. */
export function otlpResource(request) {
    return attributesOf(inside(request, 1, 1, 1));
}
/** NumberDataPoint: attributes 7, as_double 4, as_int 6. */
function pointOf(metric, point) {
    const double = inside(point, 4)[0];
    const value = double === undefined ? Number(inside(point, 6)[0]?.readBigInt64LE() ?? Number.NaN) : double.readDoubleLE();
    return { metric, attributes: attributesOf(inside(point, 7)), value };
}
/** KeyValue: key 1, value 2, of which string_value is 1. */
function attributesOf(pairs) {
    return Object.fromEntries(pairs.map((pair) => [inside(pair, 1)[0]?.toString('utf8') ?? '', inside(pair, 2, 1)[0]?.toString('utf8') ?? '']));
}
/** The fields on a path of field numbers, each inside those of the one before. */
function inside(message, ...path) {
    return path.reduce((messages, number) => messages.flatMap((each) => fieldsOf(each).flatMap((field) => (field.number === number ? [field.bytes] : []))), [message]);
}
function fieldsOf(message) {
    const fields = [];
    for (let at = 0; at < message.length;) {
        const tag = varint(message, at);
        const wire = tag.value & 7;
        const from = wire === 2 ? varint(message, tag.end).end : tag.end;
        const length = [varint(message, tag.end).end - tag.end, 8, varint(message, tag.end).value, 0, 0, 4][wire] ?? 0;
        fields.push({ number: tag.value >>> 3, bytes: message.subarray(from, from + length) });
        at = from + length;
    }
    return fields;
}
function varint(message, from) {
    let value = 0;
    let at = from;
    for (let shift = 1;; shift *= 128) {
        const byte = message[at++] ?? 0;
        value += (byte & 127) * shift;
        if (byte < 128)
            return { value, end: at };
    }
}
//# sourceMappingURL=otlp-request.js.map