import fc from 'fast-check';
import { z } from 'zod';

type Schema = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
};

/** By name of a parameter, or `stage.parameter`, values that no type tells. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

const numbers = [0, 0.01, 0.1, 0.3, 0.5, 0.8, 0.95, 1, 2, 3, 5, 8, 20, 100, 1000];

function numberIn({ type, minimum = -10, maximum = 1000, exclusiveMinimum, exclusiveMaximum }: Schema) {
  const fits = numbers.filter(
    (each) =>
      each >= minimum &&
      each <= maximum &&
      each > (exclusiveMinimum ?? -Infinity) &&
      each < (exclusiveMaximum ?? Infinity) &&
      (type !== 'integer' || Number.isInteger(each)),
  );
  return fc.constantFrom(...fits);
}

function drawnValue(schema: Schema, path: string, known: KnownValues): fc.Arbitrary<unknown> | undefined {
  const name = path.slice(path.indexOf('.') + 1);
  const told = known[path] ?? known[name];
  if (told !== undefined) return told.length === 0 ? undefined : fc.constantFrom(...told);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.anyOf !== undefined) {
    const each = schema.anyOf.flatMap((one) => drawnValue(one, path, known) ?? []);
    return each.length === 0 ? undefined : fc.oneof(...each);
  }
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'null') return fc.constant(null);
  if (schema.type === 'number' || schema.type === 'integer') return numberIn(schema);
  if (schema.prefixItems !== undefined) {
    const each = schema.prefixItems.flatMap((one) => drawnValue(one, path, known) ?? []);
    return fc.tuple(...each);
  }
  if (schema.type === 'array' && schema.items !== undefined && schema.items !== false) {
    const item = drawnValue(schema.items, path, known);
    return item === undefined ? undefined : fc.uniqueArray(item, { minLength: schema.minItems ?? 0, maxLength: 3 });
  }
  return undefined;
}

/**
 * Parameters that a schema takes, each of them left out or drawn; `{}` where what was drawn does not go together, and
 * nothing where that is refused as well.
 */
export function parametersOf(
  stage: string,
  parameters: z.ZodType,
  known: KnownValues,
): fc.Arbitrary<Readonly<Record<string, unknown>> | undefined> {
  const { properties = {}, required = [] } = z.toJSONSchema(parameters, {
    io: 'input',
    unrepresentable: 'any',
  }) as Schema;
  const given = Object.entries(properties).flatMap(([name, schema]) => {
    const value = drawnValue(schema, `${stage}.${name}`, known);
    if (value === undefined) return [];
    return [[name, required.includes(name) ? value : fc.option(value, { nil: undefined, freq: 1 })] as const];
  });
  const isTaken = (value: unknown): boolean => parameters.safeParse(value).success;
  const drawn = fc
    .record(Object.fromEntries(given))
    .map((each) => Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)));
  return drawn.map((value) => (isTaken(value) ? value : isTaken({}) ? {} : undefined));
}
