import { bytesField, doubleField, floatField, message, varintField } from '../graph/protobuf.ts';
import { maskedCrc32c } from './masked-crc32c.ts';
import type { ReportRow, TimingRow } from './report-rows.ts';

/** Fields of `Event`, `Summary` and `Summary.Value` in tensorflow/core/util/event.proto and framework/summary.proto. */
const event = { wallTime: 1, step: 2, fileVersion: 3, summary: 5 } as const;
const summary = { value: 1 } as const;
const summaryValue = { tag: 1, simpleValue: 2 } as const;

/** What a TensorBoard event file begins with. */
export function eventFileStart(): Buffer {
  return record(message(doubleField(event.wallTime, 0), bytesField(event.fileVersion, 'brain.Event:2')));
}

/**
 * A report as TensorBoard shows it: scalars by name, `training/loss` and so on, and `validation/loss` where measured.
 * About 250 bytes.
 */
export function scalarEvent(row: ReportRow, { timeMs, tokensPerSecond }: TimingRow): Buffer {
  const values: [string, number][] = [
    ['training/loss', row.loss],
    ['training/gradientNorm', row.gradientNorm],
    ['training/learningRate', row.learningRate],
    ['training/tokensPerSecond', tokensPerSecond],
    ...(row.padding === undefined ? [] : [['training/padding', row.padding] as [string, number]]),
    ...Object.entries(row.validation ?? {}).map(([name, value]): [string, number] => [`validation/${name}`, value]),
  ];
  const scalars = values.map(([tag, value]) =>
    bytesField(summary.value, message(bytesField(summaryValue.tag, tag), floatField(summaryValue.simpleValue, value))),
  );
  return record(
    message(
      doubleField(event.wallTime, timeMs / 1000),
      varintField(event.step, row.step),
      bytesField(event.summary, message(...scalars)),
    ),
  );
}

/** A record of a TFRecord file: its length and its bytes, each with a checksum. */
function record(bytes: Buffer): Buffer {
  const length = Buffer.alloc(12);
  length.writeUInt32LE(bytes.length);
  length.writeUInt32LE(maskedCrc32c(length.subarray(0, 8)), 8);
  const end = Buffer.alloc(4);
  end.writeUInt32LE(maskedCrc32c(bytes));
  return Buffer.concat([length, bytes, end]);
}
