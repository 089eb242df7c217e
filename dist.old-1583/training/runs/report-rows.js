import { z } from 'zod';
import { MillraceError } from '../../core/errors.js';
const count = z.int().nonnegative();
/** JSON has no NaN and no infinities: they are written as null, and null is read as NaN. */
const anyNumber = z.union([z.number(), z.null().transform(() => Number.NaN)]);
/** Names of scores, as the objectives give them: no name that an object takes for its prototype. */
const scoreName = z.string().regex(/^[a-z][A-Za-z0-9.-]*$/);
const reportShape = {
    step: count,
    epoch: count,
    loss: anyNumber,
    gradientNorm: anyNumber,
    learningRate: anyNumber,
    tokens: count,
    validation: z.record(scoreName, anyNumber).exactOptional(),
};
const timingShape = { step: count, timeMs: z.number(), seconds: z.number(), tokensPerSecond: anyNumber };
const reportSchema = z.strictObject(reportShape);
const timingSchema = z.strictObject(timingShape);
export const reportRows = rowFormat(reportSchema, Object.keys(reportShape));
export const timingRows = rowFormat(timingSchema, Object.keys(timingShape));
function rowFormat(schema, members) {
    const line = (row) => `${JSON.stringify(Object.fromEntries(members.map((name) => [name, row[name]])))}\n`;
    return {
        encode: (rows) => Buffer.from(rows.map(line).join('')),
        decode: (bytes, at) => {
            const lines = Buffer.from(bytes).toString('utf8').split('\n');
            return lines.flatMap((text, index) => (text === '' ? [] : [parseLine(schema, text, `${at}:${index + 1}`)]));
        },
    };
}
function parseLine(schema, line, at) {
    let value;
    try {
        value = JSON.parse(line);
    }
    catch (error) {
        throw new MillraceError('bad-metrics', 'the line is no JSON', { at, cause: error });
    }
    const parsed = schema.safeParse(value);
    if (parsed.success)
        return parsed.data;
    const issue = parsed.error.issues[0];
    throw new MillraceError('bad-metrics', `${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'is wrong'}`, {
        at,
    });
}
//# sourceMappingURL=report-rows.js.map