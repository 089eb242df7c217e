import { countText } from '../../quality/number-text.ts';
import { shorten } from '../../quality/printable.ts';
import type { Manifest } from '../../shards/manifest.ts';
import type { Announcement } from '../../workflows/contract.ts';

/** What a webhook gets. `text` is a line for people, which chat services show; the rest is for programs. */
export interface WebhookEvent extends Omit<Announcement, 'kind' | 'recipe'> {
  readonly text: string;
  readonly event: Announcement['kind'];
  /** The same when an event is told again. */
  readonly id: string;
  /** Page of the workflow in the Temporal UI; null where the worker knows of none. */
  readonly url: string | null;
  /** Null where no version came of the build. */
  readonly records: Manifest['records'] | null;
  readonly tokens: number | null;
}

const longest = 700;

/** The event of an announcement. `manifest` is that of its version, null for none; `url` is its page in the UI. */
export function webhookEvent(announcement: Announcement, manifest: Manifest | null, url: string | null): WebhookEvent {
  const { kind, recipe: _, ...told } = announcement;
  const text = eventText(announcement, manifest);
  return {
    text: url === null ? text : `${text} ${url}`,
    event: kind,
    id: eventId(announcement),
    ...told,
    url,
    records: manifest?.records ?? null,
    tokens: manifest?.tokens ?? null,
  };
}

/** Tells events apart: of a run, each kind happens once. */
export function eventId({ runId, kind }: Pick<Announcement, 'runId' | 'kind'>): string {
  return `${runId}-${kind}`;
}

function eventText(told: Announcement, manifest: Manifest | null): string {
  const { dataset, version } = told;
  const name = version === null ? dataset : `${dataset}@${version}`;
  const text = `Millrace: ${name} ${newsOf(told, name, manifest)}`.replace(/\s+/g, ' ').trim();
  return shorten(text, longest);
}

function newsOf(told: Announcement, name: string, manifest: Manifest | null): string {
  const { kind, failedGates, gateReason, message } = told;
  const note = message === null || message === '' ? '' : `: ${message}`;
  switch (kind) {
    case 'started':
      return 'is being built';
    case 'finished':
      return `is built and its gates passed${manifest === null ? '' : `: ${countsText(manifest)}`}`;
    case 'gates-failed': {
      const more = failedGates.length > 1 ? `, and ${failedGates.length - 1} more` : '';
      return `failed a gate: ${gateReason ?? failedGates[0] ?? ''}${more}. latest stays where it was. To decide: npx millrace approve ${name}, or reject`;
    }
    case 'failed':
      return `could not be built${note}`;
    case 'cancelled':
      return `was called off${note}`;
    case 'approved':
      return `was approved${note}`;
    case 'rejected':
      return `was rejected${note}`;
  }
}

function countsText({ records, tokens }: Manifest): string {
  const kept = `${countText(records.kept)} of ${countText(records.in)} records kept`;
  return tokens === 0 ? kept : `${kept}, ${countText(tokens)} tokens`;
}
