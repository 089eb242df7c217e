/** How Hive, and so Spark and Dask, write that a partition has no value. */
const noValue = '__HIVE_DEFAULT_PARTITION__';

/**
 * Columns that a file's folders give, as Hive, Spark and Dask write tables that are cut by a column: `lang=en/part-0.parquet`.
 * Names and values are decoded where they hold `%` and two hexadecimal digits.
 */
export function partitionValues(key: string): ReadonlyMap<string, string | null> {
  const values = new Map<string, string | null>();
  for (const folder of key.split('/').slice(0, -1)) {
    const equals = folder.indexOf('=');
    if (equals < 1) continue;
    const value = folder.slice(equals + 1);
    values.set(decoded(folder.slice(0, equals)), value === noValue ? null : decoded(value));
  }
  return values;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
