import type { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { checkValue, problemText } from '../../recipes/check-value.ts';

/** Parameters as their schema gives them. Throws a usage error: `parameters-invalid`, of `--params` of `name`. */
export function checkedParameters<Value>(
  schema: z.ZodType<Value>,
  parameters: unknown,
  name: string,
  hint: string,
): Value {
  const checked = checkValue(schema, parameters);
  if (checked.ok) return checked.value;
  throw new MillraceError('parameters-invalid', problemText(checked.problems[0]), {
    ...{ kind: 'usage', at: `--params of ${name}`, hint },
  });
}
