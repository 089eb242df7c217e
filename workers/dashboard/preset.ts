// Runs in the browser, and imports nothing.
//
// The two keys and their shapes are internals of the Temporal UI 2.54.1, read from its bundle and not documented: stores
// named `namespace-workflow-table-columns`, of { [namespace]: { label }[] }, where none or an empty list means the
// default columns, and `saved-workflow-queries`, of { [namespace]: { id, name, query, type: 'user' }[] }, at most 50.
// tests/browser holds the UI to them.

/** What a browser keeps for an origin. */
export interface KeyValues {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** A named query of the workflow list; ids of ours begin with `millrace-`. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly query: string;
}

export interface Preset {
  readonly namespace: string;
  /** Columns of the workflow list, by the UI's labels or by search attribute. */
  readonly columns: readonly string[];
  readonly views: readonly SavedView[];
}

const columnsKey = 'namespace-workflow-table-columns';
const viewsKey = 'saved-workflow-queries';
/** Ours: the columns as they were set last, by namespace, to tell them from a person's. */
const setKey = 'millrace-dashboard-columns';
const ownPrefix = 'millrace-';
const mostViews = 50;
const defaultColumns = ['Status', 'Workflow ID', 'Run ID', 'Type', 'Start', 'End'];

type ByNamespace = Record<string, unknown>;

/**
 * Sets columns and saved views of the workflow list, and leaves what a person did there: columns that were changed by
 * hand, views of their own. A value of any other shape than the UI 2.54.1 writes is left alone.
 */
export function applyPreset(storage: KeyValues, preset: Preset): void {
  setColumns(storage, preset);
  setViews(storage, preset);
}

function setColumns(storage: KeyValues, { namespace, columns }: Preset): void {
  const all = readObject(storage, columnsKey);
  const found = all?.[namespace] ?? [];
  if (all === undefined || !isListOf(found, ['label'])) return;
  const labels = found.map(({ label }) => label);
  const set = readObject(storage, setKey) ?? {};
  const untouched = [[], defaultColumns, set[namespace] ?? []].some((known) => sameText(known, labels));
  if (!untouched) return;
  storage.setItem(columnsKey, JSON.stringify({ ...all, [namespace]: columns.map((label) => ({ label })) }));
  storage.setItem(setKey, JSON.stringify({ ...set, [namespace]: columns }));
}

function setViews(storage: KeyValues, { namespace, views }: Preset): void {
  const all = readObject(storage, viewsKey);
  const found = all?.[namespace] ?? [];
  if (all === undefined || !isListOf(found, ['id', 'name', 'query'])) return;
  const own = found.filter(({ id }) => id?.startsWith(ownPrefix) === false);
  const ours = views.slice(0, Math.max(0, mostViews - own.length)).map(({ id, name, query }) => {
    return { id, name, query, type: 'user' };
  });
  storage.setItem(viewsKey, JSON.stringify({ ...all, [namespace]: [...own, ...ours] }));
}

/** An object that is kept as JSON; an empty one for nothing, undefined for anything else. */
function readObject(storage: KeyValues, key: string): ByNamespace | undefined {
  const text = storage.getItem(key);
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function isListOf<Field extends string>(value: unknown, fields: readonly Field[]): value is Record<Field, string>[] {
  return (
    Array.isArray(value) &&
    value.every(
      (each: unknown) =>
        typeof each === 'object' &&
        each !== null &&
        fields.every((field) => typeof Object.entries(each).find(([name]) => name === field)?.[1] === 'string'),
    )
  );
}

function sameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
