import { z } from 'zod';
const expected = 'expected an http(s) address, or $NAME for that in an environment variable';
const alert = z.strictObject({
    webhook: z
        .string()
        .regex(/^(https?:\/\/\S+|\$[A-Za-z_][A-Za-z0-9_]*)$/, { error: expected })
        .refine((webhook) => webhook.startsWith('$') || URL.canParse(webhook), { error: expected })
        .describe('An `http(s)` address, or `$NAME` for the one in that environment variable of the worker.'),
    on: z
        .array(z.enum(['gates-failed', 'failed', 'cancelled', 'finished', 'approved', 'rejected']))
        .min(1)
        .default(['gates-failed', 'failed'])
        .describe('What is told.'),
});
/** The recipe's `alerts`. */
export const alertsSchema = z
    .array(alert)
    .default([])
    .describe('Whom to tell of builds that failed, or whose version failed its gates.');
//# sourceMappingURL=alerts-schema.js.map