import { countText } from '../../quality/number-text.js';
import { shorten } from '../../quality/printable.js';
const longest = 700;
/** The event of an announcement. `manifest` is that of its version, null for none; `url` is its page in the UI. */
export function webhookEvent(announcement, manifest, url) {
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
export function eventId({ runId, kind }) {
    return `${runId}-${kind}`;
}
function eventText(told, manifest) {
    const { dataset, version } = told;
    const name = version === null ? dataset : `${dataset}@${version}`;
    const text = `Millrace: ${name} ${newsOf(told, name, manifest)}`.replace(/\s+/g, ' ').trim();
    return shorten(text, longest);
}
function newsOf(told, name, manifest) {
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
function countsText({ records, tokens }) {
    const kept = `${countText(records.kept)} of ${countText(records.in)} records kept`;
    return tokens === 0 ? kept : `${kept}, ${countText(tokens)} tokens`;
}
//# sourceMappingURL=webhook-event.js.map