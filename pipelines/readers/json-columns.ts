/** What a record without columns of metadata has of it. */
export const noMetadata: Readonly<Record<string, string>> = Object.freeze({});

/** A row's own column; undefined where it has none. */
export function column(row: object, name: string): unknown {
  return Object.hasOwn(row, name) ? (row as Readonly<Record<string, unknown>>)[name] : undefined;
}

/**
 * A column as text: null where it is absent or null, undefined where it holds a list or an object. `line` is the JSON
 * text of the row.
 */
export function scalar(row: object, name: string, line: string): string | null | undefined {
  const value = column(row, name) ?? null;
  if (value === null) return null;
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return undefined;
  return Number.isSafeInteger(value) ? String(value) : (numberAsWritten(line, name) ?? String(value));
}

/** A number of the outermost object with all its digits, since ids above 2^53 would fall together. */
function numberAsWritten(line: string, name: string): string | undefined {
  const written = new Map<unknown, string | undefined>();
  // The third argument, the number's source text, is newer than the compiler's types.
  function revive(this: unknown, ...[key, value, context]: readonly unknown[]): unknown {
    if (key === name && typeof value === 'number') written.set(this, (context as { source?: string }).source);
    return value;
  }
  try {
    return written.get(JSON.parse(line, revive));
  } catch {
    // A reviver goes one call deeper for each level.
    return undefined;
  }
}

/** Scalars as text, lists and objects as JSON text; undefined where one is too deep to be written. */
export function metadataOf(
  row: object,
  names: readonly string[],
  line: string,
): Readonly<Record<string, string>> | undefined {
  if (names.length === 0) return noMetadata;
  const entries: [string, string][] = [];
  try {
    for (const name of names) {
      const value = scalar(row, name, line);
      if (value !== null) entries.push([name, value ?? JSON.stringify(column(row, name))]);
    }
  } catch {
    // JSON.stringify goes one call deeper for each level; JSON.parse does not.
    return undefined;
  }
  return Object.fromEntries(entries);
}
