import { bytesField, doubleField, floatField, message, varintField } from '../graph/protobuf.js';
import { maskedCrc32c } from './masked-crc32c.js';
/** Fields of `Event`, `Summary` and `Summary.Value` in tensorflow/core/util/event.proto and framework/summary.proto. */
const event = { wallTime: 1, step: 2, fileVersion: 3, summary: 5 };
const summary = { value: 1 };
const summaryValue = { tag: 1, simpleValue: 2 };
/** What a TensorBoard event file begins with. */
export function eventFileStart() {
    return record(message(doubleField(event.wallTime, 0), bytesField(event.fileVersion, 'brain.Event:2')));
}
/**
 * A report as TensorBoard shows it: scalars by name, `training/loss` and so on, and `validation/loss` where measured.
 * About 250 bytes.
 */
export function scalarEvent(row, { timeMs, tokensPerSecond }) {
    const values = [
        ['training/loss', row.loss],
        ['training/gradientNorm', row.gradientNorm],
        ['training/learningRate', row.learningRate],
        ['training/tokensPerSecond', tokensPerSecond],
        ...Object.entries(row.validation ?? {}).map(([name, value]) => [`validation/${name}`, value]),
    ];
    const scalars = values.map(([tag, value]) => bytesField(summary.value, message(bytesField(summaryValue.tag, tag), floatField(summaryValue.simpleValue, value))));
    return record(message(doubleField(event.wallTime, timeMs / 1000), varintField(event.step, row.step), bytesField(event.summary, message(...scalars))));
}
/** A record of a TFRecord file: its length and its bytes, each with a checksum. */
function record(bytes) {
    const length = Buffer.alloc(12);
    length.writeUInt32LE(bytes.length);
    length.writeUInt32LE(maskedCrc32c(length.subarray(0, 8)), 8);
    const end = Buffer.alloc(4);
    end.writeUInt32LE(maskedCrc32c(bytes));
    return Buffer.concat([length, bytes, end]);
}
//# sourceMappingURL=scalar-events.js.map